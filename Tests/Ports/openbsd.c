// The OpenBSD port, with the answers of openbsd_images.c.

#include "../../Sources/CProbe/openbsd/port_calls.h"

#include <string.h>

#include "../../Sources/CProbe/bsd/counter.h"
#include "harness.h"

static const uint64_t second = 1000000000;
static const uint64_t page = 16384;

static void expect_cpu(const readings *good) {
    const cprobe_cpu *cpu = &good->cpu;
    // The sum of two CPUs; the time of spinning is time in the kernel.
    CHECK(cpu->user_ns == 3 * second && cpu->nice_ns == 386 * second / 128);
    CHECK(cpu->system_ns == 778 * second / 128 && cpu->irq_ns == 392 * second / 128);
    CHECK(cpu->idle_ns == 30000 * second);
    CHECK(cpu->context_switches == 4000000003 && cpu->interrupts == 4000000002);
    CHECK(cpu->soft_interrupts == 44004 && cpu->forks == 55005);
    CHECK(cpu->present == 3 && cpu->online == 2 && good->shared.online == 2);
    CHECK(cpu->monotonic_ns == 7000000007);
    // Of three CPUs, one is offline.
    CHECK(good->cpu_count == 2 && good->cpus[0].id == 0 && good->cpus[1].id == 2);
    CHECK(good->cpus[0].user_ns == second && good->cpus[0].nice_ns == 129 * second / 128);
    CHECK(good->cpus[0].system_ns == 261 * second / 128);
    CHECK(good->cpus[0].irq_ns == 132 * second / 128);
    CHECK(good->cpus[0].idle_ns == 10000 * second);
    CHECK(good->cpus[1].system_ns == 517 * second / 128);
    CHECK(good->cpus[1].idle_ns == 20000 * second);
}

static void expect_load(const readings *good) {
    const cprobe_load *load = &good->load;
    CHECK(load->load1 == 1.25 && load->load5 == 0.5 && load->load15 == 0.25);
    CHECK(load->boot_time_ns == 1700000001 * second);
    CHECK(load->uptime_ns == 998000000001 && load->tasks.all == 321);
}

static void expect_memory(const readings *good) {
    const cprobe_memory *memory = &good->memory;
    CHECK(memory->total_bytes == 8588886016 && memory->buffers_bytes == 606 * page);
    CHECK(memory->free_bytes == 1001 * page && memory->active_bytes == 2002 * page);
    CHECK(memory->inactive_bytes == 3003 * page && memory->page_faults == 4000000001);
    CHECK(memory->swap_total_bytes == 98304 * page && memory->swap_used_bytes == 1801 * page);
    CHECK(memory->swap_free_bytes == (98304 - 1801) * page);
    CHECK(memory->swap_usage_percent == 1801.0 / 98304 * 100);
    CHECK(good->shared.memory_total_bytes == 0);
}

static void expect_quota(const readings *good) {
    const cprobe_quota *quota = &good->quota;
    CHECK(quota->cpu.online == 2 && quota->cpu.effective_cores == 2);
    CHECK(quota->cpu.effective_cores_completeness.state == CPROBE_NUMBER_EXACT);
    CHECK(quota->cpu.limit.state == CPROBE_LIMIT_UNLIMITED);
    CHECK(!cprobe_has(quota->cpu.present_fields, CPROBE_CPU_QUOTA_AFFINITY));
    CHECK(quota->memory.physical_bytes == 8588886016);
    CHECK(quota->memory.effective_bytes == 8588886016);
    CHECK(quota->memory.limit.state == CPROBE_LIMIT_UNLIMITED);
    const cprobe_rlimit *limits = quota->rlimits;
    CHECK(limits[CPROBE_RLIMIT_CPU].soft == 11 * second);
    CHECK(limits[CPROBE_RLIMIT_FSIZE].is_known && limits[CPROBE_RLIMIT_FSIZE].soft_unlimited);
    CHECK(limits[CPROBE_RLIMIT_NOFILE].hard == 65537 && !limits[CPROBE_RLIMIT_AS].is_known);
    CHECK(quota->has_monotonic);
}

static void expect_counters(void) {
    cp_counter counter = {0};
    CHECK(cp_counter_extend(&counter, 0xfffffff0) == 0xfffffff0);
    CHECK(cp_counter_extend(&counter, 0xfffffff0) == 0xfffffff0);
    CHECK(cp_counter_extend(&counter, 5) == 0x100000005);
    CHECK(cp_counter_extend(&counter, 4) == 0x200000004);
    CHECK(cp_counter_extend(&counter, 0xffffffff) == 0x2ffffffff);
}

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_quota(good);
    expect_counters();
    CHECK(good->kernel.has_version && good->kernel.major == 7 && good->kernel.minor == 8);
    CHECK(good->kernel.release_length == 3);
}

int main(void) {
    return harness_main("openbsd", expect);
}
