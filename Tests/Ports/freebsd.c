// The FreeBSD port, with the answers of freebsd_images.c.

#include <errno.h>
#include <string.h>

#include "../../Sources/CProbe/freebsd/port_calls.h"
#include "../../Sources/CProbe/freebsd/rctl.h"
#include "harness.h"

static const uint64_t second = 1000000000;
static const uint64_t page = 16384;

static void expect_cpu(const readings *good) {
    const cprobe_cpu *cpu = &good->cpu;
    CHECK(cpu->user_ns == 100 * second && cpu->nice_ns == 2 * second);
    CHECK(cpu->system_ns == 50 * second && cpu->irq_ns == 3 * second);
    CHECK(cpu->idle_ns == 10000 * second);
    CHECK(cpu->context_switches == 5000000001 && cpu->interrupts == 5000000002);
    CHECK(cpu->soft_interrupts == 5000000003);
    CHECK(cpu->online == 16 && cpu->physical_cores == 8 && good->shared.online == 16);
    CHECK(cpu->monotonic_ns == 7000000007);
    // Of three numbers, one is that of no CPU.
    CHECK(good->cpu_count == 2 && good->cpus[0].id == 0 && good->cpus[1].id == 2);
    CHECK(good->cpus[0].user_ns == second);
    CHECK(good->cpus[0].nice_ns == 128 * second / 127);
    CHECK(good->cpus[0].system_ns == 129 * second / 127);
    CHECK(good->cpus[0].irq_ns == 130 * second / 127);
    CHECK(good->cpus[0].idle_ns == 131 * second / 127);
    CHECK(good->cpus[1].idle_ns == 1275 * second / 127);
}

static void expect_load(const readings *good) {
    const cprobe_load *load = &good->load;
    CHECK(load->load1 == 1.25 && load->load5 == 0.5 && load->load15 == 0.25);
    CHECK(load->boot_time_ns == 1700000001 * second);
    CHECK(load->uptime_ns == 998000000001);
    CHECK(load->tasks.last_pid == 4711);
}

static void expect_memory(const readings *good) {
    const cprobe_memory *memory = &good->memory;
    CHECK(memory->total_bytes == 8588886016 && memory->buffers_bytes == 1605632);
    CHECK(memory->free_bytes == 1001 * page && memory->active_bytes == 2002 * page);
    CHECK(memory->inactive_bytes == 3003 * page && memory->locked_bytes == 44 * page);
    CHECK(memory->committed_bytes == 987654321);
    CHECK(memory->page_faults == 6000000001 && memory->major_page_faults == 6000000002);
    CHECK(memory->swapped_in_bytes == 6000000003 * page);
    CHECK(memory->swapped_out_bytes == 6000000004 * page);
    CHECK(memory->swap_total_bytes == 98304 * page && memory->swap_used_bytes == 1801 * page);
    CHECK(memory->swap_free_bytes == (98304 - 1801) * page);
    CHECK(memory->swap_usage_percent == 1801.0 / 98304 * 100);
    CHECK(good->shared.memory_total_bytes == 0);
}

int cp_port_affinity(void *mask, size_t bytes) {
    const recorded *item = recorded_named("cpuset_getaffinity");
    size_t length = 0;
    int error = answer(item, NULL, &length);
    if (error == 0 && length != bytes) {
        error = ERANGE;
    }
    return error != 0 ? error : answer(item, mask, &bytes);
}

int cp_port_rctl_limits(const char *filter, char *out, size_t capacity) {
    CHECK(strcmp(filter, "process:4242") == 0);
    size_t length = capacity;
    const int error = answer(recorded_named("rctl_get_limits"), out, &length);
    if (error == 0 && length > capacity) {
        return ERANGE;
    }
    // The kernel ends the text; a changed one that lacks the NUL fills the buffer.
    if (error == 0) {
        memset(out + length, 'x', capacity - length);
    }
    return error == ENOMEM ? ERANGE : error;
}

static void expect_quota(const readings *good) {
    const cprobe_quota *quota = &good->quota;
    CHECK(quota->cpu.online == 16 && quota->cpu.affinity == 13);
    CHECK(quota->cpu.quota_us == 2500000 && quota->cpu.period_us == 1000000);
    CHECK(quota->cpu.limit_cores == 2.5 && quota->cpu.effective_cores == 2.5);
    CHECK(quota->cpu.bound == CPROBE_BOUND_QUOTA);
    CHECK(quota->cpu.effective_cores_completeness.state == CPROBE_NUMBER_EXACT);
    CHECK(quota->cpu.limit.state == CPROBE_LIMIT_LIMITED);
    CHECK(strcmp(quota->cpu.limit.file, "rctl") == 0 && !quota->cpu.limit.in_group);
    CHECK(quota->memory.physical_bytes == 8588886016);
    CHECK(quota->memory.limit.value == 3221225472);
    CHECK(quota->memory.effective_bytes == 3221225472);
    CHECK(quota->memory.swap.value == 99999999);
    CHECK(quota->pids.limit.value == 777 && quota->pids.effective_tasks == 777);
    CHECK(quota->io.state == CPROBE_LIMIT_UNLIMITED);
    const cprobe_rlimit *limits = quota->rlimits;
    CHECK(limits[CPROBE_RLIMIT_CPU].soft == 11 * second);
    CHECK(limits[CPROBE_RLIMIT_CPU].hard == 12 * second);
    CHECK(limits[CPROBE_RLIMIT_FSIZE].is_known && limits[CPROBE_RLIMIT_FSIZE].soft_unlimited);
    CHECK(limits[CPROBE_RLIMIT_DATA].soft == 34359738368);
    CHECK(limits[CPROBE_RLIMIT_DATA].hard_unlimited);
    CHECK(limits[CPROBE_RLIMIT_NOFILE].soft == 65536 && limits[CPROBE_RLIMIT_NOFILE].hard == 65537);
    CHECK(limits[CPROBE_RLIMIT_AS].hard == 26 && !limits[CPROBE_RLIMIT_LOCKS].is_known);
    CHECK(!limits[CPROBE_RLIMIT_RTTIME].is_known && quota->has_monotonic);
}

// Texts of rules, and what they limit.
static void expect_rules(void) {
    cp_rctl_limits limits;
    cp_rctl_parse(cp_span_of(""), &limits);
    CHECK(!limits.is_malformed && !limits.is_limited[CP_RCTL_PCPU]);
    cp_rctl_parse(cp_span_of("user:bob:readbps:throttle=1000"), &limits);
    CHECK(limits.limits_io && !limits.is_malformed);
    cp_rctl_parse(cp_span_of("user:bob:pcpu:log=10"), &limits);
    CHECK(!limits.is_limited[CP_RCTL_PCPU] && !limits.is_malformed);
    cp_rctl_parse(cp_span_of("user:bob:pcpu:deny=x,user::pcpu:deny=30"), &limits);
    CHECK(limits.is_malformed && limits.limits[CP_RCTL_PCPU] == 30);
    cp_rctl_parse(cp_span_of("user:bob:pcpu:deny=10k"), &limits);
    CHECK(limits.is_malformed && !limits.is_limited[CP_RCTL_PCPU]);
    cp_rctl_parse(cp_span_of("user:bob:pcpu:deny=99999999999999999999"), &limits);
    CHECK(limits.is_malformed && !limits.is_limited[CP_RCTL_PCPU]);
    cp_rctl_parse(cp_span_of(",:::"), &limits);
    CHECK(limits.is_malformed);
}

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_quota(good);
    expect_rules();
    CHECK(good->kernel.has_version && good->kernel.major == 14 && good->kernel.minor == 1);
    CHECK(good->kernel.release_length == 15);
}

int main(void) {
    return harness_main("freebsd", expect);
}
