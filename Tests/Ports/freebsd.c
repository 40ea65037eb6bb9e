// The FreeBSD port, with the answers of freebsd_images.c.

#include <errno.h>
#include <stdio.h>
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

int cp_port_device_name(uint64_t device, char *out, size_t capacity) {
    char call[64];
    snprintf(call, sizeof call, "devname_r.%llu", (unsigned long long)device);
    const recorded *item = recorded_named(call);
    if (item == NULL) {
        snprintf(out, capacity, "#C:0x%llx", (unsigned long long)device);
        return 0;
    }
    size_t length = capacity;
    const int error = answer(item, out, &length);
    return error == ENOMEM || length > capacity ? EINVAL : error;
}

static void expect_swap(const readings *good) {
    const cprobe_swap_device *devices = good->swap_lists.devices;
    CHECK(good->swap_lists.device_count == 2 && devices[0].size_bytes == 65536 * page);
    CHECK(devices[0].used_bytes == 1234 * page && devices[1].used_bytes == 567 * page);
    CHECK(devices[0].name_length == 11 && memcmp(devices[0].name, "/dev/ada0p3", 11) == 0);
    CHECK(devices[1].name_length == 11 && memcmp(devices[1].name, "/dev/ada1p3", 11) == 0);
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
    CHECK(quota->container.runtime == CPROBE_CONTAINER_JAIL);
    CHECK(strcmp(quota->container.evidence, "sysctl security.jail.jailed") == 0);
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

static void expect_disk(const readings *good) {
    CHECK(good->disk_count == 3); // Not pass0.
    const cprobe_disk_device *ada = &good->disks[0];
    CHECK(ada->name_length == 4 && memcmp(ada->name, "ada0", 4) == 0 && !ada->stacked);
    CHECK(ada->counters.reads == 101 && ada->counters.writes == 102);
    CHECK(ada->counters.discards == 103 && ada->counters.read_bytes == 8000000001);
    CHECK(ada->counters.write_bytes == 8000000002 && ada->counters.discard_bytes == 8000000003);
    CHECK(ada->counters.read_ns == 11500000000 && ada->counters.write_ns == 12000000000);
    CHECK(ada->counters.discard_ns == 13250000000 && ada->counters.busy_ns == 14750000000);
    CHECK(ada->counters.in_flight == 7); // The counters wrapped.
    CHECK(good->disks[1].stacked && memcmp(good->disks[1].name, "md12", 4) == 0);
    CHECK(memcmp(good->disks[2].name, "nda1", 4) == 0);
    CHECK(good->io.devices == 2 && good->io.total.read_bytes == 8000001001);
    CHECK(good->io.total.reads == 111 && good->io.total.read_ns == 12500000000);
    CHECK(!cprobe_has(good->io.total.present_fields, CPROBE_DISK_BUSY_NS));
    CHECK(good->io.device_set == good->disk_io.device_set && good->io.device_set != 0);
}

static void expect_mounts(const readings *good) {
    const cprobe_mounts *mounts = &good->mounts;
    CHECK(mounts->count == 8);
    const cprobe_mount *root = &mounts->items[0];
    CHECK(strcmp(cprobe_mount_text(mounts, root->device), "/dev/ada0p2") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->mount_point), "/") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->type), "ufs") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->options), "rw,noatime") == 0);
    CHECK(root->total_bytes == 1000001 * UINT64_C(4096));
    CHECK(root->free_bytes == 400001 * UINT64_C(4096));
    CHECK(root->available_bytes == 320001 * UINT64_C(4096));
    CHECK(root->used_bytes == 600000 * UINT64_C(4096));
    CHECK(root->usage_percent == 600000.0 / 920001 * 100);
    CHECK(root->inodes_total == 50001 && root->inodes_free == 30001);
    CHECK(root->inodes_used == 20000 && root->id == 0x1234);
    CHECK(!root->pseudo && !root->covered && !root->read_only);
    CHECK(mounts->items[1].pseudo);
    CHECK(mounts->items[1].not_requested == CPROBE_NOT_REQUESTED_PSEUDO);
    CHECK(mounts->items[2].not_requested == CPROBE_NOT_REQUESTED_NETWORK);
    CHECK(mounts->items[2].read_only && !cprobe_has_any(mounts->items[2].present_fields));
    CHECK(strcmp(cprobe_mount_text(mounts, mounts->items[2].options), "ro,nosuid") == 0);
    // Only the reserve is left: a negative number of blocks.
    CHECK(mounts->items[3].available_bytes == 0 && mounts->items[3].usage_percent == 100);
    // No path is looked up that may block: these have no recorded statfs.
    CHECK(mounts->items[4].duplicate);
    CHECK(mounts->items[4].not_requested == CPROBE_NOT_REQUESTED_NETWORK);
    CHECK(mounts->items[5].not_requested == CPROBE_NOT_REQUESTED_BEHIND);
    CHECK(mounts->items[6].covered && mounts->items[6].id == 7);
    CHECK(mounts->items[6].not_requested == CPROBE_NOT_REQUESTED_COVERED);
    CHECK(!cprobe_has_any(mounts->items[6].present_fields));
    CHECK(mounts->items[7].used_bytes == 1000 * 4096 && !mounts->items[7].covered);
    CHECK(mounts->items[7].id == 8);
}

static void expect_network(const readings *good) {
    CHECK(good->interface_count == 5);
    CHECK(good->interfaces[3].stacked && good->interfaces[4].stacked);
    const cprobe_interface *em = &good->interfaces[0];
    CHECK(em->name_length == 3 && memcmp(em->name, "em0", 3) == 0 && em->index == 7);
    CHECK(em->mtu_bytes == 1501 && em->speed_bits_per_second == 10000000000);
    CHECK(em->flags == (1u << CPROBE_FLAG_UP | 1u << CPROBE_FLAG_BROADCAST |
                        1u << CPROBE_FLAG_RUNNING | 1u << CPROBE_FLAG_MULTICAST));
    CHECK(em->operstate == CPROBE_OPERSTATE_UP && !em->loopback && !em->stacked);
    const cprobe_traffic *traffic = &em->counters;
    CHECK(traffic->rx_packets == 5000000011 && traffic->rx_errors == 5000000012);
    CHECK(traffic->tx_packets == 5000000013 && traffic->tx_errors == 5000000014);
    CHECK(traffic->tx_collisions == 5000000015 && traffic->rx_bytes == 5000000016);
    CHECK(traffic->tx_bytes == 5000000017 && traffic->rx_multicast == 5000000018);
    CHECK(traffic->rx_dropped == 5000000019 && traffic->tx_dropped == 5000000020);
    CHECK(good->interfaces[1].loopback && good->interfaces[1].counters.rx_bytes == 99);
    CHECK(good->interfaces[1].operstate == CPROBE_OPERSTATE_UNKNOWN);
    // Down, and a part of another interface.
    CHECK(good->interfaces[2].stacked && good->interfaces[2].operstate == CPROBE_OPERSTATE_DOWN);
    CHECK(!cprobe_has(good->interfaces[2].present_fields, CPROBE_INTERFACE_SPEED));
    CHECK(good->network.total.rx_bytes == 5000000016);
    CHECK(good->address_count == 3);
    const cprobe_address *addresses = good->addresses;
    static const uint8_t hardware[] = {2, 4, 6, 8, 10, 12};
    CHECK(addresses[0].family == CPROBE_FAMILY_HARDWARE && addresses[0].address_length == 6);
    CHECK(memcmp(addresses[0].address, hardware, 6) == 0 && addresses[0].index == 7);
    static const uint8_t ipv4[] = {192, 168, 1, 5}, mask[] = {255, 255, 254, 0};
    static const uint8_t broadcast[] = {192, 168, 1, 255};
    CHECK(addresses[1].family == CPROBE_FAMILY_IPV4 && memcmp(addresses[1].address, ipv4, 4) == 0);
    CHECK(addresses[1].has_mask && memcmp(addresses[1].mask, mask, 4) == 0);
    CHECK(addresses[1].has_prefix && addresses[1].prefix_bits == 23);
    CHECK(addresses[1].has_broadcast && memcmp(addresses[1].broadcast, broadcast, 4) == 0);
    CHECK(memcmp(addresses[1].name, "em0", 3) == 0);
    // The kernel's own form of a link-local address has the interface inside.
    CHECK(addresses[2].family == CPROBE_FAMILY_IPV6 && addresses[2].prefix_bits == 64);
    CHECK(addresses[2].has_scope_id && addresses[2].scope_id == 7 && addresses[2].address[3] == 0);
    CHECK(addresses[2].address[15] == 8);
}

static bool has_text(const cprobe_process_list *list, uint32_t offset, uint32_t length,
                     const char *text, size_t bytes) {
    return length == bytes && memcmp(list->text + offset, text, bytes) == 0;
}

static void expect_processes(const readings *good) {
    const cprobe_process_list *list = &good->process_list;
    CHECK(list->count == 3 && list->items[0].pid == 5 && list->items[1].pid == 13);
    CHECK(list->items[2].pid == 900);
    const cprobe_process *process = &list->items[0];
    CHECK(process->parent_pid == 1 && process->process_group == 51 && process->session == 52);
    CHECK(process->foreground_group == 53 && process->tracer_pid == 54 && process->nice == -7);
    CHECK(process->name_length == 19 && memcmp(process->name, "a name of 19 bytes!", 19) == 0);
    CHECK(process->state == 'S' && process->threads == 12 && process->last_cpu == 3);
    CHECK(process->uid == 1001 && process->effective_uid == 1002 && process->saved_uid == 1003);
    CHECK(process->gid == 2001 && process->effective_gid == 2002 && process->saved_gid == 2003);
    CHECK(process->vms_bytes == 7000000001 && process->rss_bytes == 301 * page);
    CHECK(process->text_bytes == 302 * page && process->data_bytes == 303 * page);
    CHECK(process->stack_bytes == 304 * page && process->peak_rss_bytes == 9001 * 1024);
    CHECK(process->memory_percent == 301.0 * 16384 / 8588886016 * 100);
    // Since boot, which was at second 1.654321 of this clock.
    CHECK(process->start_ns == 10250000000 - 654321000);
    CHECK(process->user_time_ns == 21000001000 && process->system_time_ns == 22000002000);
    CHECK(process->total_time_ns == 43000003000);
    CHECK(process->children_user_time_ns == 23000003000);
    CHECK(process->children_system_time_ns == 24000004000);
    CHECK(process->minor_faults == 401 && process->major_faults == 402);
    CHECK(process->voluntary_switches == 403 && process->involuntary_switches == 404);
    CHECK(!cprobe_has(process->present_fields, CPROBE_PROCESS_DESCRIPTORS));
    CHECK((process->unread_details & CPROBE_DETAIL_DESCRIPTORS) != 0);
    CHECK(has_text(list, process->command_line_offset, process->command_line_length,
                   "/usr/bin/a\0-x\0two words", 24));
    CHECK(has_text(list, process->executable_offset, process->executable_length, "/usr/bin/a", 10));
    CHECK((process->unread_details & CPROBE_DETAIL_IO) != 0);
    CHECK((process->unread_details & CPROBE_DETAIL_STATUS) == 0);
    const cprobe_process *kernel = &list->items[1];
    CHECK(kernel->kernel_thread && kernel->state == 'W');
    CHECK(!cprobe_has(kernel->present_fields, CPROBE_PROCESS_COMMAND_LINE));
    // Before the boot time's fraction of a second.
    CHECK(!cprobe_has(kernel->present_fields, CPROBE_PROCESS_START_TIME));
    CHECK(kernel->failures.count == 0);
    const cprobe_process *shell = &list->items[2];
    CHECK(shell->foreground_group == -1 && shell->state == 'D');
    CHECK(!cprobe_has(shell->present_fields, CPROBE_PROCESS_LAST_CPU));
    CHECK(good->processes.uptime_ns == 998000000001 && good->processes.has_uptime);
    CHECK(good->processes.memory_total_bytes == 8588886016);
    CHECK(good->one_list.count == 1 && good->one_list.items[0].pid == 4242);
    CHECK(good->one_list.items[0].descriptors == 4);
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

static bool is_text(const cprobe_host_text *text, const char *wanted) {
    return text->length == strlen(wanted) && memcmp(text->bytes, wanted, text->length) == 0;
}

static void expect_host(const readings *good) {
    const cprobe_host *host = &good->host;
    CHECK(host->open_files == 3101 && host->open_files_max == 3102 && host->nr_open == 3103);
    CHECK(host->pid_max == 99999 && is_text(&host->hostname, "probe.example"));
    CHECK(is_text(&host->kernel_release, "14.1-RELEASE-p5"));
    CHECK(is_text(&host->kernel_version, "FreeBSD 14.1-RELEASE GENERIC"));
    CHECK(is_text(&host->os_name, "FreeBSD"));
    CHECK(is_text(&host->machine_id, "00112233-4455-6677-8899-aabbccddeeff"));
}

static void expect(const readings *good) {
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_disk(good);
    expect_mounts(good);
    expect_network(good);
    expect_processes(good);
    expect_swap(good);
    expect_quota(good);
    expect_host(good);
    expect_rules();
    CHECK(good->kernel.has_version && good->kernel.major == 14 && good->kernel.minor == 1);
    CHECK(good->kernel.release_length == 15);
}

int main(void) {
    return harness_main("freebsd", expect);
}
