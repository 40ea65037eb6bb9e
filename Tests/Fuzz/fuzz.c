// Feeds any bytes to every parser of the C core: no crash, no hang, and no read beyond the text.
//
// The first byte chooses the parser; the rest is its text, in a block of exactly its length, so
// that the address sanitizer detects a read past its end. Lines are also streamed through a small
// buffer, and must equal the lines of the complete text. Keyed files are parsed again into the
// result of their first half.

#include <stdlib.h>
#include <string.h>

#include "../../Sources/CProbe/format/block_device.h"
#include "../../Sources/CProbe/format/boot_id.h"
#include "../../Sources/CProbe/format/cpulist.h"
#include "../../Sources/CProbe/format/diskstats.h"
#include "../../Sources/CProbe/format/device_file.h"
#include "../../Sources/CProbe/format/hwmon.h"
#include "../../Sources/CProbe/format/cgroup_resources.h"
#include "../../Sources/CProbe/format/cgroup_table.h"
#include "../../Sources/CProbe/format/io_files.h"
#include "../../Sources/CProbe/format/limits.h"
#include "../../Sources/CProbe/format/meminfo.h"
#include "../../Sources/CProbe/format/mountinfo.h"
#include "../../Sources/CProbe/format/proc_cgroup.h"
#include "../../Sources/CProbe/format/proc_net_unix.h"
#include "../../Sources/CProbe/format/process_files.h"
#include "../../Sources/CProbe/format/interface_files.h"
#include "../../Sources/CProbe/format/osrelease.h"
#include "../../Sources/CProbe/format/passwd.h"
#include "../../Sources/CProbe/format/status.h"
#include "../../Sources/CProbe/format/thermal.h"
#include "../../Sources/CProbe/format/vmstat.h"
#include "../../Sources/CProbe/include/CProbe.h"
#include "../../Sources/CProbe/mounts/list.h"
#include "../../Sources/CProbe/netlink/link.h"
#include "../../Sources/CProbe/netlink/route.h"
#include "../../Sources/CProbe/netlink/socket.h"
#include "../../Sources/CProbe/netlink/unix_socket.h"
#include "../../Sources/CProbe/quota/container.h"
#include "../../Sources/CProbe/quota/decide.h"
#include "../../Sources/CProbe/quota/decide_devices.h"
#include "../../Sources/CProbe/quota/hierarchy.h"
#include "../../Sources/CProbe/text/number.h"

typedef struct source {
    const char *bytes;
    size_t length;
    size_t step;
} source;

static cprobe_result refill(void *context, char *buffer, size_t capacity, size_t *length) {
    source *from = context;
    size_t count = from->length < from->step ? from->length : from->step;
    count = count < capacity ? count : capacity;
    if (count != 0) {
        memcpy(buffer, from->bytes, count);
        from->bytes += count;
    }
    from->length -= count;
    *length = count;
    return CPROBE_OK;
}

static bool is_blank(cp_span text) {
    cp_skip_blanks(&text);
    return text.length == 0;
}

// Whether a line cut by the buffer is the beginning of the whole line. Blanks at the end of a text
// do not belong to its last line.
static bool is_cut_of(cp_span part, cp_span whole) {
    const size_t length = whole.length < part.length ? whole.length : part.length;
    return memcmp(whole.bytes, part.bytes, length) == 0 &&
           is_blank(cp_span_make(part.bytes + length, part.length - length));
}

// Streams the text and compares its lines with those of the whole text, up to the buffer's length.
static void compare_lines(const char *bytes, size_t length) {
    char buffer[24];
    source from = {bytes, length, 7};
    cp_lines whole = cp_lines_of(bytes, length);
    cp_lines parts = cp_lines_through(buffer, sizeof buffer, refill, &from);
    cp_span a, b;
    cp_line_end end_a, end_b;
    whole.keeps_blanks = true;
    parts.keeps_blanks = true;
    bool has_part = cp_lines_next(&parts, &b, &end_b);
    while (cp_lines_next(&whole, &a, &end_a)) {
        // A line of blanks only is skipped, but one that is longer than the buffer appears as
        // blanks.
        while (has_part && end_b == CP_LINE_LONG && parts.number < whole.number && is_blank(b)) {
            has_part = cp_lines_next(&parts, &b, &end_b);
        }
        if (!has_part || parts.number != whole.number) {
            abort();
        }
        if (end_b == CP_LINE_LONG ? !is_cut_of(b, a) : end_a != end_b || !cp_span_equal(a, b)) {
            abort();
        }
        has_part = cp_lines_next(&parts, &b, &end_b);
    }
    while (has_part && end_b == CP_LINE_LONG && is_blank(b)) {
        has_part = cp_lines_next(&parts, &b, &end_b);
    }
    if (has_part) {
        abort();
    }
}

// Parses the lines as the cgroups and mounts of a process or, for a cgroup, as mounts only.
static void find_groups(const char *bytes, size_t length, bool is_group, cprobe_hierarchies *found,
                        cprobe_container *container) {
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    char below[CPROBE_PATH_BYTES];
    size_t below_length = 0;
    cp_hierarchies_begin(found);
    while (cp_lines_next(&lines, &line, &end)) {
        cp_membership membership;
        cp_mount mount;
        if (!is_group && cp_proc_cgroup_parse(line, end, &membership)) {
            cp_hierarchies_add(found, &membership);
            cp_container_offer_cgroup(container, membership.path);
        }
        if (!cp_mountinfo_parse(line, &mount)) {
            continue;
        }
        cp_container_offer_mount(container, &mount);
        if (is_group &&
            cp_directory_find(&mount, cp_span_of("/sys/fs/cgroup/a"), below, sizeof below,
                              &below_length)) {
            cp_hierarchies_add_path(found, &mount, cp_span_make(below, below_length));
        } else if (is_group) {
            cp_hierarchies_note(found, &mount, cp_span_of("/a"));
        }
        cp_hierarchies_offer(found, &mount, lines.number);
    }
    cp_hierarchies_settle(found);
}

static void parse_groups(const char *bytes, size_t length) {
    static cprobe_quota quota;
    memset(&quota, 0, sizeof quota);
    cp_decision decision;
    find_groups(bytes, length, true, &quota.hierarchies, &quota.container);
    find_groups(bytes, length, false, &quota.hierarchies, &quota.container);
    cp_container_offer_environment(&quota.container, cp_span_make(bytes, length));
    cp_container_offer_release(&quota.container, cp_span_make(bytes, length));
    cp_decide_begin(&decision, &quota);
    for (uint32_t index = 0; index < quota.hierarchies.count; index += 1) {
        const cprobe_hierarchy *hierarchy = &quota.hierarchies.items[index];
        char path[64];
        for (uint32_t part = hierarchy->path_length; part > hierarchy->root_length;
             part = cp_hierarchy_above(&quota.hierarchies, hierarchy, part)) {
            (void)cprobe_quota_path(&quota, index, part, "cpu.max", path, sizeof path);
        }
    }
    cp_decide_finish(&decision, NULL);
}

// Parses meminfo and vmstat into a record that holds the text's first half.
static void parse_again(const char *bytes, size_t length, cprobe_memory *memory) {
    (void)cp_meminfo_parse(cp_span_make(bytes, length / 2), cp_meminfo_all(), memory, NULL);
    (void)cp_meminfo_parse(cp_span_make(bytes, length), cp_meminfo_all(), memory, NULL);
    bool has_all = false;
    cp_lines lines = cp_lines_of(bytes, length / 2);
    (void)cp_vmstat_parse(&lines, 4096, memory, &has_all, NULL);
    lines = cp_lines_of(bytes, length);
    (void)cp_vmstat_parse(&lines, 4096, memory, &has_all, NULL);
}

// Parses devices, limits of a process, and keyed files of a cgroup.
static void parse_streams(const char *bytes, size_t length) {
    static cprobe_quota quota;
    memset(&quota, 0, sizeof quota);
    const cprobe_quota_level level = {0};
    cp_decision decision;
    cp_decide_begin(&decision, &quota);
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_device_usage usage;
        cp_limit_value limits[CPROBE_DEVICE_LIMITS];
        cp_blkio_use use;
        uint64_t number = 0;
        if (cp_io_max_parse(line, end, &device, limits)) {
            cp_decide_add_device_limit(&quota, &level, device, CPROBE_DEVICE_READS, "io.max", 1);
        }
        if (cp_io_stat_parse(line, end, &device, &usage)) {
            cp_decide_add_device_usage(&quota, device, &usage);
        }
        double percent = 0;
        (void)cp_uclamp_parse(line, &percent);
        int32_t pid = 0;
        cp_span name;
        cp_limit_value handles[CP_RDMA_RESOURCES];
        (void)cp_rdma_parse(line, end, &name, handles);
        (void)cp_misc_parse(line, end, &name, handles);
        (void)cp_misc_events_parse(line, end, &name, &number);
        (void)cp_cgroup_pid_parse(line, end, &pid);
        (void)cp_blkio_limit_parse(line, end, &device, &number);
        (void)cp_blkio_use_parse(line, end, &device, &use, &number);
    }
    cp_cpu_stat cpu_stat;
    cprobe_memory_events events = {0};
    cp_memory_stat stat;
    lines = cp_lines_of(bytes, length);
    (void)cp_cpu_stat_parse(&lines, &cpu_stat);
    lines = cp_lines_of(bytes, length);
    (void)cp_memory_events_parse(&lines, &events);
    lines = cp_lines_of(bytes, length);
    (void)cp_memory_stat_parse(&lines, &stat);
    cprobe_cgroup_events watched;
    (void)cprobe_cgroup_events_parse(bytes, length, CPROBE_EVENTS_MEMORY, &watched, NULL);
    (void)cprobe_cgroup_events_parse(bytes, length, CPROBE_EVENTS_CGROUP, &watched, NULL);
    cprobe_cgroup cgroup = {0};
    static uint32_t (*const parsers[])(cp_lines *, cprobe_cgroup *) = {
        cp_cgroup_cpu_stat_parse, cp_cgroup_memory_events_parse, cp_cgroup_memory_local_parse,
        cp_cgroup_pids_events_parse};
    for (size_t index = 0; index < sizeof parsers / sizeof parsers[0]; index += 1) {
        lines = cp_lines_of(bytes, length);
        (void)parsers[index](&lines, &cgroup);
    }
    for (unsigned is_v2 = 0; is_v2 < 2; is_v2 += 1) {
        lines = cp_lines_of(bytes, length);
        (void)cp_cgroup_memory_stat_parse(&lines, is_v2 != 0, &cgroup);
    }
    lines = cp_lines_of(bytes, length);
    (void)cp_cgroup_cpuacct_stat_parse(&lines, 100, &cgroup);
    lines = cp_lines_of(bytes, length);
    (void)cp_limits_parse(&lines, quota.rlimits);
    lines = cp_lines_of(bytes, length);
    cp_span list;
    uint32_t count = 0;
    if (cp_status_find_cpus(&lines, &list) && list.length != 0 &&
        cprobe_cpulist_parse(list.bytes, list.length, &count, NULL, NULL) == CPROBE_OK &&
        cp_cpulist_common(list, list) != count) {
        abort();
    }
}

static void parse_files(cp_span text) {
    cp_limit_value limit;
    uint64_t number = 0;
    if (cp_cpu_max_parse(text, &limit, &number) && number == 0) {
        abort();
    }
    (void)cp_cfs_quota_parse(text, &limit);
    (void)cp_max_parse(text, &limit);
    (void)cp_memory_limit_parse(text, &limit);
    (void)cp_number_parse(text, &number);
}

// Parses mounts into small buffers, then into buffers of the requested size, which must suffice.
static void parse_mounts(const char *bytes, size_t length) {
    cprobe_filesystem filesystem;
    cprobe_mounts mounts = {0};
    cprobe_result result = cprobe_mountinfo_parse(bytes, length, CPROBE_MOUNTS_ALL, &filesystem,
                                                  &mounts, NULL);
    if (result == CPROBE_TOO_LARGE) {
        mounts.capacity = mounts.count;
        mounts.text_capacity = mounts.text_length;
        mounts.items = malloc(mounts.capacity * sizeof mounts.items[0]);
        mounts.text = malloc(mounts.text_capacity);
        result = cprobe_mountinfo_parse(bytes, length, CPROBE_MOUNTS_ALL, &filesystem, &mounts,
                                        NULL);
        if (result == CPROBE_TOO_LARGE) {
            abort();
        }
        const size_t all = mounts.count;
        result = cprobe_mountinfo_parse(bytes, length, CPROBE_MOUNTS_STORAGE, &filesystem, &mounts,
                                        NULL);
        if (result == CPROBE_OK && mounts.count > all) {
            abort();
        }
        free(mounts.items);
        free(mounts.text);
    }
}

static void parse_network(const char *bytes, size_t length) {
    cprobe_network network = {0};
    cprobe_interface interfaces[4];
    size_t count = 0;
    (void)cprobe_net_dev_parse(bytes, length, &network, interfaces, 4, &count, NULL);
    (void)cprobe_snmp_parse(bytes, length, &network, NULL);
    cprobe_icmp_types types;
    (void)cprobe_icmp_types_parse(bytes, length, &types, NULL);
    (void)cprobe_sockstat_parse(bytes, length, 4096, &network, NULL);
}

static void take_unix(void *context, const cp_unix_entry *entry) {
    (void)context;
    if (entry->name_length > sizeof entry->name || entry->socket.has_peer ||
        entry->socket.has_queues) {
        abort();
    }
}

// Parses the body of a message as a route with its next hops, a neighbour and a qdisc.
static void parse_routing_message(cp_span body) {
    cp_route route;
    cprobe_neighbour neighbour;
    cprobe_qdisc qdisc;
    if (cp_route_message_parse(body, &route) == CP_ROUTING_WANTED) {
        const size_t length = route.hops.length;
        size_t hops = 0;
        while (cp_route_take_hop(&route)) {
            hops += 1;
        }
        if (hops > length / 8 || route.route.destination.length == 0 ||
            route.route.prefix_bits > 8 * route.route.destination.length) {
            abort();
        }
    }
    if (cp_neighbour_message_parse(body, &neighbour) == CP_ROUTING_WANTED &&
        (neighbour.address.length == 0 ||
         neighbour.link_address_length > CPROBE_HARDWARE_ADDRESS_BYTES)) {
        abort();
    }
    if (cp_qdisc_message_parse(body, &qdisc) == CP_ROUTING_WANTED &&
        (qdisc.kind_length == 0 || qdisc.kind_length > CPROBE_QDISC_KIND_BYTES)) {
        abort();
    }
}

// Parses a text as each file of the section routing.
static void parse_routing(const char *text, size_t length) {
    cprobe_route routes[2];
    cprobe_neighbour neighbours[2];
    cprobe_wireless wireless[2];
    cprobe_xfrm xfrm;
    size_t count = 0;
    (void)cprobe_route_parse(text, length, routes, 2, &count, NULL);
    (void)cprobe_ipv6_route_parse(text, length, routes, 2, &count, NULL);
    for (size_t index = 0; index < count && index < 2; index += 1) {
        if (routes[index].interface.name_length > CPROBE_INTERFACE_NAME_BYTES ||
            routes[index].prefix_bits > 8 * routes[index].destination.length) {
            abort();
        }
    }
    count = 0;
    (void)cprobe_arp_parse(text, length, neighbours, 2, &count, NULL);
    for (size_t index = 0; index < count && index < 2; index += 1) {
        if (neighbours[index].address.length != 4 ||
            neighbours[index].link_address_length > CPROBE_HARDWARE_ADDRESS_BYTES) {
            abort();
        }
    }
    count = 0;
    (void)cprobe_wireless_parse(text, length, wireless, 2, &count, NULL);
    (void)cprobe_xfrm_stat_parse(text, length, &xfrm, NULL);
}

static void parse_netlink(const char *bytes, size_t length) {
    cp_span messages = cp_span_make(bytes, length);
    cp_netlink_message message;
    while (cp_netlink_take(&messages, &message)) {
        cp_link link;
        cprobe_traffic traffic;
        uint32_t index = 0;
        char names[CPROBE_ALTERNATIVE_NAMES_BYTES];
        if (cp_link_parse(message.body, &link)) {
            const size_t all = cp_link_alternative_names(link.properties, names, sizeof names);
            if (link.name.length == 0 || link.name.length > CPROBE_INTERFACE_NAME_BYTES ||
                all > sizeof names || (all != 0 && names[all - 1] != '\0')) {
                abort();
            }
        }
        (void)cp_link_stats_parse(message.body, &index, &traffic);
        cprobe_socket socket;
        if (cp_sock_diag_parse(message.body, &socket) &&
            (socket.state < CPROBE_SOCKET_ESTABLISHED || socket.state > CPROBE_SOCKET_CLOSING)) {
            abort();
        }
        cp_unix_entry entry;
        if (cp_unix_diag_parse(message.body, &entry) && entry.name_length > sizeof entry.name) {
            abort();
        }
        parse_routing_message(message.body);
        if (cp_netlink_error(&message) < 0) {
            abort();
        }
    }
}

static void parse_small_files(cp_span text) {
    uint64_t number = 0;
    uint32_t flags = 0;
    cprobe_duplex duplex;
    cprobe_operstate operstate;
    cprobe_kernel kernel = {0};
    (void)cp_interface_number_parse(text, &number);
    (void)cp_interface_flags_parse(text, &flags);
    (void)cp_interface_duplex_parse(text, &duplex);
    (void)cp_interface_operstate_parse(text, &operstate);
    (void)cp_interface_uevent_parse(text);
    cp_osrelease_parse(text, &kernel);
    cp_version_parse(text, &kernel);
    cprobe_stalls stalls;
    bool has_some = false;
    bool has_full = false;
    (void)cprobe_pressure_parse(text.bytes, text.length, &stalls, &has_some, &has_full, NULL);
    int32_t score = 0;
    uint32_t id = 0;
    bool is_set = false;
    cp_process_schedstat schedstat;
    cp_span part;
    (void)cp_process_oom_parse(text, &score);
    (void)cp_process_login_parse(text, &id, &is_set);
    (void)cp_process_schedstat_parse(text, &schedstat);
    (void)cp_process_autogroup_parse(text, &number, &score);
    (void)cp_process_inode_parse(text, &part, &number);
    (void)cp_uid_map_find(text, 100000, &id);
    if (cp_process_wchan_parse(text, &part) && part.length > text.length) {
        abort();
    }
    part = text;
    cp_process_path_parse(&part, &is_set);
    if (part.length > text.length) {
        abort();
    }
}

// The total time is the sum of its parts, a name fits, and a malformed text changes nothing.
static void parse_process_stat(const char *bytes, size_t length) {
    cprobe_process process = {.pid = -1};
    if (cprobe_process_stat_parse(bytes, length, 100, 4096, &process, NULL) != CPROBE_OK) {
        if (process.pid != -1 || cprobe_has_any(process.present_fields)) {
            abort();
        }
        return;
    }
    if (process.pid < 0 || process.name_length > sizeof process.name ||
        (cprobe_has(process.present_fields, CPROBE_PROCESS_TOTAL_TIME) &&
         process.total_time_ns != process.user_time_ns + process.system_time_ns)) {
        abort();
    }
}

// Parses block devices, also through a small buffer that is refilled in the middle of lines.
static void parse_disks(const char *bytes, size_t length) {
    cprobe_disk disk = {0};
    cprobe_disk streamed_disk = {0};
    cprobe_io io = {0};
    cprobe_io streamed_io = {0};
    cprobe_disk_device devices[4];
    char buffer[1024];
    size_t rows = 0;
    size_t streamed_rows = 0;
    source from = {bytes, length, 7};
    cp_lines lines = cp_lines_through(buffer, sizeof buffer, refill, &from);
    const cprobe_result whole =
        cprobe_diskstats_parse(bytes, length, &disk, &io, devices, 4, &rows, NULL);
    const cprobe_result streamed =
        cp_diskstats_parse(&lines, &streamed_disk, &streamed_io, NULL, 0, &streamed_rows, NULL);
    // No line is longer than the buffer.
    if (length < sizeof buffer &&
        (whole != streamed || rows != streamed_rows || io.device_set != streamed_io.device_set ||
         memcmp(&io.total, &streamed_io.total, sizeof io.total) != 0 ||
         disk.failures.count != streamed_disk.failures.count ||
         disk.failures.items[0].line != streamed_disk.failures.items[0].line)) {
        abort();
    }
}

// Parses the other files of a process; status also through a small buffer, which may only skip
// lines.
static void parse_process_files(const char *bytes, size_t length) {
    cprobe_process process = {0};
    cprobe_process streamed = {0};
    int32_t leader = -1;
    const cprobe_result result =
        cprobe_process_status_parse(bytes, length, &process, &leader, NULL);
    if (result == CPROBE_OK ? leader < 0 : cprobe_has_any(process.present_fields) || leader != -1) {
        abort();
    }
    char buffer[64];
    source from = {bytes, length, 7};
    cp_lines lines = cp_lines_through(buffer, sizeof buffer, refill, &from);
    if (cp_status_parse(&lines, &streamed, NULL, NULL, NULL) == CPROBE_OK && result == CPROBE_OK &&
        !cp_presence_has_all(process.present_fields, streamed.present_fields)) {
        abort();
    }
    (void)cprobe_process_io_parse(bytes, length, &process, NULL);
    cprobe_process rollup = {0};
    if (cprobe_smaps_rollup_parse(bytes, length, &rollup, NULL) == CPROBE_OK &&
        !cprobe_has_any(rollup.present_fields) && rollup.failures.count == 0) {
        abort();
    }
    cprobe_process pages = {0};
    if (cprobe_process_statm_parse(bytes, length, 4096, &pages, NULL) == CPROBE_OK &&
        pages.rss_bytes != pages.shared_bytes + pages.anonymous_bytes) {
        abort();
    }
}

// Parses mappings into lists of the size that the first attempt reports, and the other lists of one
// process.
static void parse_process_lists(const char *bytes, size_t length) {
    cprobe_mapping_list list = {0};
    cprobe_failures failures = {0};
    cprobe_process_memory memory;
    const cprobe_result first = cprobe_mappings_parse(bytes, length, &list, &failures, NULL);
    if (first == CPROBE_TOO_LARGE) {
        list.capacity = list.count;
        list.text_capacity = list.text_length;
        list.items = malloc(list.capacity * sizeof list.items[0]);
        list.memory = malloc(list.capacity * sizeof list.memory[0]);
        list.text = malloc(list.text_capacity);
        // With memory, the text has the flags, too.
        if (cprobe_mappings_parse(bytes, length, &list, &failures, NULL) == CPROBE_TOO_LARGE) {
            free(list.text);
            list.text_capacity = list.text_length;
            list.text = malloc(list.text_capacity);
            if (cprobe_mappings_parse(bytes, length, &list, &failures, NULL) == CPROBE_TOO_LARGE) {
                abort();
            }
        }
        for (size_t index = 0; index < list.count && index < list.capacity; index += 1) {
            const cprobe_mapping *item = &list.items[index];
            if (item->end_address < item->start_address ||
                (size_t)item->path_offset + item->path_length > list.text_capacity ||
                (size_t)item->flags_offset + item->flags_length > list.text_capacity) {
                abort();
            }
        }
        free(list.items);
        free(list.memory);
        free(list.text);
    }
    failures = (cprobe_failures){0};
    (void)cprobe_process_memory_parse(bytes, length, &memory, &failures, NULL);
    cprobe_open_file file = {0};
    (void)cprobe_fdinfo_parse(bytes, length, &file, NULL);
    cprobe_program program = {0};
    if (cprobe_auxv_parse(bytes, length, &program, NULL) == CPROBE_OK &&
        program.auxiliary_count > CPROBE_AUXILIARY_VALUES) {
        abort();
    }
    (void)cprobe_process_syscall_parse(bytes, length, &program, NULL);
    cprobe_gpu_client clients[1];
    cprobe_gpu_engine engines[2];
    cprobe_gpu_region regions[2];
    cprobe_gpu_list gpu = {clients, 1, 0, engines, 2, 0, regions, 2, 0};
    (void)cprobe_gpu_parse(bytes, length / 2, 3, &gpu, &failures, NULL);
    (void)cprobe_gpu_parse(bytes, length, 4, &gpu, &failures, NULL);
    const char *rest = bytes;
    size_t left = length;
    cprobe_variable variable;
    while (cprobe_environment_take(&rest, &left, &variable)) {
        if (variable.name_length == 0 || left >= length) {
            abort();
        }
    }
}

static void parse_users(cp_span text) {
    uint8_t boot_id[16];
    cprobe_user user;
    (void)cp_boot_id_parse(text, boot_id);
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    while (cp_passwd_next(&lines, &user)) {
        if (user.name_length == 0 || user.name_length > sizeof user.name) {
            abort();
        }
    }
    lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_membership membership;
        if (cp_proc_cgroup_parse(line, end, &membership) && cp_proc_cgroup_rank(&membership) > 11) {
            abort();
        }
    }
}

// The ranges of a list that was accepted have the numbers that were counted.
static void take_ranges(const char *text, size_t length) {
    uint32_t count = 0;
    uint32_t first = 0;
    uint32_t last = 0;
    if (cprobe_cpulist_parse(text, length, &count, NULL, NULL) != CPROBE_OK) {
        return;
    }
    while (cprobe_cpulist_take_range(&text, &length, &first, &last)) {
        count -= last - first + 1;
    }
    if (count != 0) {
        abort();
    }
}

// Parses a file name and its text. A sensor's file name is built again from its parts.
static void parse_sensors(cp_span text) {
    cp_hwmon_kind kind;
    cp_hwmon_file file;
    cp_trip trip;
    cp_span words;
    uint32_t index = 0;
    int64_t number = 0;
    if (cp_hwmon_name_parse(text, &kind, &index, &file)) {
        const cp_span suffix = cp_span_of(cp_hwmon_suffix(file));
        if (text.length <= suffix.length ||
            memcmp(text.bytes + text.length - suffix.length, suffix.bytes, suffix.length) != 0) {
            abort();
        }
    }
    (void)cp_numbered_name_parse(text, "hwmon", &index);
    (void)cp_trip_name_parse(text, &index);
    if (cp_hwmon_number_parse(text, &number) && !cp_hwmon_words_parse(text, &words)) {
        abort();
    }
    for (unsigned each = 0; each < CP_HWMON_KINDS; each += 1) {
        cprobe_power_sensor sensor = {.current_microwatts = 0}; // The largest of all kinds.
        const cprobe_field *row = cp_hwmon_field((cp_hwmon_kind)each, CP_HWMON_INPUT);
        cprobe_presence fields = {0};
        if (cp_device_value_store(number, row, &sensor, &fields) !=
            cprobe_has(fields, row->presence)) {
            abort();
        }
    }
    (void)cp_trip_parse(text, &trip);
}

// Parses a text as each file of the swap section.
static void parse_swap(const char *text, size_t length) {
    cprobe_swap_device devices[2];
    cprobe_zram zram = {0};
    size_t count = 0;
    (void)cprobe_swaps_parse(text, length, devices, 2, &count, NULL);
    (void)cprobe_zram_mm_stat_parse(text, length, &zram, NULL);
    (void)cprobe_zram_algorithm_parse(text, length, &zram, NULL);
}

// Parses a text as each file of the section of memory details, with too few items.
static void parse_memory_details(const char *text, size_t length) {
    cprobe_memory_zone zones[3];
    cprobe_slab slabs[2];
    cprobe_memory_counter counters[2];
    size_t count = 0;
    (void)cprobe_zoneinfo_parse(text, length, 4096, zones, 3, &count, NULL);
    (void)cprobe_buddyinfo_parse(text, length, zones, 3, &count, NULL);
    for (size_t zone = 0; zone < count && zone < 3; zone += 1) {
        if (zones[zone].order_count > CPROBE_MEMORY_ZONE_ORDERS ||
            zones[zone].name_length > CPROBE_MEMORY_ZONE_NAME_BYTES) {
            abort();
        }
    }
    count = 0;
    (void)cprobe_buddyinfo_parse(text, length, zones, 3, &count, NULL);
    (void)cprobe_zoneinfo_parse(text, length, 0, NULL, 0, &count, NULL);
    (void)cprobe_slabinfo_parse(text, length, 65536, slabs, 2, &count, NULL);
    (void)cprobe_vmstat_counters_parse(text, length, counters, 2, &count, NULL);
}

// Parses a text as each file of the section of interrupts, with too few items.
static void parse_interrupts(const char *text, size_t length) {
    cprobe_interrupt lines[2];
    cprobe_cpu_work cpus[2];
    size_t count = 0;
    (void)cprobe_interrupts_parse(text, length, lines, 2, &count, NULL);
    count = 0;
    (void)cprobe_schedstat_parse(text, length, cpus, 2, &count, NULL);
    (void)cprobe_softnet_parse(text, length, cpus, 2, &count, NULL);
    (void)cprobe_softirqs_parse(text, length, cpus, 2, &count, NULL);
    count = 0;
    (void)cprobe_softirqs_parse(text, length, cpus, 2, &count, NULL);
}

// Parses a text as each file of the sections of protocols and connections.
static void parse_protocols(const char *text, size_t length) {
    cprobe_protocols protocols = {0};
    (void)cprobe_netstat_parse(text, length, &protocols, NULL);
    (void)cprobe_snmp6_parse(text, length, &protocols, NULL);
    (void)cprobe_sockstat6_parse(text, length, &protocols, NULL);
    cprobe_tcp_states states = {0};
    (void)cprobe_tcp_states_parse(text, length, &states, NULL);
    cprobe_udp_states udp_states = {0};
    (void)cprobe_udp_states_parse(text, length, &udp_states, NULL);
    cp_lines unix_lines = cp_lines_of(text, length);
    (void)cp_unix_sockets_parse(&unix_lines, "unix", take_unix, NULL, NULL);
}

// Parses a text as each file of the section of the host.
static void parse_host(const char *text, size_t length) {
    cprobe_host host = {0};
    cprobe_session session = {0};
    cprobe_session logins[2];
    size_t login_count = 0;
    (void)cprobe_file_nr_parse(text, length, &host, NULL);
    (void)cprobe_inode_nr_parse(text, length, &host, NULL);
    (void)cprobe_os_release_parse(text, length, &host);
    (void)cprobe_session_parse(text, length, &session, NULL);
    (void)cprobe_utmp_parse(text, length, logins, 2, &login_count, NULL);
}

// Parses a text as each file of the hardware.
static void parse_topology(const char *text, size_t length) {
    static cprobe_topology topology;
    cprobe_node node = {0};
    uint64_t size = 0;
    (void)cprobe_cpuinfo_parse(text, length, &topology, NULL);
    (void)cprobe_node_meminfo_parse(text, length, &node, NULL);
    (void)cprobe_numastat_parse(text, length, &node, NULL);
    (void)cprobe_node_distance_parse(text, length, &node, NULL);
    (void)cprobe_cache_size_parse(text, length, &size, NULL);
}

// Parses a text as each file of the section of storage.
static void parse_storage(const char *text, size_t length) {
    cprobe_storage_text one = {0};
    cprobe_storage_text other = {0};
    cprobe_md_array array = {0};
    cprobe_md_member member = {0};
    cprobe_arc arc = {0};
    cprobe_btrfs_device device = {0};
    cprobe_disk_health health = {.present_fields = {{0, 0}}};
    bool flag = false;
    (void)cprobe_scheduler_parse(text, length, &one, NULL);
    (void)cprobe_vpd_serial_parse(text, length, &one, NULL);
    (void)cprobe_write_cache_parse(text, length, &flag, NULL);
    (void)cprobe_lvm_name_parse(text, length, &one, &other, NULL);
    (void)cprobe_md_sync_parse(text, length, &array, NULL);
    (void)cprobe_md_member_parse(text, length, &member, NULL);
    (void)cprobe_arcstats_parse(text, length, &arc, NULL);
    (void)cprobe_btrfs_errors_parse(text, length, &device, NULL);
    (void)cprobe_nvme_health_parse(text, length, &health, NULL);
    (void)cprobe_ata_smart_parse(text, length, &health, NULL);
    (void)cprobe_ata_statistics_parse(text, length, &health, NULL);
    const cp_span whole = cp_span_make(text, length);
    (void)cp_block_name_compare(whole, cp_span_make(text, length / 2));
    if (cp_block_name_compare(whole, whole) != 0) {
        abort();
    }
    (void)cp_named_type(whole);
}

// Parses a text as each file of power supplies, energy zones, cooling devices and graphics
// processors.
static void parse_power(const char *text, size_t length) {
    static const char *const supply_files[] = {
        "type", "scope", "status", "present", "capacity", "energy_now", "current_now", "temp",
        "time_to_empty_now", "charge_control_end_threshold", "model_name"};
    static const char *const gpu_files[] = {
        "device/vendor", "device/power/runtime_status", "device/gpu_busy_percent",
        "device/pp_dpm_sclk", "device/pp_dpm_mclk", "gt/gt0/rps_act_freq_mhz", "energy1_input"};
    cprobe_power_supply supply = {.type = CPROBE_POWER_UNKNOWN};
    cprobe_energy_zone zone = {.label = {0}};
    cprobe_cooling_device device = {.type = {0}};
    cprobe_gpu gpu = {.driver = {0}};
    for (size_t each = 0; each < sizeof supply_files / sizeof supply_files[0]; each += 1) {
        (void)cprobe_power_supply_parse(supply_files[each], text, length, &supply, NULL);
    }
    cprobe_power_supply_complete(&supply);
    for (size_t each = 0; each < sizeof gpu_files / sizeof gpu_files[0]; each += 1) {
        (void)cprobe_drm_card_parse(gpu_files[each], text, length, &gpu, NULL);
    }
    (void)cprobe_energy_zone_parse("energy_uj", text, length, &zone, NULL);
    (void)cprobe_energy_zone_parse("name", text, length, &zone, NULL);
    (void)cprobe_cooling_device_parse("cur_state", text, length, &device, NULL);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    const size_t length = size - 1;
    char *text = length == 0 ? NULL : malloc(length);
    if (length != 0) {
        memcpy(text, data + 1, length);
    }
    cprobe_cpu cpu;
    cprobe_logical_cpu items[4];
    cprobe_load load = {0};
    cprobe_memory memory = {0};
    uint64_t number = 0;
    size_t rows = 0;
    switch (data[0] % 26) {
    case 0: (void)cprobe_stat_parse(text, length, 100, &cpu, items, 4, &rows, NULL); break;
    case 1:
        (void)cprobe_meminfo_parse(text, length, &memory, NULL);
        parse_again(text, length, &memory);
        break;
    case 2:
        (void)cprobe_vmstat_parse(text, length, 0, &memory, NULL);
        parse_again(text, length, &memory);
        break;
    case 17: parse_swap(text, length); break;
    case 18: parse_interrupts(text, length); break;
    case 19: parse_host(text, length); break;
    case 23: parse_storage(text, length); break;
    case 20: parse_topology(text, length); break;
    case 21:
        parse_protocols(text, length);
        parse_routing(text, length);
        break;
    case 22: parse_process_lists(text, length); break;
    case 24: parse_power(text, length); break;
    case 25: parse_memory_details(text, length); break;
    case 3: (void)cprobe_loadavg_parse(text, length, &load, NULL); break;
    case 4: (void)cprobe_uptime_parse(text, length, &number, NULL); break;
    case 5: take_ranges(text, length); break;
    case 6: parse_groups(text, length); break;
    case 7: parse_disks(text, length); break;
    case 8: parse_mounts(text, length); break;
    case 9: parse_network(text, length); break;
    case 10: parse_netlink(text, length); break;
    case 11:
        parse_small_files(cp_span_make(text, length));
        parse_sensors(cp_span_make(text, length));
        break;
    case 12: parse_streams(text, length); break;
    case 13: parse_process_stat(text, length); break;
    case 14: parse_process_files(text, length); break;
    case 15: parse_users(cp_span_make(text, length)); break;
    default:
        parse_files(cp_span_make(text, length));
        compare_lines(text, length);
    }
    free(text);
    return 0;
}
