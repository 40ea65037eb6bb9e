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

static void expect_disks(const readings *good) {
    CHECK(good->disk_count == 3 && good->disk_io.devices == 2);
    const cprobe_disk_device *sd0 = &good->disks[0];
    CHECK(sd0->name_length == 3 && memcmp(sd0->name, "sd0", 3) == 0 && !sd0->stacked);
    CHECK(sd0->counters.reads == 6000000021 && sd0->counters.writes == 6000000022);
    CHECK(sd0->counters.read_bytes == 6000000023 && sd0->counters.write_bytes == 6000000024);
    CHECK(sd0->counters.in_flight == 3 && sd0->counters.busy_ns == 21250000000);
    CHECK(good->disks[1].stacked && !good->disks[2].stacked);
    const cprobe_disk_counters *total = &good->disk_io.total;
    CHECK(total->reads == 6000000031 && total->write_bytes == 6000000064);
    CHECK(total->in_flight == 3 && !cprobe_has(total->present_fields, CPROBE_DISK_BUSY_NS));
    CHECK(good->io.total.writes == 6000000042 && good->io.device_set == good->disk_io.device_set);
}

static void expect_mounts(const readings *good) {
    const cprobe_mounts *mounts = &good->mounts;
    CHECK(mounts->count == 4);
    const cprobe_mount *root = &mounts->items[0];
    CHECK(strcmp(cprobe_mount_text(mounts, root->device), "/dev/sd0a") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->mount_point), "/") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->type), "ffs") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->options), "rw,nodev,noatime") == 0);
    CHECK(root->total_bytes == 1000001 * 2048ULL && root->free_bytes == 400001 * 2048ULL);
    CHECK(root->available_bytes == 320001 * 2048ULL && root->used_bytes == 600000 * 2048ULL);
    CHECK(root->inodes_total == 50001 && root->inodes_used == 20000);
    CHECK(mounts->items[1].not_requested == CPROBE_NOT_REQUESTED_NETWORK);
    CHECK(mounts->items[1].read_only && !cprobe_has_any(mounts->items[1].present_fields));
    CHECK(mounts->items[2].not_requested == CPROBE_NOT_REQUESTED_USER_SPACE);
    CHECK(mounts->items[3].available_bytes == 0 && mounts->items[3].usage_percent == 100);
}

static void expect_network(const readings *good) {
    CHECK(good->interface_count == 3 && good->address_count == 3);
    const cprobe_interface *vio0 = &good->interfaces[0];
    CHECK(vio0->name_length == 4 && memcmp(vio0->name, "vio0", 4) == 0 && vio0->index == 7);
    CHECK(vio0->mtu_bytes == 1501 && vio0->speed_bits_per_second == 10000000000);
    CHECK(vio0->operstate == CPROBE_OPERSTATE_UP && !vio0->loopback && !vio0->stacked);
    CHECK(vio0->flags == (1u << CPROBE_FLAG_UP | 1u << CPROBE_FLAG_BROADCAST |
                          1u << CPROBE_FLAG_RUNNING | 1u << CPROBE_FLAG_MULTICAST));
    const cprobe_traffic *traffic = &vio0->counters;
    CHECK(traffic->rx_packets == 5000000011 && traffic->rx_errors == 5000000012);
    CHECK(traffic->tx_packets == 5000000013 && traffic->tx_errors == 5000000014);
    CHECK(traffic->tx_collisions == 5000000015 && traffic->rx_bytes == 5000000016);
    CHECK(traffic->tx_bytes == 5000000017 && traffic->rx_multicast == 5000000018);
    CHECK(traffic->rx_dropped == 5000000019);
    CHECK(traffic->tx_dropped == 5000000020);
    // Neither lo0 nor vlan0.
    CHECK(good->network.total.rx_bytes == 5000000016);
    CHECK(good->interfaces[1].loopback && good->interfaces[1].mtu_bytes == 32768);
    CHECK(good->interfaces[1].operstate == CPROBE_OPERSTATE_UNKNOWN);
    CHECK(good->interfaces[2].stacked && good->interfaces[2].operstate == CPROBE_OPERSTATE_DOWN);
    CHECK(!cprobe_has(good->interfaces[2].present_fields, CPROBE_INTERFACE_SPEED));
    static const uint8_t hardware[] = {2, 4, 6, 8, 10, 12};
    static const uint8_t local[] = {0xfe, 0x80, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    CHECK(good->addresses[0].family == CPROBE_FAMILY_HARDWARE);
    CHECK(memcmp(good->addresses[0].address, hardware, 6) == 0);
    CHECK(good->addresses[1].address[3] == 5 && good->addresses[1].prefix_bits == 23);
    CHECK(good->addresses[1].has_broadcast && good->addresses[1].broadcast[3] == 255);
    CHECK(memcmp(good->addresses[2].address, local, 16) == 0);
    CHECK(good->addresses[2].scope_id == 7 && good->addresses[2].prefix_bits == 64);
}

int cp_port_swap(void *out, size_t most, size_t *count) {
    const recorded *item = recorded_named("swapctl");
    const size_t bytes = (size_t)item->numbers[0];
    size_t length = 0;
    const int error = answer(item, NULL, &length);
    if (error != 0) {
        return error;
    }
    length = most * bytes;
    (void)answer(item, out, &length); // More than fit are cut off.
    *count = length / bytes;
    return 0;
}

static void expect_swap(const readings *good) {
    const cprobe_swap_device *devices = good->swap_lists.devices;
    CHECK(good->swap_lists.device_count == 2 && good->swap_lists.zram_count == 0);
    CHECK(devices[0].size_bytes == 4000000000 * 512 && devices[0].used_bytes == 14408 * 512);
    CHECK(devices[0].priority == 3 && devices[0].type == CPROBE_SWAP_PARTITION);
    CHECK(devices[0].name_length == 9 && memcmp(devices[0].name, "/dev/sd0b", 9) == 0);
    CHECK(devices[1].type == CPROBE_SWAP_FILE && devices[1].size_bytes == 2048 * 512);
}

static bool has_text(const cprobe_process_list *list, uint32_t offset, uint32_t length,
                     const char *text, size_t bytes) {
    return length == bytes && memcmp(list->text + offset, text, bytes) == 0;
}

static void expect_processes(const readings *good) {
    const cprobe_process_list *list = &good->process_list;
    CHECK(list->count == 4 && list->items[0].pid == 5 && list->items[1].pid == 13);
    CHECK(list->items[2].pid == 20 && list->items[3].pid == 900);
    const cprobe_process *process = &list->items[0];
    CHECK(process->parent_pid == 1 && process->process_group == 51 && process->session == 52);
    CHECK(process->foreground_group == 53 && process->nice == -7 && process->state == 'S');
    CHECK(process->name_length == 19 && memcmp(process->name, "a name of 19 bytes!", 19) == 0);
    CHECK(process->last_cpu == 3 && !process->kernel_thread);
    CHECK(process->uid == 1001 && process->effective_uid == 1002 && process->saved_uid == 1003);
    CHECK(process->gid == 2001 && process->effective_gid == 2002 && process->saved_gid == 2003);
    CHECK(process->vms_bytes == 7000000001 && process->rss_bytes == 301 * page);
    CHECK(process->text_bytes == 302 * page && process->data_bytes == 303 * page);
    CHECK(process->stack_bytes == 304 * page);
    CHECK(process->memory_percent == 301.0 * 16384 / 8588886016 * 100);
    CHECK(process->start_ns == 10100000000);
    CHECK(process->user_time_ns == 21000001000 && process->system_time_ns == 22000002000);
    CHECK(process->total_time_ns == 43000003000);
    CHECK(has_text(list, process->command_line_offset, process->command_line_length,
                   "/usr/bin/a\0-x\0two words", 24));
    CHECK(has_text(list, process->working_directory_offset, process->working_directory_length,
                   "/var/a", 6));
    CHECK((process->unread_details & CPROBE_DETAIL_IO) != 0);
    CHECK((process->unread_details & CPROBE_DETAIL_STATUS) == 0);
    const cprobe_process *kernel = &list->items[1];
    CHECK(kernel->kernel_thread && kernel->state == 'D' && kernel->failures.count == 0);
    CHECK(!cprobe_has(kernel->present_fields, CPROBE_PROCESS_COMMAND_LINE));
    CHECK(!cprobe_has(kernel->present_fields, CPROBE_PROCESS_LAST_CPU));
    const cprobe_process *zombie = &list->items[2];
    CHECK(zombie->state == 'Z' && zombie->failures.count == 0);
    CHECK(!cprobe_has(zombie->present_fields, CPROBE_PROCESS_RSS));
    CHECK(!cprobe_has(zombie->present_fields, CPROBE_PROCESS_TOTAL_TIME));
    CHECK(good->processes.memory_total_bytes == 8588886016);
    CHECK(good->one_list.count == 1 && good->one_list.items[0].pid == 4242);
}

static bool is_text(const cprobe_host_text *text, const char *wanted) {
    return text->length == strlen(wanted) && memcmp(text->bytes, wanted, text->length) == 0;
}

static void expect_host(const readings *good) {
    const cprobe_host *host = &good->host;
    CHECK(host->open_files_max == 3102 && is_text(&host->hostname, "probe.example"));
    CHECK(host->open_files == 3101 && host->threads_max == 3103);
    CHECK(is_text(&host->kernel_release, "7.8"));
    CHECK(is_text(&host->kernel_version, "OpenBSD 7.8 GENERIC"));
    CHECK(is_text(&host->os_name, "OpenBSD"));
}

static bool has_name(const char *name, size_t length, const char *wanted) {
    return length == strlen(wanted) && memcmp(name, wanted, length) == 0;
}

static void expect_sensors(const readings *good) {
    const cprobe_sensor_lists *lists = &good->sensor_lists;
    const cprobe_temperature *cpu = &lists->temperatures[0], *lm = cpu + 1;
    CHECK(lists->temperature_count == 5 && good->sensors.has_monotonic);
    CHECK(cpu->current_millicelsius == 45000 && cpu->sensor.device == 0);
    CHECK(cpu->sensor.source == CPROBE_SENSOR_SYSCTL && !cpu->sensor.has_label);
    CHECK(has_name(cpu->sensor.chip, cpu->sensor.chip_length, "cpu0"));
    CHECK(!cpu->sensor.has_alarm && cpu->sensor.has_fault && !cpu->sensor.fault);
    CHECK(lm[0].current_millicelsius == -9500 && lm[0].sensor.device == 2);
    CHECK(has_name(lm[0].sensor.chip, lm[0].sensor.chip_length, "lm1"));
    CHECK(has_name(lm[0].sensor.label, lm[0].sensor.label_length, "MB"));
    CHECK(lm[0].sensor.has_alarm && !lm[0].sensor.alarm);
    // Unknown, and not connected.
    CHECK(!cprobe_has(lm[1].present_fields, CPROBE_TEMPERATURE_CURRENT));
    CHECK(!lm[1].sensor.has_alarm && !lm[1].sensor.fault && lm[1].sensor.index == 1);
    CHECK(!cprobe_has(lm[2].present_fields, CPROBE_TEMPERATURE_CURRENT));
    CHECK(lm[2].sensor.fault && !lm[2].sensor.has_alarm);
    CHECK(lm[3].current_millicelsius == 100000 && lm[3].sensor.alarm);
    CHECK(lm[3].sensor.label_length == 31 && lm[3].sensor.index == 3);
    CHECK(lists->fan_count == 2 && lists->fans[0].current_rpm == 1201);
    CHECK(lists->fans[1].current_rpm == 0 && lists->fans[1].sensor.index == 2);
    CHECK(lists->fans[1].sensor.alarm);
    CHECK(cprobe_has(lists->fans[1].present_fields, CPROBE_FAN_CURRENT));
    CHECK(lists->voltage_count == 1 && lists->voltages[0].current_microvolts == -12010001);
    CHECK(lists->current_count == 1 && lists->currents[0].current_microamperes == -1500001);
    CHECK(lists->power_count == 1 && lists->powers[0].current_microwatts == 65000001);
    CHECK(lists->energy_count == 1 && lists->energies[0].energy_microjoules == 9000000000001);
    CHECK(lists->humidity_count == 1 && lists->humidities[0].current_millipercent == 45001);
}

static void expect(const readings *good) {
    expect_sensors(good);
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_quota(good);
    expect_disks(good);
    expect_mounts(good);
    expect_network(good);
    expect_processes(good);
    expect_swap(good);
    expect_host(good);
    expect_counters();
    CHECK(good->kernel.has_version && good->kernel.major == 7 && good->kernel.minor == 8);
    CHECK(good->kernel.release_length == 3);
}

int main(void) {
    return harness_main("openbsd", expect);
}
