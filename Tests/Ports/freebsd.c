// The FreeBSD port, with the answers of freebsd_images.c.

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
    CHECK(cpu->online == 2 && cpu->physical_cores == 1 && good->shared.online == 2);
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

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    CHECK(good->kernel.has_version && good->kernel.major == 14 && good->kernel.minor == 1);
    CHECK(good->kernel.release_length == 15);
}

int main(void) {
    return harness_main("freebsd", expect);
}
