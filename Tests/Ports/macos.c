// The macOS port, with the answers of macos_images.c.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../../Sources/CProbe/bsd/counter.h"
#include "../../Sources/CProbe/bsd/units.h"
#include "../../Sources/CProbe/macos/arguments.h"
#include "../../Sources/CProbe/macos/port_calls.h"
#include "harness.h"

static const uint64_t second = 1000000000;
static const uint64_t tick = 10000000;
static const uint64_t page = 16384;

int cp_port_cpu_ticks(void *out, size_t *length) {
    return answer(recorded_named("host_processor_info"), out, length);
}

uint64_t cp_port_ticks_per_second(void) {
    return 100;
}

int cp_port_vm_statistics(void *out, size_t *length) {
    return answer(recorded_named("host_statistics64"), out, length);
}

int cp_port_pids(void *out, size_t *length) {
    return answer(recorded_named("proc_listpids"), out, length);
}

// A process that was not recorded has ended.
static int answer_of_process(const char *call, void *out, size_t *length) {
    const recorded *item = recorded_named(call);
    size_t whole = 0;
    const int error = item == NULL ? ESRCH : answer(item, NULL, &whole);
    if (error == 0) {
        (void)answer(item, out, length); // These calls cut what does not fit.
    }
    return error;
}

int cp_port_process_info(int32_t pid, int flavor, void *out, size_t *length) {
    char call[64];
    if (flavor == 11) {
        snprintf(call, sizeof call, "proc_pidpath.%d", (int)pid);
    } else {
        snprintf(call, sizeof call, "proc_pidinfo.%d.%d", (int)pid, flavor);
    }
    return answer_of_process(call, out, length);
}

int cp_port_process_usage(int32_t pid, void *out, size_t *length) {
    char call[64];
    snprintf(call, sizeof call, "proc_pid_rusage.%d", (int)pid);
    return answer_of_process(call, out, length);
}

int cp_port_timebase(uint32_t *numerator, uint32_t *denominator) {
    uint32_t base[2] = {0, 0};
    size_t length = sizeof base;
    const recorded *item = recorded_named("mach_timebase_info");
    size_t whole = 0;
    const int error = answer(item, NULL, &whole);
    (void)answer(item, base, &length);
    *numerator = base[0];
    *denominator = base[1];
    return error != 0 ? error : length == sizeof base ? 0 : EIO;
}

static void expect_cpu(const readings *good) {
    const cprobe_cpu *cpu = &good->cpu;
    CHECK(cpu->user_ns == 1102 * tick && cpu->system_ns == 2204 * tick);
    CHECK(cpu->nice_ns == 4307 * tick);
    // The sum of the CPUs exceeds the 32 bits of the kernel's own.
    CHECK(cpu->idle_ns == UINT64_C(4294970293) * tick);
    CHECK(cpu->possible == 10 && cpu->online == 8 && cpu->physical_cores == 6);
    CHECK(cpu->packages == 1 && cpu->monotonic_ns == 7000000007 && good->shared.online == 8);
    CHECK(good->cpu_count == 2 && good->cpus[1].id == 1);
    CHECK(good->cpus[0].user_ns == 101 * tick && good->cpus[0].system_ns == 202 * tick);
    CHECK(good->cpus[0].idle_ns == UINT64_C(4294967290) * tick);
    CHECK(good->cpus[0].nice_ns == 303 * tick && good->cpus[1].idle_ns == 3003 * tick);
    cp_counter counter = {0};
    CHECK(cp_counter_extend(&counter, 4294967290) == 4294967290);
    CHECK(cp_counter_extend(&counter, 10) == 4294967306);
    CHECK(cp_counter_extend(&counter, 10) == 4294967306);
    CHECK(cp_counter_extend(&counter, 9) == 2 * UINT64_C(4294967296) + 9);
}

static void expect_load(const readings *good) {
    const cprobe_load *load = &good->load;
    CHECK(load->load1 == 1.25 && load->load5 == 0.5 && load->load15 == 0.25);
    CHECK(load->boot_time_ns == 1700000001 * second && load->uptime_ns == 998000000001);
}

static void expect_memory(const readings *good) {
    const cprobe_memory *memory = &good->memory;
    CHECK(memory->total_bytes == 17179869184);
    CHECK(memory->free_bytes == 1001 * page); // Without the speculative pages.
    CHECK(memory->active_bytes == 1002 * page && memory->inactive_bytes == 1003 * page);
    CHECK(memory->zswap_bytes == 1010 * page && memory->cached_bytes == 1011 * page);
    CHECK(memory->anonymous_bytes == 1012 * page);
    CHECK(memory->zswapped_bytes == 5000000013 * page);
    CHECK(memory->paged_in_bytes == 5000000005 * page);
    CHECK(memory->paged_out_bytes == 5000000006 * page && memory->page_faults == 5000000007);
    CHECK(memory->swapped_in_bytes == 5000000008 * page);
    CHECK(memory->swapped_out_bytes == 5000000009 * page);
    CHECK(memory->swap_total_bytes == 2147483648 && memory->swap_used_bytes == 536870912);
    CHECK(memory->pressure_level == 2);
    CHECK(memory->swap_free_bytes == 1610612736 && memory->swap_usage_percent == 25);
}

static void expect_mounts(const readings *good) {
    const cprobe_mounts *mounts = &good->mounts;
    CHECK(mounts->count == 5);
    const cprobe_mount *root = &mounts->items[0];
    CHECK(strcmp(cprobe_mount_text(mounts, root->device), "/dev/disk3s1s1") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->mount_point), "/") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->options), "ro,local,journaled") == 0);
    CHECK(root->total_bytes == 1000001 * UINT64_C(4096) && root->read_only && !root->duplicate);
    CHECK(root->available_bytes == 390001 * UINT64_C(4096));
    CHECK(root->inodes_total == 4000500001 && root->inodes_used == 400000);
    CHECK(mounts->items[1].pseudo);
    CHECK(mounts->items[2].duplicate && !mounts->items[2].pseudo); // The same container.
    CHECK(!mounts->items[3].duplicate);
    CHECK(mounts->items[4].not_requested == CPROBE_NOT_REQUESTED_NETWORK);
    CHECK(!cprobe_has_any(mounts->items[4].present_fields));
}

static void expect_network(const readings *good) {
    CHECK(good->interface_count == 3 && good->address_count == 3);
    const cprobe_interface *en = &good->interfaces[0];
    CHECK(en->name_length == 3 && memcmp(en->name, "en0", 3) == 0 && en->index == 11);
    CHECK(en->mtu_bytes == 1501 && en->speed_bits_per_second == 1000000000);
    const cprobe_traffic *traffic = &en->counters;
    CHECK(traffic->rx_packets == 6000000011 && traffic->rx_errors == 6000000012);
    CHECK(traffic->tx_packets == 6000000013 && traffic->tx_errors == 6000000014);
    CHECK(traffic->tx_collisions == 6000000015 && traffic->rx_bytes == 6000000016);
    CHECK(traffic->tx_bytes == 6000000017 && traffic->rx_multicast == 6000000018);
    CHECK(traffic->rx_dropped == 6000000019);
    CHECK(good->interfaces[2].stacked && good->interfaces[2].counters.rx_bytes == 97);
    CHECK(good->interfaces[1].loopback && good->network.total.rx_bytes == 6000000016);
    const cprobe_address *addresses = good->addresses;
    static const uint8_t ipv4[] = {192, 168, 1, 6};
    CHECK(addresses[0].family == CPROBE_FAMILY_HARDWARE && addresses[0].address[5] == 12);
    CHECK(memcmp(addresses[1].address, ipv4, 4) == 0 && addresses[1].prefix_bits == 24);
    CHECK(addresses[1].has_broadcast && addresses[1].broadcast[3] == 255);
    CHECK(addresses[2].scope_id == 11 && addresses[2].address[3] == 0);
    CHECK(addresses[2].prefix_bits == 64 && addresses[2].address[15] == 8);
}

static void expect_quota(const readings *good) {
    const cprobe_quota *quota = &good->quota;
    CHECK(quota->cpu.online == 8 && quota->cpu.effective_cores == 8);
    CHECK(quota->cpu.bound == CPROBE_BOUND_ONLINE);
    CHECK(quota->cpu.effective_cores_completeness.state == CPROBE_NUMBER_EXACT);
    CHECK(quota->cpu.limit.state == CPROBE_LIMIT_UNLIMITED);
    CHECK(!cprobe_has(quota->cpu.present_fields, CPROBE_CPU_QUOTA_AFFINITY));
    CHECK(quota->memory.effective_bytes == 17179869184);
    CHECK(quota->memory.limit.state == CPROBE_LIMIT_UNLIMITED);
    CHECK(quota->rlimits[CPROBE_RLIMIT_CPU].soft == 11 * second);
    CHECK(quota->rlimits[CPROBE_RLIMIT_NOFILE].soft == 256);
    CHECK(quota->rlimits[CPROBE_RLIMIT_NOFILE].hard_unlimited);
    CHECK(!quota->rlimits[CPROBE_RLIMIT_RSS].is_known);
}

static bool has_text(const cprobe_process_list *list, uint32_t offset, uint32_t length,
                     const char *text, size_t bytes) {
    return length == bytes && memcmp(list->text + offset, text, bytes) == 0;
}

static void expect_processes(const readings *good) {
    const cprobe_process_list *list = &good->process_list;
    CHECK(list->count == 4 && list->items[0].pid == 0 && list->items[1].pid == 5);
    CHECK(list->items[2].pid == 77 && list->items[3].pid == 900);
    const cprobe_process *process = &list->items[1];
    CHECK(process->parent_pid == 1 && process->process_group == 51 && process->state == 'S');
    CHECK(process->name_length == 21 && memcmp(process->name, "a-name-that-is-longer", 21) == 0);
    CHECK(process->uid == 501 && process->effective_uid == 502 && process->saved_uid == 503);
    CHECK(process->gid == 601 && process->effective_gid == 602 && process->saved_gid == 603);
    CHECK(process->foreground_group == 53 && process->nice == -7 && process->threads == 12);
    CHECK(process->vms_bytes == 7000000001 && process->rss_bytes == 3000001);
    CHECK(process->memory_percent == 3000001.0 / 17179869184 * 100);
    // Ticks of 24 MHz: 125 / 3 ns.
    CHECK(process->user_time_ns == 1000000000041 && process->system_time_ns == 2000000000083);
    CHECK(process->total_time_ns == 3000000000124);
    CHECK(process->major_faults == 402 && process->minor_faults == 999);
    CHECK(process->start_ns == 10250000000 - 654321000);
    CHECK(process->read_bytes == 8000000001 && process->write_bytes == 8000000002);
    CHECK(has_text(list, process->command_line_offset, process->command_line_length,
                   "a\0-x\0two words", 15));
    CHECK(has_text(list, process->executable_offset, process->executable_length, "/usr/bin/a", 10));
    CHECK(list->items[0].kernel_thread && list->items[0].failures.count == 0);
    CHECK(!cprobe_has(list->items[0].present_fields, CPROBE_PROCESS_RSS));
    CHECK(list->items[2].state == 'Z' && list->items[3].state == 'R');
    CHECK(good->one_list.count == 1 && good->one_list.items[0].pid == 4242);
    uint64_t time_ns = 0;
    CHECK(cp_timebase_ns(UINT64_MAX, 1, 1, &time_ns) && time_ns == UINT64_MAX);
    CHECK(!cp_timebase_ns(UINT64_MAX, 125, 3, &time_ns));
    CHECK(!cp_timebase_ns(1, 1, 0, &time_ns));
}

// Answers of kern.procargs2 that are not what they say.
static void expect_arguments(void) {
    cp_span arguments;
    CHECK(!cp_arguments_take(cp_span_make("\1\0\0", 3), &arguments));
    CHECK(!cp_arguments_take(cp_span_make("\1\0\0\0/a", 6), &arguments));
    CHECK(!cp_arguments_take(cp_span_make("\2\0\0\0/a\0a\0", 9), &arguments));
    CHECK(!cp_arguments_take(cp_span_make("\377\377\377\377/a\0a\0", 9), &arguments));
    CHECK(cp_arguments_take(cp_span_make("\0\0\0\0/a\0", 7), &arguments) &&
          arguments.length == 0);
}

static bool is_text(const cprobe_host_text *text, const char *wanted) {
    return text->length == strlen(wanted) && memcmp(text->bytes, wanted, text->length) == 0;
}

static void expect_host(const readings *good) {
    const cprobe_host *host = &good->host;
    CHECK(host->open_files == 3101 && host->open_files_max == 3102 && host->nr_open == 3103);
    CHECK(is_text(&host->hostname, "mac.example") && is_text(&host->os_name, "Darwin"));
    CHECK(is_text(&host->kernel_release, "23.6.0") && is_text(&host->os_version, "14.6.1"));
    CHECK(is_text(&host->kernel_version, "Darwin Kernel Version 23.6.0: xnu"));
    CHECK(is_text(&host->product, "Mac14,2"));
}

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_mounts(good);
    expect_network(good);
    expect_quota(good);
    expect_processes(good);
    expect_host(good);
    expect_arguments();
    CHECK(good->kernel.has_version && good->kernel.major == 23 && good->kernel.minor == 6);
}

int main(void) {
    return harness_main("macos", expect);
}
