// The NetBSD port, with the answers of netbsd_images.c.

#include "../../Sources/CProbe/netbsd/envsys.h"
#include "../../Sources/CProbe/netbsd/plist.h"
#include "../../Sources/CProbe/netbsd/port_calls.h"

#include <errno.h>
#include <string.h>

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

static bool copies_prefix;

int cp_port_sensors(void *out, size_t *length) {
    return answer(recorded_named("ioctl ENVSYS_GETDICTIONARY"), out, length);
}

int cp_port_affinity(void *mask, size_t bytes) {
    const recorded *item = recorded_named("sched_getaffinity_np");
    size_t length = 0;
    const int error = answer(item, NULL, &length);
    // Kernels take exactly the size of their mask, or copy what fits of it.
    if (error == 0 && !copies_prefix && length != bytes) {
        return EINVAL;
    }
    (void)(error == 0 && answer(item, mask, &bytes));
    return error;
}

static void expect_prefix(void) {
    copies_prefix = true;
    readings *made = readings_make(ITEMS);
    CHECK(made->quota.cpu.affinity == 3);
    readings_free(made);
    copies_prefix = false;
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

static void expect_disks(const readings *good) {
    CHECK(good->disk_count == 3 && good->disk_io.devices == 2);
    const cprobe_disk_device *sd0 = &good->disks[0];
    CHECK(sd0->name_length == 3 && memcmp(sd0->name, "sd0", 3) == 0 && !sd0->stacked);
    CHECK(sd0->counters.reads == 6000000021 && sd0->counters.writes == 6000000022);
    CHECK(sd0->counters.read_bytes == 6000000023 && sd0->counters.write_bytes == 6000000024);
    CHECK(sd0->counters.in_flight == 3 && sd0->counters.busy_ns == 21250000000);
    CHECK(sd0->counters.weighted_ns == 8000000001250000000);
    CHECK(good->disks[1].stacked && !good->disks[2].stacked);
    const cprobe_disk_counters *total = &good->disk_io.total;
    CHECK(total->reads == 6000000031 && total->write_bytes == 6000000064);
    CHECK(total->in_flight == 3 && !cprobe_has(total->present_fields, CPROBE_DISK_BUSY_NS));
    CHECK(good->io.total.writes == 6000000042 && good->io.device_set == good->disk_io.device_set);
}

static void expect_mounts(const readings *good) {
    const cprobe_mounts *mounts = &good->mounts;
    CHECK(mounts->count == 5);
    const cprobe_mount *root = &mounts->items[0];
    CHECK(strcmp(cprobe_mount_text(mounts, root->device), "/dev/wd0a") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->mount_point), "/") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->type), "ffs") == 0);
    CHECK(strcmp(cprobe_mount_text(mounts, root->options), "rw,nodev,noatime") == 0);
    CHECK(root->total_bytes == 1000001 * 2048ULL && root->free_bytes == 400001 * 2048ULL);
    CHECK(root->available_bytes == 320001 * 2048ULL && root->used_bytes == 600000 * 2048ULL);
    CHECK(root->inodes_total == 50001 && root->inodes_used == 20000);
    CHECK(mounts->items[1].pseudo);
    CHECK(mounts->items[1].not_requested == CPROBE_NOT_REQUESTED_PSEUDO);
    CHECK(mounts->items[2].not_requested == CPROBE_NOT_REQUESTED_NETWORK);
    CHECK(mounts->items[2].read_only && !cprobe_has_any(mounts->items[2].present_fields));
    CHECK(mounts->items[3].not_requested == CPROBE_NOT_REQUESTED_USER_SPACE);
    CHECK(mounts->items[4].available_bytes == 0 && mounts->items[4].usage_percent == 100);
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
    CHECK(!cprobe_has(traffic->present_fields, CPROBE_TRAFFIC_TX_DROPPED));
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
    CHECK(process->vms_bytes == 70001 * page && process->rss_bytes == 301 * page);
    CHECK(process->text_bytes == 302 * page && process->data_bytes == 303 * page);
    CHECK(process->stack_bytes == 304 * page);
    CHECK(process->memory_percent == 301.0 * 16384 / 8588886016 * 100);
    CHECK(process->start_ns == 10100000000);
    CHECK(process->user_time_ns == 21000001000 && process->system_time_ns == 22000002000);
    CHECK(process->total_time_ns == 43000003000);
    CHECK(process->threads == 12 && process->peak_rss_bytes == 9001 * 1024);
    CHECK(process->minor_faults == 401 && process->major_faults == 402);
    CHECK(process->voluntary_switches == 403 && process->involuntary_switches == 404);
    CHECK(has_text(list, process->executable_offset, process->executable_length, "/usr/bin/a", 10));
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
    CHECK(is_text(&host->kernel_release, "10.1_STABLE"));
    CHECK(is_text(&host->kernel_version, "NetBSD 10.1 GENERIC"));
    CHECK(is_text(&host->os_name, "NetBSD"));
}

static bool has_name(const char *name, size_t length, const char *wanted) {
    return length == strlen(wanted) && memcmp(name, wanted, length) == 0;
}

static void expect_sensors(const readings *good) {
    const cprobe_sensor_lists *lists = &good->sensor_lists;
    const cprobe_temperature *zone = &lists->temperatures[0], *lm = zone + 1;
    CHECK(lists->temperature_count == 3 && good->sensors.has_monotonic);
    CHECK(zone->current_millicelsius == 45000 && zone->sensor.device == 0);
    CHECK(zone->sensor.source == CPROBE_SENSOR_ENVSYS && zone->sensor.index == 0);
    CHECK(has_name(zone->sensor.chip, zone->sensor.chip_length, "acpitz0"));
    CHECK(has_name(zone->sensor.label, zone->sensor.label_length, "temperature"));
    CHECK(zone->sensor.has_alarm && !zone->sensor.alarm && !zone->sensor.has_fault);
    CHECK(!cprobe_has(lm[0].present_fields, CPROBE_TEMPERATURE_CURRENT));
    CHECK(!lm[0].sensor.has_alarm && lm[0].sensor.failure.code == CPROBE_OK);
    CHECK(has_name(lm[0].sensor.chip, lm[0].sensor.chip_length, "lm0"));
    CHECK(lm[1].current_millicelsius == -36366 && lm[1].sensor.device == 1); // 236,783,968 µK
    CHECK(has_name(lm[1].sensor.label, lm[1].sensor.label_length, "A&B <1>"));
    CHECK(lm[1].sensor.alarm && lm[1].sensor.index == 1);
    CHECK(lists->fan_count == 1 && lists->fans[0].current_rpm == 1201);
    CHECK(lists->voltage_count == 1 && lists->voltages[0].current_microvolts == -12010001);
    CHECK(lists->voltages[0].sensor.alarm && lists->voltages[0].sensor.index == 3);
    CHECK(lists->current_count == 1 && lists->currents[0].current_microamperes == 1500001);
    CHECK(lists->power_count == 1 && lists->powers[0].current_microwatts == 65000001);
    CHECK(lists->energy_count == 0 && lists->humidity_count == 0);
}

// How many sensors a text has, and whether it is whole.
static unsigned count_sensors(const char *text, size_t length, bool *is_whole) {
    cp_envsys list = {.rest = cp_span_make(text, length)};
    cp_envsys_sensor sensor;
    unsigned count = 0;
    while (cp_envsys_take(&list, &sensor)) {
        count += 1;
    }
    *is_whole = list.is_whole;
    return count;
}

static void expect_lists(void) {
    bool is_whole = false;
    const recorded *item = recorded_named("ioctl ENVSYS_GETDICTIONARY");
    const char *text = item->bytes;
    CHECK(count_sensors(text, item->length, &is_whole) == 10 && is_whole);
    const char *end = strstr(text, "</plist>");
    CHECK(count_sensors(text, (size_t)(end - text), &is_whole) == 10 && !is_whole);
    static const char empty[] = "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict/></plist>";
    CHECK(count_sensors(empty, sizeof empty, &is_whole) == 0 && is_whole);
    static const char *const bad[] = {
        "", "<", "<>", "</>", "<//>", "<plist>", "</plist>", "<plist></dict></plist>x</plist>",
        "<plist><dict><array><dict>", "<plist><plist><plist><dict></plist>"};
    for (size_t index = 0; index < sizeof bad / sizeof bad[0]; index += 1) {
        (void)count_sensors(bad[index], strlen(bad[index]), &is_whole);
        CHECK(!is_whole || index == 7);
    }
    static const struct {
        const char *text;
        int64_t number;
        bool is_number;
    } integers[] = {{"0", 0, true}, {"-12", -12, true}, {"0x1e", 30, true},
                    {"0x7fffffffffffffff", INT64_MAX, true}, {"0x8000000000000000", 0, false},
                    {"0x10000000000000000", 0, false}, {"9223372036854775808", 0, false},
                    {"0x", 0, false}, {"-0x1", 0, false}, {"", 0, false}, {"-", 0, false},
                    {"1 ", 0, false}, {"0xg", 0, false}, {"--1", 0, false}};
    for (size_t index = 0; index < sizeof integers / sizeof integers[0]; index += 1) {
        int64_t number = 0;
        CHECK(cp_plist_integer(cp_span_of(integers[index].text), &number) ==
              integers[index].is_number);
        CHECK(!integers[index].is_number || number == integers[index].number);
    }
    char out[4];
    CHECK(cp_plist_text(cp_span_of("&&amp;&quot;&apos;x"), out, sizeof out) == 4);
    CHECK(memcmp(out, "&&\"'", 4) == 0);
    CHECK(cp_plist_text(cp_span_of("&am"), out, sizeof out) == 3);
}

static void expect(const readings *good) {
    expect_sensors(good);
    expect_lists();
    expect_cpu(good);
    expect_load(good);
    expect_memory(good);
    expect_quota(good);
    expect_prefix();
    expect_disks(good);
    expect_mounts(good);
    expect_network(good);
    expect_processes(good);
    expect_swap(good);
    expect_host(good);
    CHECK(good->kernel.has_version && good->kernel.major == 10 && good->kernel.minor == 1);
    CHECK(good->kernel.release_length == 11);
}

int main(void) {
    return harness_main("netbsd", expect);
}
