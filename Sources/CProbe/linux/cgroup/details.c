#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "../../failure.h"
#include "../../format/cgroup_resources.h"
#include "../../format/cgroup_table.h"
#include "../../include/cprobe/quota_details.h"
#include "../../quota/hierarchy.h"
#include "../../quota/limit.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../collector_state.h"
#include "../huge_pages.h"
#include "files.h"
#include "level.h"

// The kinds of resources.
enum { KINDS = 2 };

// One level while it is read.
typedef struct pass {
    cp_reader *reader;
    const cprobe_quota *quota;
    const cprobe_hierarchy *hierarchy;
    cprobe_quota_details *details;
    cprobe_limit incomplete[KINDS]; // By kind of resource: why a resource may have further limits.
    uint32_t kinds;             // Bits of the kinds of resources that the hierarchy has.
    bool is_apart;              // The hierarchy has only these.
    bool is_true_root;          // The level is the root of a hierarchy apart.
    cprobe_quota_level level;   // Its hierarchy and the length of its path.
    bool is_own;
    int directory;
} pass;

static bool is_v2(const pass *p) {
    return p->hierarchy->version == 2;
}

static bool has(const pass *p, cprobe_controller controller) {
    return (p->hierarchy->controllers >> controller & 1) != 0;
}

// Reads a file. NOT_FOUND if there is none; `failure` otherwise says why it has no text.
static cprobe_result read_text(const pass *p, const char *name, cp_span *text,
                               cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result =
        cp_root_open_file_in(&p->reader->root, p->directory, name, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(p->reader),
                               CP_SCRATCH_BYTES, &length, name, failure);
        cp_close(descriptor);
    }
    failure->source = name;
    *text = cp_span_make(cp_scratch(p->reader), length);
    return result;
}

// Reads a file of one value. A file that cannot be read is UNKNOWN.
static cprobe_file_value read_value(const pass *p, const char *name, uint64_t huge_bytes) {
    cp_span text;
    cp_limit_value number = {0};
    cprobe_failure failure = {0};
    const cprobe_result result = read_text(p, name, &text, &failure);
    if (result == CPROBE_NOT_FOUND) {
        return (cprobe_file_value){0};
    }
    if (result != CPROBE_OK) {
        return (cprobe_file_value){CPROBE_FILE_UNKNOWN, failure, name, 0};
    }
    if (!cp_max_parse(text, &number) || (number.is_limited && number.value > INT64_MAX)) {
        failure = (cprobe_failure){CPROBE_MALFORMED, 1, 0, name};
        return (cprobe_file_value){CPROBE_FILE_UNKNOWN, failure, name, 0};
    }
    if (huge_bytes != 0 && number.is_limited &&
        cp_huge_is_unlimited(number.value, huge_bytes, 0)) {
        number.is_limited = false;
    }
    return (cprobe_file_value){.state = number.is_limited ? CPROBE_FILE_LIMITED
                                                          : CPROBE_FILE_UNLIMITED,
                               .file = name, .value = number.value};
}

// Takes a number of the own cgroup. False if there is none; why is added to the failures.
static bool take_number(const pass *p, const cprobe_file_value *value, uint64_t *number) {
    if (value->state == CPROBE_FILE_UNKNOWN) {
        cp_failures_add(&p->details->failures, value->failure);
    }
    *number = value->value;
    return value->state == CPROBE_FILE_LIMITED;
}

// Reads the line "max" of a file of events.
static bool read_events(const pass *p, const char *name, uint64_t *events_max) {
    cp_span text;
    cprobe_failure failure = {0};
    const cprobe_result result = read_text(p, name, &text, &failure);
    if (result == CPROBE_NOT_FOUND) {
        return false;
    }
    cprobe_cgroup events = {0};
    if (result == CPROBE_OK) {
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        const uint32_t wrong = cp_cgroup_pids_events_parse(&lines, &events);
        if (wrong == 0 && cprobe_has(events.present_fields, CPROBE_CGROUP_PIDS_EVENTS_MAX)) {
            *events_max = events.pids_events_max;
            return true;
        }
        failure = (cprobe_failure){CPROBE_MALFORMED, wrong, 0, name};
    }
    cp_failures_add(&p->details->failures, failure);
    return false;
}

static void read_swap(pass *p) {
    const cprobe_file_value high = read_value(p, "memory.swap.high", 0);
    const cprobe_file_value zswap = read_value(p, "memory.zswap.max", 0);
    cp_limit_add(&p->details->swap_high, &p->level, &high);
    cp_limit_add(&p->details->zswap, &p->level, &zswap);
}

static void read_huge_pages(pass *p) {
    for (uint32_t index = 0; index < p->details->huge_count; index += 1) {
        cprobe_huge_details *huge = &p->details->huge[index];
        const cp_huge_size *size = cp_huge_sizes;
        while (size < cp_huge_sizes + CP_HUGE_SIZES && size->bytes != huge->page_bytes) {
            size += 1;
        }
        if (size == cp_huge_sizes + CP_HUGE_SIZES) {
            continue;
        }
        const char *const *files = is_v2(p) ? size->v2 : size->v1;
        const cprobe_file_value max = read_value(p, files[CP_HUGE_RESERVED_MAX], size->bytes);
        huge->has_reserved_limit = huge->has_reserved_limit || max.state != CPROBE_FILE_ABSENT;
        cp_limit_add(&huge->reserved_limit, &p->level, &max);
        if (!p->is_own) {
            continue;
        }
        const cprobe_file_value reserved = read_value(p, files[CP_HUGE_RESERVED], 0);
        huge->has_reserved = take_number(p, &reserved, &huge->reserved_bytes);
        if (is_v2(p)) {
            huge->has_events_max = read_events(p, files[CP_HUGE_EVENTS], &huge->events_max);
        } else {
            const cprobe_file_value failed = read_value(p, files[CP_HUGE_EVENTS], 0);
            huge->has_events_max = take_number(p, &failed, &huge->events_max);
        }
    }
}

// Finds a resource, or adds it. NULL if there are too many, or its name is too long.
static cprobe_quota_resource *find(pass *p, cprobe_quota_resource_kind kind, cp_span name) {
    cprobe_quota_details *details = p->details;
    for (uint32_t index = 0; index < details->resource_count; index += 1) {
        cprobe_quota_resource *other = &details->resources[index];
        if (other->kind == kind &&
            cp_span_equal(cp_span_make(other->name, other->name_length), name)) {
            return other;
        }
    }
    if (details->resource_count == CPROBE_QUOTA_RESOURCES ||
        name.length > CPROBE_QUOTA_RESOURCE_NAME_BYTES) {
        cp_failures_add(&details->failures,
                        (cprobe_failure){CPROBE_TOO_LARGE, 0, 0, "the resources of the cgroup"});
        return NULL;
    }
    cprobe_quota_resource *added = &details->resources[details->resource_count];
    details->resource_count += 1;
    *added = (cprobe_quota_resource){.kind = kind, .limit = cp_limit_none};
    memcpy(added->name, name.bytes, name.length);
    added->name_length = (uint32_t)name.length;
    return added;
}

// The files of a kind of resource.
typedef struct files {
    const char *max, *current, *events;
} files;

static const files names[KINDS] = {
    [CPROBE_QUOTA_RESOURCE_RDMA] = {"rdma.max", "rdma.current", NULL},
    [CPROBE_QUOTA_RESOURCE_MISC] = {"misc.max", "misc.current", "misc.events"},
};

// Sets a number of a resource, of the file with this name.
static void set(pass *p, cprobe_quota_resource_kind kind, cp_span resource, const char *file,
                cp_limit_value number) {
    cprobe_quota_resource *found = find(p, kind, resource);
    if (found == NULL) {
        return;
    }
    if (file == names[kind].max) {
        const cprobe_file_value value = {.state = number.is_limited ? CPROBE_FILE_LIMITED
                                                                    : CPROBE_FILE_UNLIMITED,
                                         .file = file, .value = number.value};
        cp_limit_add(&found->limit, &p->level, &value);
    } else if (file == names[kind].current) {
        found->has_current = number.is_limited; // "max" is no usage.
        found->current = number.value;
    } else {
        found->has_events_max = true;
        found->events_max = number.value;
    }
}

static bool is_right(cp_limit_value number) {
    return !number.is_limited || number.value <= INT64_MAX;
}

// Takes a line of rdma.max or rdma.current.
static bool take_rdma(pass *p, cp_span line, cp_line_end end, const char *file) {
    static const char *const kinds[CP_RDMA_RESOURCES] = {" hca_handle", " hca_object"};
    cp_span device;
    cp_limit_value numbers[CP_RDMA_RESOURCES];
    if (!cp_rdma_parse(line, end, &device, numbers)) {
        return false;
    }
    for (unsigned index = 0; index < CP_RDMA_RESOURCES; index += 1) {
        char name[256];
        cp_build build = {name, sizeof name, 0, false};
        cp_build_add(&build, device);
        cp_build_add(&build, cp_span_of(kinds[index]));
        if (build.is_full || !is_right(numbers[index])) {
            return false;
        }
        set(p, CPROBE_QUOTA_RESOURCE_RDMA, cp_span_make(name, build.length), file,
            numbers[index]);
    }
    return true;
}

// Takes a line of misc.max, misc.current or misc.events.
static bool take_misc(pass *p, cp_span line, cp_line_end end, const char *file) {
    cp_span name = {0};
    cp_limit_value number = {.is_limited = true};
    const bool is_parsed = file == names[CPROBE_QUOTA_RESOURCE_MISC].events
                               ? cp_misc_events_parse(line, end, &name, &number.value)
                               : cp_misc_parse(line, end, &name, &number);
    if (!is_parsed || !is_right(number)) {
        return false;
    }
    if (name.length != 0) {
        set(p, CPROBE_QUOTA_RESOURCE_MISC, name, file, number);
    }
    return true;
}

static void read_resources(pass *p, cprobe_quota_resource_kind kind, const char *file) {
    const bool is_limit = file == names[kind].max;
    cp_span text;
    cprobe_failure failure = {0};
    const cprobe_result result = read_text(p, file, &text, &failure);
    if (result == CPROBE_NOT_FOUND) {
        return;
    }
    if (result == CPROBE_OK) {
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        cp_span line;
        cp_line_end end;
        while (cp_lines_next(&lines, &line, &end)) {
            const bool is_taken = kind == CPROBE_QUOTA_RESOURCE_RDMA
                                      ? take_rdma(p, line, end, file)
                                      : take_misc(p, line, end, file);
            if (!is_taken && failure.code == CPROBE_OK) {
                failure = (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, file};
            }
        }
    }
    if (failure.code == CPROBE_OK) {
        return;
    }
    cp_failures_add(&p->details->failures, failure);
    if (is_limit) {
        cp_limit_doubt(&p->incomplete[kind], CPROBE_REASON_LEVEL, failure);
    }
}

// Records that some level of the hierarchy could not be read.
static void set_incomplete(pass *p, cprobe_limit_reason reason, cprobe_failure failure) {
    cprobe_quota_details *details = p->details;
    for (unsigned kind = 0; kind < KINDS; kind += 1) {
        if ((p->kinds >> kind & 1) != 0) {
            cp_limit_doubt(&p->incomplete[kind], reason, failure);
        }
    }
    if (is_v2(p) && has(p, CPROBE_CONTROLLER_MEMORY)) {
        cp_limit_doubt(&details->swap_high, reason, failure);
        cp_limit_doubt(&details->zswap, reason, failure);
    }
    for (uint32_t index = 0; has(p, CPROBE_CONTROLLER_HUGETLB) && index < details->huge_count;
         index += 1) {
        cp_limit_doubt(&details->huge[index].reserved_limit, reason, failure);
    }
}

static void read_files(pass *p) {
    if (is_v2(p) && has(p, CPROBE_CONTROLLER_MEMORY)) {
        p->details->has_memory = true;
        read_swap(p);
    }
    if (p->is_own && has(p, CPROBE_CONTROLLER_PIDS)) {
        p->details->has_pids_events_max =
            read_events(p, "pids.events", &p->details->pids_events_max);
    }
    if (has(p, CPROBE_CONTROLLER_HUGETLB)) {
        read_huge_pages(p);
    }
    for (unsigned kind = 0; kind < KINDS; kind += 1) {
        if ((p->kinds >> kind & 1) == 0) {
            continue;
        }
        read_resources(p, (cprobe_quota_resource_kind)kind, names[kind].max);
        if (p->is_own) {
            read_resources(p, (cprobe_quota_resource_kind)kind, names[kind].current);
        }
        if (p->is_own && names[kind].events != NULL) {
            read_resources(p, (cprobe_quota_resource_kind)kind, names[kind].events);
        }
    }
}

// Reads one level. False if the own cgroup is not in a hierarchy apart.
static bool read_level(pass *p) {
    static const char source[] = "the directory of the cgroup";
    char path[CPROBE_PATH_BYTES];
    cprobe_failure failure = {CPROBE_TOO_LARGE, 0, 0, source};
    const size_t length = cprobe_quota_path(p->quota, p->level.hierarchy, p->level.path_length,
                                            NULL, path, sizeof path - 1);
    cprobe_result result = CPROBE_TOO_LARGE;
    p->directory = -1;
    if (length < sizeof path - 1) {
        path[length] = '\0';
        result = cp_root_open_mounted(&p->reader->root, path, source, &p->directory, &failure);
    }
    if (result == CPROBE_OK &&
        !cp_cgroup_is_in_mount(&p->reader->root, p->hierarchy, p->directory)) {
        result = cp_fail(&failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    if (p->is_apart && p->is_own && result == CPROBE_NOT_FOUND) {
        return false;
    }
    if (result == CPROBE_OK) {
        bool is_known = true;
        const bool may_be_root = p->is_apart && p->level.path_length == 0 &&
                                 p->hierarchy->root_length == 0;
        p->is_true_root = may_be_root && cp_cgroup_is_v1_root(p->directory, &is_known) && is_known;
        read_files(p);
    } else {
        set_incomplete(p, CPROBE_REASON_LEVEL, failure);
        if (p->is_own) { // Its numbers are absent, too.
            p->details->has_memory = p->details->has_memory ||
                                     (is_v2(p) && has(p, CPROBE_CONTROLLER_MEMORY));
            cp_failures_add(&p->details->failures, failure);
        }
    }
    cp_close(p->directory);
    return true;
}

// Reads every level of a hierarchy, from the own cgroup up to the root of its mount.
static void read_levels(pass *p, const cprobe_hierarchy *hierarchy, uint32_t index) {
    p->hierarchy = hierarchy;
    p->is_true_root = false;
    // The quota itself has looked for the root of a hierarchy that is not apart.
    if (!p->is_apart && hierarchy->reason != CPROBE_REASON_NONE) {
        set_incomplete(p, hierarchy->reason, hierarchy->failure);
    }
    uint32_t length = hierarchy->path_length == 1 ? 0 : hierarchy->path_length;
    for (p->is_own = true; hierarchy->mounted; p->is_own = false) {
        p->level = (cprobe_quota_level){.hierarchy = index, .path_length = length};
        if (!read_level(p) || length <= hierarchy->root_length) {
            break;
        }
        length = cp_hierarchy_above(&p->quota->hierarchies, hierarchy, length);
    }
    if (p->is_apart && hierarchy->reason != CPROBE_REASON_NONE && !p->is_true_root) {
        set_incomplete(p, hierarchy->reason, hierarchy->failure);
    }
}

// The kind of resource of each hierarchy apart. The one of cpuacct has none.
static uint32_t kinds_of(unsigned apart) {
    return apart == CPROBE_APART_RDMA   ? 1u << CPROBE_QUOTA_RESOURCE_RDMA
           : apart == CPROBE_APART_MISC ? 1u << CPROBE_QUOTA_RESOURCE_MISC
                                        : 0;
}

// Reads every hierarchy. A controller of v1 is not one of v2.
static void read_hierarchies(pass *p) {
    const cprobe_hierarchies *all = &p->quota->hierarchies;
    uint32_t kinds = (1u << KINDS) - 1;
    p->is_apart = true;
    for (unsigned apart = 0; apart < CPROBE_HIERARCHIES_APART; apart += 1) {
        const cprobe_hierarchy *hierarchy = &all->apart[apart];
        p->kinds = kinds_of(apart);
        if (hierarchy->version != 0 && p->kinds != 0) {
            kinds &= ~p->kinds;
            read_levels(p, hierarchy, CPROBE_HIERARCHY_ACCOUNTING + apart);
        }
    }
    p->is_apart = false;
    for (uint32_t index = 0; index < all->count; index += 1) {
        p->kinds = all->items[index].version == 2 ? kinds : 0;
        read_levels(p, &all->items[index], index);
    }
}

static void finish(pass *p) {
    cprobe_quota_details *details = p->details;
    cp_limit_settle(&details->swap_high);
    cp_limit_settle(&details->zswap);
    for (uint32_t index = 0; index < details->huge_count; index += 1) {
        cp_limit_settle(&details->huge[index].reserved_limit);
    }
    for (uint32_t index = 0; index < details->resource_count; index += 1) {
        cprobe_quota_resource *resource = &details->resources[index];
        const cprobe_limit *why = &p->incomplete[resource->kind];
        if (why->reason != CPROBE_REASON_NONE) {
            cp_limit_doubt(&resource->limit, why->reason, why->failure);
        }
        cp_limit_settle(&resource->limit);
    }
}

cprobe_result cprobe_quota_details_read(cprobe_collector *collector, const cprobe_quota *quota,
                                        cprobe_quota_details *details, cprobe_failure *failure) {
    if (collector == NULL || quota == NULL || details == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    pass p = {.reader = &cp_collector_of(collector)->reader, .quota = quota, .details = details,
              .directory = -1};
    details->swap_high = cp_limit_none;
    details->zswap = cp_limit_none;
    details->has_memory = false;
    details->has_pids_events_max = false;
    details->pids_events_max = 0;
    details->resource_count = 0;
    details->failures = (cprobe_failures){0};
    details->huge_count = quota->hugetlb_count;
    for (uint32_t index = 0; index < quota->hugetlb_count; index += 1) {
        details->huge[index] = (cprobe_huge_details){
            .page_bytes = quota->hugetlb[index].page_bytes, .reserved_limit = cp_limit_none};
    }
    read_hierarchies(&p);
    finish(&p);
    return CPROBE_OK;
}

#endif
