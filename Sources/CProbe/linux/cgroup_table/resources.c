#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "resources.h"

#include "../../failure.h"
#include "../../format/cgroup_resources.h"
#include "../../format/cgroup_table.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../huge_pages.h"

// Reads a file; its name is constant text, the source of its failures.
static cprobe_result read_text(const cp_table_subject *s, const char *name, cp_span *text) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_root_open_file_in(&s->reader->root, s->directory, name, &descriptor, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(s->reader),
                               CP_SCRATCH_BYTES, &length, name, &failure);
        cp_close(descriptor);
    }
    failure.source = name;
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND && result != CPROBE_GONE) {
        cp_failures_add(&s->item->failures, failure);
    }
    *text = cp_span_make(cp_scratch(s->reader), length);
    return result;
}

static void add_malformed(const cp_table_subject *s, const char *source, uint32_t line) {
    cp_failures_add(&s->item->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, source});
}

static cp_span name_of(const cprobe_cgroup_list *list, const cprobe_cgroup_resource *resource) {
    return cp_span_make(list->text + resource->name_offset, resource->name_length);
}

// Finds a resource of the cgroup, or adds it. NULL if it does not fit.
static cprobe_cgroup_resource *find(const cp_table_subject *s, cprobe_cgroup_resource_kind kind,
                                    cp_span name) {
    cprobe_cgroup_list *list = s->list;
    cprobe_cgroup *item = s->item;
    if (list->resource_capacity == 0) {
        return NULL; // The caller wants none.
    }
    const size_t end = item->first_resource + item->resource_count;
    for (size_t index = item->first_resource; index < end && index < list->resource_capacity;
         index += 1) {
        cprobe_cgroup_resource *other = &list->resources[index];
        if (other->kind == kind && cp_span_equal(name_of(list, other), name)) {
            return other;
        }
    }
    const size_t offset = list->text_length;
    const bool fits_text = name.length <= list->text_capacity &&
                           offset <= list->text_capacity - name.length;
    cprobe_cgroup_resource *added = list->resource_count < list->resource_capacity
                                        ? &list->resources[list->resource_count]
                                        : NULL;
    list->resource_count += 1;
    list->text_length += name.length;
    item->resource_count += 1;
    if (added != NULL) {
        // The next file of the cgroup compares the names of all its elements.
        *added = (cprobe_cgroup_resource){.kind = kind};
    }
    if (added == NULL || !fits_text) {
        return NULL;
    }
    memcpy(list->text + offset, name.bytes, name.length);
    added->name_offset = (uint32_t)offset;
    added->name_length = (uint32_t)name.length;
    return added;
}

// Sets a number of a resource, or the absence of its limit. False: too large.
static bool set(cprobe_cgroup_resource *resource, cprobe_cgroup_resource_field field,
                cp_limit_value number) {
    if (number.is_limited && number.value > INT64_MAX) {
        return false;
    }
    if (resource == NULL) {
        return true;
    }
    uint64_t *const members[] = {&resource->current, &resource->max, &resource->events_max,
                                 &resource->reserved, &resource->reserved_max};
    if (number.is_limited) {
        *members[field] = number.value;
        cprobe_set(&resource->present_fields, field);
    } else {
        cprobe_set(&resource->unlimited_fields, field);
    }
    return true;
}

static const cprobe_cgroup_resource_field size_fields[CP_HUGE_FILES] = {
    [CP_HUGE_MAX] = CPROBE_CGROUP_RESOURCE_MAX,
    [CP_HUGE_CURRENT] = CPROBE_CGROUP_RESOURCE_CURRENT,
    [CP_HUGE_EVENTS] = CPROBE_CGROUP_RESOURCE_EVENTS_MAX,
    [CP_HUGE_RESERVED] = CPROBE_CGROUP_RESOURCE_RESERVED,
    [CP_HUGE_RESERVED_MAX] = CPROBE_CGROUP_RESOURCE_RESERVED_MAX};

static bool take_size(const cp_table_subject *s, cp_span text, cprobe_cgroup_resource_field field,
                      uint64_t bytes, cp_limit_value *number) {
    const bool is_v2 = s->hierarchy->version == 2;
    if (is_v2 && field == CPROBE_CGROUP_RESOURCE_EVENTS_MAX) {
        cprobe_cgroup events = {0}; // "max 12", as in pids.events.
        cp_lines lines = cp_lines_of(text.bytes, text.length);
        const bool is_right = cp_cgroup_pids_events_parse(&lines, &events) == 0 &&
                              cprobe_has(events.present_fields, CPROBE_CGROUP_PIDS_EVENTS_MAX);
        *number = (cp_limit_value){true, events.pids_events_max};
        return is_right;
    }
    if (!cp_max_parse(text, number)) {
        return false;
    }
    if (number->is_limited &&
        cp_huge_is_unlimited(number->value, bytes, s->machine->page_bytes)) {
        *number = (cp_limit_value){0};
    }
    return true;
}

static void read_huge_pages(const cp_table_subject *s) {
    const bool is_v2 = s->hierarchy->version == 2;
    for (size_t index = 0; index < CP_HUGE_SIZES; index += 1) {
        const cp_huge_size *size = &cp_huge_sizes[index];
        for (size_t file = 0; file < CP_HUGE_FILES; file += 1) {
            const char *name = is_v2 ? size->v2[file] : size->v1[file];
            cp_span text;
            cp_limit_value number = {0};
            if (read_text(s, name, &text) != CPROBE_OK) {
                if (file == 0) {
                    break;
                }
                continue;
            }
            if (!take_size(s, text, size_fields[file], size->bytes, &number) ||
                !set(find(s, CPROBE_CGROUP_RESOURCE_HUGETLB, cp_span_of(size->name)),
                     size_fields[file], number)) {
                add_malformed(s, name, 1);
            }
        }
    }
}

static void read_rdma(const cp_table_subject *s, const char *file,
                      cprobe_cgroup_resource_field field) {
    cp_span text;
    if (read_text(s, file, &text) != CPROBE_OK) {
        return;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        static const char *const names[CP_RDMA_RESOURCES] = {" hca_handle", " hca_object"};
        cp_span device;
        cp_limit_value numbers[CP_RDMA_RESOURCES];
        bool is_right = cp_rdma_parse(line, end, &device, numbers);
        for (unsigned index = 0; is_right && index < CP_RDMA_RESOURCES; index += 1) {
            char name[256];
            cp_build build = {name, sizeof name, 0, false};
            cp_build_add(&build, device);
            cp_build_add(&build, cp_span_of(names[index]));
            is_right = !build.is_full &&
                       set(find(s, CPROBE_CGROUP_RESOURCE_RDMA, cp_span_of(name)), field,
                           numbers[index]);
        }
        if (!is_right) {
            add_malformed(s, file, lines.number);
        }
    }
}

static void read_misc(const cp_table_subject *s, const char *file,
                      cprobe_cgroup_resource_field field) {
    cp_span text;
    if (read_text(s, file, &text) != CPROBE_OK) {
        return;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_span name = {0};
        cp_limit_value number = {.is_limited = true};
        const bool is_parsed = field == CPROBE_CGROUP_RESOURCE_EVENTS_MAX
                                   ? cp_misc_events_parse(line, end, &name, &number.value)
                                   : cp_misc_parse(line, end, &name, &number);
        if (!is_parsed || (name.length != 0 &&
                           !set(find(s, CPROBE_CGROUP_RESOURCE_MISC, name), field, number))) {
            add_malformed(s, file, lines.number);
        }
    }
}

// Reads all of memory.stat. On v1 only the totals include the descendants.
static void read_memory_stat(const cp_table_subject *s) {
    static const char file[] = "memory.stat";
    cp_span text;
    if (read_text(s, file, &text) != CPROBE_OK) {
        return;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_span name;
        cp_limit_value number = {.is_limited = true};
        if (!cp_memory_stat_line_parse(line, end, &name, &number.value) ||
            number.value > INT64_MAX) {
            add_malformed(s, file, lines.number);
        } else if (s->hierarchy->version == 2 || cp_take_text(&name, "total_")) {
            (void)set(find(s, CPROBE_CGROUP_RESOURCE_MEMORY, name),
                      CPROBE_CGROUP_RESOURCE_CURRENT, number);
        }
    }
}

static bool has_memory_stat(const cp_table_subject *s, uint32_t controllers) {
    return (s->details & CPROBE_CGROUP_DETAIL_MEMORY_STAT) != 0 &&
           (controllers >> CPROBE_CONTROLLER_MEMORY & 1) != 0;
}

static bool has_huge_pages(const cp_table_subject *s, uint32_t controllers) {
    return (s->details & CPROBE_CGROUP_DETAIL_HUGETLB) != 0 &&
           (controllers >> CPROBE_CONTROLLER_HUGETLB & 1) != 0;
}

// Moves the resources of a cgroup, which another hierarchy has added, behind all others: those of
// this hierarchy follow. Their former elements belong to no cgroup any more.
static void move_behind(cprobe_cgroup_list *list, cprobe_cgroup *item) {
    const size_t first = list->resource_count;
    for (size_t index = 0; index < item->resource_count; index += 1) {
        if (first + index < list->resource_capacity) {
            list->resources[first + index] = list->resources[item->first_resource + index];
        }
    }
    item->first_resource = (uint32_t)first;
    list->resource_count += item->resource_count;
}

bool cp_table_has_resources(const cp_table_subject *s) {
    return has_huge_pages(s, s->hierarchy->controllers) ||
           has_memory_stat(s, s->hierarchy->controllers) || (s->details & s->resources) != 0;
}

void cp_table_read_resources(const cp_table_subject *s) {
    cprobe_cgroup *item = s->item;
    if (item->resource_count == 0) {
        item->first_resource = (uint32_t)s->list->resource_count;
    } else if (item->first_resource + item->resource_count != s->list->resource_count) {
        move_behind(s->list, item);
    }
    if (has_huge_pages(s, item->controllers & s->hierarchy->controllers)) {
        read_huge_pages(s);
    }
    const uint32_t details = s->details & s->resources;
    if ((details & CPROBE_CGROUP_DETAIL_RDMA) != 0) {
        read_rdma(s, "rdma.max", CPROBE_CGROUP_RESOURCE_MAX);
        read_rdma(s, "rdma.current", CPROBE_CGROUP_RESOURCE_CURRENT);
    }
    if ((details & CPROBE_CGROUP_DETAIL_MISC) != 0) {
        read_misc(s, "misc.max", CPROBE_CGROUP_RESOURCE_MAX);
        read_misc(s, "misc.current", CPROBE_CGROUP_RESOURCE_CURRENT);
        read_misc(s, "misc.events", CPROBE_CGROUP_RESOURCE_EVENTS_MAX);
    }
    if (has_memory_stat(s, item->controllers & s->hierarchy->controllers)) {
        read_memory_stat(s);
    }
}

#endif
