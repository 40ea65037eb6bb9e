// The section topology. topology.c counts the cores and packages for the section cpu.

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../fields/fields.h"
#include "../format/cpuinfo.h"
#include "../format/cpulist.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "../text/build.h"
#include "../text/number.h"
#include "../text/table.h"
#include "attribute.h"
#include "collector_state.h"
#include "topology.h"

static const char vulnerabilities_path[] = "/sys/devices/system/cpu/vulnerabilities";

enum { DIRECTORY_WORDS = 256 }; // The scratch buffer holds the text of each file.

typedef struct reading {
    cp_reader *reader;
    cprobe_topology *topology;
    cprobe_topology_lists *lists;
} reading;

// Adds a failure, unless the file is missing: machines differ.
static void add_failure(reading *r, cprobe_failure failure) {
    if (failure.code != CPROBE_NOT_FOUND && failure.code != CPROBE_GONE) {
        cp_failures_add(&r->topology->failures, failure);
    }
}

// Reads a text of one line. False if there is none.
static bool read_text(reading *r, const char *path, const char *source, cp_span *text) {
    cprobe_failure failure;
    if (cp_attribute_line(r->reader, path, source, text, &failure) != CPROBE_OK) {
        add_failure(r, failure);
        return false;
    }
    return true;
}

// Takes a number that 31 bits hold. Some machines do not say: "-1".
static bool take_number(reading *r, cp_span text, const char *source, uint32_t *number) {
    uint64_t value = 0;
    const bool is_number = cp_parse_u64(text, &value) && value <= INT32_MAX;
    if (is_number) {
        *number = (uint32_t)value;
    } else if (!cp_span_equal(text, cp_span_of("-1"))) {
        add_failure(r, (cprobe_failure){CPROBE_MALFORMED, 1, 0, source});
    }
    return is_number;
}

static void copy_text(cp_span text, cprobe_topology_text *out) {
    out->length = cp_attribute_copy(text, out->bytes, sizeof out->bytes);
}

// Copies a list of CPUs. False if it is malformed, or does not fit: truncated, it could end in
// another CPU's number.
static bool copy_list(reading *r, cp_span text, const char *source, cprobe_topology_text *out) {
    uint32_t count = 0;
    if (cp_span_equal(text, cp_span_of("(null)"))) {
        text.length = 0; // nohz_full, on a kernel that was started without that parameter.
    }
    if (text.length > sizeof out->bytes) {
        add_failure(r, (cprobe_failure){CPROBE_TOO_LARGE, 1, 0, source});
        return false;
    }
    if (cprobe_cpulist_parse(text.bytes, text.length, &count, NULL, NULL) != CPROBE_OK) {
        add_failure(r, (cprobe_failure){CPROBE_MALFORMED, 1, 0, source});
        return false;
    }
    copy_text(text, out);
    return true;
}

static void read_and_copy(reading *r, const char *path, const char *source,
                          cprobe_topology_text *out) {
    cp_span text;
    if (read_text(r, path, source, &text)) {
        copy_text(text, out);
    }
}

// Reads a list of CPUs that may be empty. True if the list is known.
static bool read_list(reading *r, const char *path, const char *source,
                      cprobe_topology_text *out) {
    cp_span text;
    return read_text(r, path, source, &text) && copy_list(r, text, source, out);
}

static void read_cpuinfo(reading *r) {
    static const char path[] = "/proc/cpuinfo";
    int descriptor = -1;
    cprobe_failure failure;
    cprobe_result result =
        cp_root_open_file(&r->reader->root, path, path, &descriptor, &failure);
    if (result == CPROBE_OK) {
        cp_stream stream;
        cp_lines lines = cp_stream_lines(r->reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
        // The kernel measures each CPU as it prints it: the first 4 KiB have the first.
        stream.first = CP_PRINTED_PAGE_BYTES;
        result = cp_cpuinfo_parse(&lines, r->topology, &failure);
        cp_close(descriptor);
    }
    if (result != CPROBE_OK) {
        add_failure(r, failure);
    }
}

// A file in the directory of a CPU. The path is valid until the next call.
static const char *path_of_cpu(char path[160], uint64_t id, const char *file) {
    cp_build build = {path, 160, 0, false};
    cp_build_add(&build, cp_span_of("/sys/devices/system/cpu/cpu"));
    cp_build_add_number(&build, id);
    cp_build_add(&build, cp_span_of(file));
    return path;
}

static void read_number(reading *r, uint64_t id, const char *file, const char *source,
                        cprobe_topology_cpu_field field, uint32_t *number,
                        cprobe_topology_cpu *cpu) {
    char path[160];
    cp_span text;
    if (read_text(r, path_of_cpu(path, id, file), source, &text) &&
        take_number(r, text, source, number)) {
        cprobe_set(&cpu->present_fields, field);
    }
}

// Whether the CPU is in the list of a file, such as that of the efficient cores.
static bool is_in_list(reading *r, const char *path, uint64_t id) {
    cp_span text;
    uint64_t first = 0;
    uint64_t last = 0;
    if (!read_text(r, path, path, &text)) {
        return false;
    }
    while (cp_cpulist_take_range(&text, &first, &last)) {
        if (id >= first && id <= last) {
            return true;
        }
        (void)cp_take_byte(&text, ',');
    }
    return false;
}

// Reads the caches that this CPU shares with none before it.
static void read_caches(reading *r, uint64_t id) {
    static const char source[] = "/sys/devices/system/cpu/cpuN/cache/indexM";
    for (unsigned index = 0; index < CPROBE_TOPOLOGY_CACHES_OF_CPU; index += 1) {
        char path[160];
        cp_build directory = {path, sizeof path, 0, false};
        cp_build_add(&directory, cp_span_of("/sys/devices/system/cpu/cpu"));
        cp_build_add_number(&directory, id);
        cp_build_add(&directory, cp_span_of("/cache/index"));
        cp_build_add_number(&directory, index);
        const size_t length = directory.length;
        cp_span text;
        cprobe_cache cache = {.level = 0};
        uint64_t first = 0;
        uint64_t last = 0;
        cp_build_add(&directory, cp_span_of("/shared_cpu_list"));
        if (!read_text(r, path, source, &text)) {
            return;
        }
        const cp_span cpus = text;
        if (!cp_cpulist_take_range(&text, &first, &last) || first != id) {
            continue;
        }
        (void)copy_list(r, cpus, source, &cache.cpus);
        directory.length = length;
        cp_build_add(&directory, cp_span_of("/level"));
        if (read_text(r, path, source, &text) && take_number(r, text, source, &cache.level)) {
            cprobe_set(&cache.present_fields, CPROBE_CACHE_LEVEL);
        }
        directory.length = length;
        cp_build_add(&directory, cp_span_of("/size"));
        if (read_text(r, path, source, &text) &&
            cprobe_cache_size_parse(text.bytes, text.length, &cache.size_bytes, NULL) ==
                CPROBE_OK) {
            cprobe_set(&cache.present_fields, CPROBE_CACHE_SIZE);
        }
        directory.length = length;
        cp_build_add(&directory, cp_span_of("/coherency_line_size"));
        if (read_text(r, path, source, &text) &&
            take_number(r, text, source, &cache.line_bytes)) {
            cprobe_set(&cache.present_fields, CPROBE_CACHE_LINE);
        }
        directory.length = length;
        cp_build_add(&directory, cp_span_of("/type"));
        read_and_copy(r, path, source, &cache.type);
        if (r->lists->cache_count < r->lists->cache_capacity) {
            r->lists->caches[r->lists->cache_count] = cache;
        }
        r->lists->cache_count += 1;
    }
}

static void read_cpu(reading *r, uint64_t id) {
    cprobe_topology_cpu cpu = {.id = (uint32_t)id};
    char path[160];
    read_number(r, id, "/topology/core_id", "/sys/devices/system/cpu/cpuN/topology/core_id",
                CPROBE_TOPOLOGY_CPU_CORE, &cpu.core_id, &cpu);
    read_number(r, id, "/topology/physical_package_id",
                "/sys/devices/system/cpu/cpuN/topology/physical_package_id",
                CPROBE_TOPOLOGY_CPU_PACKAGE, &cpu.package_id, &cpu);
    read_number(r, id, "/cpu_capacity", "/sys/devices/system/cpu/cpuN/cpu_capacity",
                CPROBE_TOPOLOGY_CPU_CAPACITY, &cpu.capacity, &cpu);
    (void)read_list(r, path_of_cpu(path, id, "/topology/thread_siblings_list"),
                    "/sys/devices/system/cpu/cpuN/topology/thread_siblings_list", &cpu.siblings);
    cpu.type = is_in_list(r, "/sys/devices/cpu_core/cpus", id)   ? CPROBE_CORE_PERFORMANCE
               : is_in_list(r, "/sys/devices/cpu_atom/cpus", id) ? CPROBE_CORE_EFFICIENCY
                                                                 : CPROBE_CORE_UNKNOWN;
    if (r->lists->cpu_count < r->lists->cpu_capacity) {
        r->lists->cpus[r->lists->cpu_count] = cpu;
    }
    r->lists->cpu_count += 1;
    read_caches(r, id);
}

static cprobe_result read_cpus(reading *r, cprobe_failure *failure) {
    cp_cpus cpus;
    const cprobe_result result = cp_linux_copy_cpus(r->reader, &cpus, failure);
    uint64_t first = 0;
    uint64_t last = 0;
    if (result != CPROBE_OK) {
        return result;
    }
    if (cpus.count > CP_NAMED_CPUS) {
        return cp_fail(failure, CPROBE_TOO_LARGE, cp_cached_path(r->reader, CP_FILE_ONLINE), 1, 0);
    }
    while (cp_cpulist_take_range(&cpus.text, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            read_cpu(r, id);
        }
        (void)cp_take_byte(&cpus.text, ',');
    }
    return CPROBE_OK;
}

// Notes the node of the CPUs in its list.
static void set_node(reading *r, cp_span list, uint32_t node) {
    const size_t held = r->lists->cpu_count < r->lists->cpu_capacity ? r->lists->cpu_count
                                                                      : r->lists->cpu_capacity;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&list, &first, &last)) {
        for (size_t place = 0; place < held; place += 1) {
            cprobe_topology_cpu *cpu = &r->lists->cpus[place];
            if (cpu->id >= first && cpu->id <= last) {
                cpu->node = node;
                cprobe_set(&cpu->present_fields, CPROBE_TOPOLOGY_CPU_NODE);
            }
        }
        (void)cp_take_byte(&list, ',');
    }
}

typedef cprobe_result (*node_parser)(const char *bytes, size_t length, cprobe_node *node,
                                     cprobe_failure *failure);

static void read_of_node(reading *r, const char *path, const char *source, node_parser parse,
                         cprobe_node *node) {
    cp_span text;
    cprobe_failure failure;
    cprobe_result result = cp_read_once(r->reader, path, source, &text, &failure);
    if (result == CPROBE_OK) {
        result = parse(text.bytes, text.length, node, &failure);
    }
    if (result != CPROBE_OK) {
        add_failure(r, failure);
    }
}

static void read_node(reading *r, uint32_t id) {
    char path[96];
    cprobe_node node = {.id = id};
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/devices/system/node/node"));
    cp_build_add_number(&build, id);
    const size_t length = build.length;
    cp_span text;
    static const char cpulist[] = "/sys/devices/system/node/nodeN/cpulist";
    cp_build_add(&build, cp_span_of("/cpulist"));
    if (read_text(r, path, cpulist, &text)) {
        set_node(r, text, id);
        node.has_cpus = copy_list(r, text, cpulist, &node.cpus);
    }
    build.length = length;
    cp_build_add(&build, cp_span_of("/meminfo"));
    read_of_node(r, path, "/sys/devices/system/node/nodeN/meminfo", cprobe_node_meminfo_parse,
                 &node);
    build.length = length;
    cp_build_add(&build, cp_span_of("/numastat"));
    read_of_node(r, path, "/sys/devices/system/node/nodeN/numastat", cprobe_numastat_parse, &node);
    build.length = length;
    cp_build_add(&build, cp_span_of("/distance"));
    read_of_node(r, path, "/sys/devices/system/node/nodeN/distance", cprobe_node_distance_parse,
                 &node);
    if (r->lists->node_count < r->lists->node_capacity) {
        r->lists->nodes[r->lists->node_count] = node;
    }
    r->lists->node_count += 1;
}

static void read_nodes(reading *r) {
    static const char online[] = "/sys/devices/system/node/online";
    char list[CP_LIST_BYTES];
    cp_span text;
    uint64_t first = 0;
    uint64_t last = 0;
    if (!read_text(r, online, online, &text)) {
        return;
    }
    if (text.length > sizeof list) {
        add_failure(r, (cprobe_failure){CPROBE_TOO_LARGE, 1, 0, online});
        return;
    }
    memcpy(list, text.bytes, text.length);
    text = cp_span_make(list, text.length);
    while (cp_cpulist_take_range(&text, &first, &last)) {
        for (uint64_t id = first; id <= last && id < CPROBE_TOPOLOGY_NODES_LISTED; id += 1) {
            read_node(r, (uint32_t)id);
        }
        (void)cp_take_byte(&text, ',');
    }
}

static void read_vulnerabilities(reading *r) {
    int descriptor = -1;
    cprobe_failure failure;
    if (cp_directory_open(&r->reader->root, vulnerabilities_path, vulnerabilities_path,
                          &descriptor, &failure) != CPROBE_OK) {
        add_failure(r, failure);
        return;
    }
    uint64_t entries[DIRECTORY_WORDS];
    cp_directory directory = cp_directory_list(descriptor, (char *)entries, sizeof entries);
    cp_span name;
    while (r->lists->vulnerability_count < CPROBE_TOPOLOGY_VULNERABILITIES &&
           cp_directory_next(&directory, &name)) {
        char path[320];
        cp_build build = {path, sizeof path, 0, false};
        cprobe_vulnerability item = {{0}, {0}};
        if (name.bytes[0] == '.') {
            continue;
        }
        cp_build_add(&build, cp_span_of(vulnerabilities_path));
        cp_build_add(&build, cp_span_of("/"));
        cp_build_add(&build, name);
        copy_text(name, &item.name);
        read_and_copy(r, path, vulnerabilities_path, &item.state);
        if (r->lists->vulnerability_count < r->lists->vulnerability_capacity) {
            r->lists->vulnerabilities[r->lists->vulnerability_count] = item;
        }
        r->lists->vulnerability_count += 1;
    }
    if (directory.system_error != 0) {
        (void)cp_fail(&failure, cp_result_of_errno(directory.system_error), vulnerabilities_path, 0,
                      directory.system_error);
        add_failure(r, failure);
    }
    cp_close(descriptor);
}

cprobe_result cprobe_topology_read(cprobe_collector *collector, cprobe_topology *topology,
                                   cprobe_topology_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || topology == NULL || lists == NULL ||
        (lists->cpus == NULL && lists->cpu_capacity != 0) ||
        (lists->caches == NULL && lists->cache_capacity != 0) ||
        (lists->nodes == NULL && lists->node_capacity != 0) ||
        (lists->vulnerabilities == NULL && lists->vulnerability_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "topology", 0, 0);
    }
    cprobe_topology read = {.has_monotonic = false};
    reading r = {&cp_collector_of(collector)->reader, &read, lists};
    cprobe_failure lost = {0};
    lists->cpu_count = 0;
    lists->cache_count = 0;
    lists->node_count = 0;
    lists->vulnerability_count = 0;
    read_cpuinfo(&r);
    const cprobe_result result = read_cpus(&r, &lost);
    read_nodes(&r);
    if (result != CPROBE_OK) {
        if (lists->node_count == 0 && read.vendor.length == 0 && read.model.length == 0 &&
            read.flags_length == 0) {
            return cp_fail_as(failure, &lost);
        }
        cp_failures_add(&read.failures, lost);
    }
    read_vulnerabilities(&r);
    static const char online[] = "/sys/devices/system/cpu/online";
    static const char offline[] = "/sys/devices/system/cpu/offline";
    static const char isolated[] = "/sys/devices/system/cpu/isolated";
    static const char nohz_full[] = "/sys/devices/system/cpu/nohz_full";
    read.has_online = read_list(&r, online, online, &read.online);
    read.has_offline = read_list(&r, offline, offline, &read.offline);
    read.has_isolated = read_list(&r, isolated, isolated, &read.isolated);
    read.has_nohz_full = read_list(&r, nohz_full, nohz_full, &read.nohz_full);
    read.has_monotonic = cp_reader_monotonic_ns(r.reader, &read.monotonic_ns);
    *topology = read;
    return CPROBE_OK;
}

#endif
