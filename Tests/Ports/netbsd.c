// The NetBSD port, with the answers of netbsd_images.c.

#include "../../Sources/CProbe/netbsd/port_calls.h"

#include <errno.h>

#include "harness.h"

static const uint64_t second = 1000000000;
static const uint64_t page = 16384;

static void expect_cpu(const readings *good) {
    const cprobe_cpu *cpu = &good->cpu;
    CHECK(cpu->user_ns == 3 * second && cpu->nice_ns == 385 * second / 128);
    CHECK(cpu->system_ns == 386 * second / 128 && cpu->irq_ns == 387 * second / 128);
    CHECK(cpu->idle_ns == 30000 * second);
    CHECK(cpu->context_switches == 6000000003 && cpu->interrupts == 6000000002);
    CHECK(cpu->soft_interrupts == 6000000004);
    CHECK(cpu->present == 50 && cpu->online == 49 && good->shared.online == 49);
    CHECK(cpu->monotonic_ns == 7000000007);
    CHECK(good->cpu_count == 2 && good->cpus[0].id == 0 && good->cpus[1].id == 1);
    CHECK(good->cpus[0].user_ns == second && good->cpus[0].nice_ns == 129 * second / 128);
    CHECK(good->cpus[0].system_ns == 130 * second / 128);
    CHECK(good->cpus[0].irq_ns == 131 * second / 128);
    CHECK(good->cpus[0].idle_ns == 10000 * second);
    CHECK(good->cpus[1].system_ns == 258 * second / 128);
    CHECK(good->cpus[1].idle_ns == 20000 * second);
}

static void expect_load(const readings *good) {
    const cprobe_load *load = &good->load;
    CHECK(load->load1 == 1.25 && load->load5 == 0.5 && load->load15 == 0.25);
    CHECK(load->boot_time_ns == 1700000001 * second && load->uptime_ns == 998000000001);
}

static void expect_memory(const readings *good) {
    const cprobe_memory *memory = &good->memory;
    CHECK(memory->total_bytes == 8588886016 && memory->cached_bytes == (5005 + 606) * page);
    CHECK(memory->free_bytes == 1001 * page && memory->active_bytes == 2002 * page);
    CHECK(memory->inactive_bytes == 3003 * page && memory->anonymous_bytes == 4004 * page);
    CHECK(memory->page_faults == 6000000001 && memory->swapped_out_bytes == 6000000005 * page);
    CHECK(memory->swap_total_bytes == 98304 * page && memory->swap_used_bytes == 1801 * page);
    CHECK(memory->swap_free_bytes == (98304 - 1801) * page);
    CHECK(memory->swap_usage_percent == 1801.0 / 98304 * 100);
    CHECK(good->shared.memory_total_bytes == 0);
}

int cp_port_affinity(void *mask, size_t bytes) {
    const recorded *item = recorded_named("sched_getaffinity_np");
    size_t length = 0;
    const int error = answer(item, NULL, &length);
    // The kernel takes exactly the size of its mask.
    return error != 0 ? error : length != bytes ? EINVAL : answer(item, mask, &bytes);
}

static void expect_quota(const readings *good) {
    const cprobe_quota *quota = &good->quota;
    CHECK(quota->cpu.online == 49 && quota->cpu.affinity == 3);
    CHECK(quota->cpu.effective_cores == 3 && quota->cpu.bound == CPROBE_BOUND_AFFINITY);
    CHECK(quota->cpu.effective_cores_completeness.state == CPROBE_NUMBER_EXACT);
    CHECK(quota->cpu.limit.state == CPROBE_LIMIT_UNLIMITED);
    CHECK(quota->memory.physical_bytes == 8588886016);
    CHECK(quota->memory.effective_bytes == 8588886016);
    const cprobe_rlimit *limits = quota->rlimits;
    CHECK(limits[CPROBE_RLIMIT_CPU].soft == 11 * second);
    CHECK(limits[CPROBE_RLIMIT_FSIZE].is_known && limits[CPROBE_RLIMIT_FSIZE].soft_unlimited);
    CHECK(limits[CPROBE_RLIMIT_NOFILE].hard == 65537 && limits[CPROBE_RLIMIT_AS].hard == 26);
    CHECK(!limits[CPROBE_RLIMIT_LOCKS].is_known && quota->has_monotonic);
}

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_quota(good);
    CHECK(good->kernel.has_version && good->kernel.major == 10 && good->kernel.minor == 1);
    CHECK(good->kernel.release_length == 11);
}

int main(void) {
    return harness_main("netbsd", expect);
}
