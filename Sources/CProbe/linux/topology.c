#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "topology.h"

#include "../failure.h"
#include "../format/cpulist.h"
#include "../format/status.h"
#include "../text/build.h"
#include "../text/hash.h"

static const char cores_source[] = "/sys/devices/system/cpu/cpuN/topology/thread_siblings_list";
static const char packages_source[] = "/sys/devices/system/cpu/cpuN/topology/core_siblings_list";

void cp_topology_init(cp_topology *topology) {
    *topology = (cp_topology){0};
}

// Hashes the text of a list of CPUs. Never 0.
static uint64_t key_of(cp_span text) {
    const uint64_t key = cp_hash_add(cp_hash_start, text);
    return key == 0 ? 1 : key;
}

cprobe_result cp_linux_count_cpus(const cp_reader *reader, cp_file file,
                                  cp_span text, uint32_t *count, cprobe_failure *failure) {
    const char *source = cp_cached_path(reader, file);
    uint32_t found = 0;
    if (cprobe_cpulist_parse(text.bytes, text.length, &found, NULL, NULL) != CPROBE_OK ||
        found == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *count = found;
    return CPROBE_OK;
}

cprobe_result cp_linux_read_cpulist(cp_reader *reader, cp_file file, uint32_t *count,
                                    cprobe_failure *failure) {
    cp_span text;
    cprobe_result result = cp_cached_read(reader, file, &text, failure);
    if (result == CPROBE_OK) {
        result = cp_linux_count_cpus(reader, file, text, count, failure);
    }
    return result;
}

cprobe_result cp_linux_read_possible(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                     cprobe_failure *failure) {
    if (topology->possible != 0) {
        *count = topology->possible;
        return CPROBE_OK;
    }
    const cprobe_result result = cp_linux_read_cpulist(reader, CP_FILE_POSSIBLE, count, failure);
    if (cp_cached_is_genuine(reader, CP_FILE_POSSIBLE) &&
        reader->root.kind != CPROBE_ROOT_CAPTURED) {
        topology->possible = result == CPROBE_OK ? *count : 0;
        cp_cached_close(reader, CP_FILE_POSSIBLE);
    }
    return result;
}

// Copies a cached list of CPUs out of the scratch buffer.
static cprobe_result copy_cached(cp_reader *reader, cp_file file, cp_cpus *cpus,
                               cprobe_failure *failure) {
    cp_span read;
    cprobe_result result = cp_cached_read(reader, file, &read, failure);
    if (result == CPROBE_OK) {
        result = cp_linux_count_cpus(reader, file, read, &cpus->count, failure);
    }
    if (result == CPROBE_OK && read.length > CP_LIST_BYTES) {
        result = cp_fail(failure, CPROBE_TOO_LARGE, cp_cached_path(reader, file), 1, 0);
    }
    if (result == CPROBE_OK) {
        memcpy(cpus->list, read.bytes, read.length);
        cpus->text = cp_span_make(cpus->list, read.length);
    }
    return result;
}

// Copies the list of online CPUs or, if it cannot be read, of present CPUs. `failure` is that of
// the list of online CPUs, even if the result is OK.
static cprobe_result copy_any(cp_reader *reader, cp_cpus *cpus, uint32_t *online,
                              cprobe_failure *failure) {
    cprobe_result result = copy_cached(reader, CP_FILE_ONLINE, cpus, failure);
    cpus->has_offline = result != CPROBE_OK;
    *online = result == CPROBE_OK ? cpus->count : 0;
    if (result != CPROBE_OK) {
        cprobe_failure second;
        result = copy_cached(reader, CP_FILE_PRESENT, cpus, &second) == CPROBE_OK ? CPROBE_OK
                                                                                   : result;
    }
    return result;
}

// Whether a list surely has the kernel's CPU ids: it is the kernel's own file.
static bool is_kernels(const cp_reader *reader, const cp_cpus *cpus) {
    const cp_file file = cpus->has_offline ? CP_FILE_PRESENT : CP_FILE_ONLINE;
    return reader->root.kind != CPROBE_ROOT_CAPTURED && cp_cached_is_genuine(reader, file);
}

static void add_name(cp_named_cpus *named, uint64_t id) {
    if (id < CP_NAMED_CPUS) {
        named->words[id / 64] |= (uint64_t)1 << id % 64;
    }
}

static void add_names(cp_named_cpus *named, cp_span list) {
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&list, &first, &last)) {
        for (uint64_t id = first; id <= last && id < CP_NAMED_CPUS; id += 1) {
            add_name(named, id);
        }
        (void)cp_take_byte(&list, ',');
    }
}

// Counts the CPUs of `list`, which has the kernel's ids, that are online by their topology and not
// in `other`.
static uint32_t count_hidden(cp_reader *reader, cp_span list, cp_span other) {
    cp_named_cpus named = {0};
    cp_span text;
    uint32_t count = 0;
    uint64_t first = 0;
    uint64_t last = 0;
    add_names(&named, other);
    while (cp_cpulist_take_range(&list, &first, &last)) {
        for (uint64_t id = first; id <= last && id < CP_NAMED_CPUS; id += 1) {
            count += !cp_is_named(&named, id) &&
                     cp_linux_read_of_cpu(reader, id, "/topology/thread_siblings_list",
                                          cores_source, &text, NULL) == CPROBE_OK;
        }
        (void)cp_take_byte(&list, ',');
    }
    return count;
}

// Converts a list that may have other ids to the kernel's ids, by the CPUs on which a process of
// the machine may run. If one of those is online and not in the list, the list does not have the
// kernel's ids.
static cprobe_result renumber(cp_reader *reader, cp_cpus *cpus,
                              cprobe_failure *failure) {
    if (is_kernels(reader, cpus)) {
        return CPROBE_OK;
    }
    const char *status = reader->root.kind == CPROBE_ROOT_LIVE ? "/proc/1/status"
                                                                  : "/proc/self/status";
    cp_span text;
    cp_span allowed = {NULL, 0};
    if (cp_read_once(reader, status, status, &text, NULL) == CPROBE_OK) {
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        (void)cp_status_find_cpus(&lines, &allowed);
    }
    char copy[CP_LIST_BYTES];
    if (allowed.length == 0 || allowed.length > sizeof copy) {
        return CPROBE_OK; // The CPUs on which it may run are unknown.
    }
    memcpy(copy, allowed.bytes, allowed.length);
    allowed.bytes = copy;
    const uint32_t hidden = count_hidden(reader, allowed, cpus->text);
    if (hidden == 0) {
        return CPROBE_OK;
    }
    if (hidden + cp_cpulist_common(allowed, cpus->text) != cpus->count) {
        return cp_fail(failure, CPROBE_NOT_FOUND,
                       "/sys/devices/system/cpu/cpuN of these CPUs", 0, 0);
    }
    memcpy(cpus->list, copy, allowed.length);
    cpus->text = cp_span_make(cpus->list, allowed.length);
    cpus->has_offline = true;
    return CPROBE_OK;
}

cprobe_result cp_linux_copy_cpus(cp_reader *reader, cp_cpus *cpus,
                                 cprobe_failure *failure) {
    uint32_t online = 0;
    const cprobe_result result = copy_any(reader, cpus, &online, failure);
    return result == CPROBE_OK ? renumber(reader, cpus, failure) : result;
}

cprobe_result cp_linux_read_of_cpu(cp_reader *reader, uint64_t id, const char *file,
                                   const char *source, cp_span *text, cprobe_failure *failure) {
    char path[128];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/devices/system/cpu/cpu"));
    cp_build_add_number(&build, id);
    cp_build_add(&build, cp_span_of(file));
    return cp_read_once(reader, path, source, text, failure);
}

// Checks a list of siblings, and returns the first.
static cprobe_result parse_members(cp_span text, const char *source, uint32_t *first,
                                   cprobe_failure *failure) {
    uint32_t count = 0;
    if (cprobe_cpulist_parse(text.bytes, text.length, &count, first, NULL) != CPROBE_OK ||
        count == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    return CPROBE_OK;
}

cprobe_result cp_linux_copy_list(cp_reader *reader, uint64_t id, const char *file,
                                 const char *source, char list[CP_LIST_BYTES], cp_span *text,
                                 uint32_t *first, cprobe_failure *failure) {
    cp_span read;
    cprobe_result result = cp_linux_read_of_cpu(reader, id, file, source, &read, failure);
    if (result == CPROBE_OK) {
        result = parse_members(read, source, first, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    if (read.length > CP_LIST_BYTES) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 1, 0);
    }
    memcpy(list, read.bytes, read.length);
    *text = cp_span_make(list, read.length);
    return CPROBE_OK;
}

bool cp_linux_is_new_unit(cp_named_cpus *named, uint64_t id, uint64_t first, cp_span members) {
    const bool is_new = first < CP_NAMED_CPUS ? !cp_is_named(named, first) : first == id;
    add_names(named, members);
    add_name(named, id);
    return is_new;
}

// The cores, or the packages, counted so far.
typedef struct units {
    const char *file; // In a CPU's directory: the siblings in its core or package.
    const char *source;
    uint32_t count;
    cp_named_cpus named;
    cprobe_failure failure; // Why the count is unknown.
} units;

// Counts the core or package of a CPU at its first listed sibling. A CPU in a sibling list seen
// before needs no read: most are.
static void count_unit(cp_reader *reader, uint64_t id, bool may_be_offline, units *of) {
    if (of->failure.code != CPROBE_OK || cp_is_named(&of->named, id)) {
        return;
    }
    cp_span text;
    uint32_t first = 0;
    cprobe_failure failure;
    cprobe_result result =
        cp_linux_read_of_cpu(reader, id, of->file, of->source, &text, &failure);
    if (result == CPROBE_NOT_FOUND && may_be_offline) {
        return;
    }
    if (result == CPROBE_OK) {
        result = parse_members(text, of->source, &first, &failure);
    }
    if (result != CPROBE_OK) {
        of->failure = failure;
    } else {
        of->count += cp_linux_is_new_unit(&of->named, id, first, text) ? 1 : 0;
    }
}

// Returns the count; 0 if it is unknown, with the failure set.
static uint32_t settle(units *of) {
    if (of->failure.code == CPROBE_OK && of->count == 0) {
        (void)cp_fail(&of->failure, CPROBE_NOT_FOUND, of->source, 0, 0);
    }
    return of->failure.code == CPROBE_OK ? of->count : 0;
}

// Counts each core, and each package, at its first online CPU.
static void count_all(cp_reader *reader, cp_topology *topology, const cp_cpus *cpus) {
    units cores = {.file = "/topology/thread_siblings_list", .source = cores_source};
    units packages = {.file = "/topology/core_siblings_list", .source = packages_source};
    cp_span list = cpus->text;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&list, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            count_unit(reader, id, cpus->has_offline, &cores);
            count_unit(reader, id, cpus->has_offline, &packages);
            if (cores.failure.code != CPROBE_OK && packages.failure.code != CPROBE_OK) {
                break;
            }
        }
        (void)cp_take_byte(&list, ',');
    }
    topology->physical_cores = settle(&cores);
    topology->packages = settle(&packages);
    topology->failures[0] = cores.failure;
    topology->failures[1] = packages.failure;
}

cprobe_result cp_linux_read_online(cp_reader *reader, cp_topology *topology, uint32_t *count,
                                   cprobe_failure *failure) {
    cp_cpus cpus;
    cprobe_result result = copy_any(reader, &cpus, count, failure);
    const uint64_t key = result == CPROBE_OK ? key_of(cpus.text) ^ cpus.has_offline : 0;
    if (key != topology->key || key == 0) {
        cprobe_failure *lost = topology->failures;
        lost[0] = lost[1] = (cprobe_failure){0};
        topology->physical_cores = 0;
        topology->packages = 0;
        if (result == CPROBE_OK && cpus.count > CP_CPUS_READ) {
            (void)cp_fail(lost, CPROBE_TOO_LARGE, cp_cached_path(reader, CP_FILE_ONLINE), 1, 0);
        } else if (result == CPROBE_OK && renumber(reader, &cpus, lost) == CPROBE_OK) {
            count_all(reader, topology, &cpus);
        }
        // Lack of descriptors is temporary; any other failure stays until the set of CPUs changes.
        const bool is_passing =
            lost[0].code == CPROBE_EXHAUSTED || lost[1].code == CPROBE_EXHAUSTED;
        topology->key = is_passing ? 0 : key;
    }
    return *count != 0 ? CPROBE_OK : failure->code;
}

#endif
