#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "arrays.h"

#include "../../fields/fields.h"
#include "../../format/block_device.h"
#include "../../text/build.h"
#include "../../text/sort.h"
#include "files.h"

static const char block[] = "/sys/block/";
static const char md[] = "/sys/block/mdN/md";

typedef struct reading {
    cp_reader *reader;
    cprobe_storage_lists *lists;
    cprobe_md_array *array; // That is being read.
    bool has_more;          // Members than are listed.
} reading;

static void read_member(reading *r, cp_span directory, cprobe_md_member *member) {
    char suffix[CPROBE_BLOCK_NAME_BYTES + 16];
    cp_build build = {suffix, sizeof suffix, 0, false};
    cp_build_add(&build, cp_span_of("/md/"));
    cp_build_add(&build, directory);
    cp_storage_files files = {r->reader, -1, &member->failure};
    if (!cp_storage_open(&files, block, cp_span_make(r->array->name, r->array->name_length),
                         suffix, "/sys/block/mdN/md/dev-NAME")) {
        return;
    }
    cp_span text;
    cprobe_failure failure;
    cp_storage_read_row(&files, &cp_md_member_fields[CPROBE_MD_MEMBER_SLOT], member,
                        &member->present_fields);
    cp_storage_read_row(&files, &cp_md_member_fields[CPROBE_MD_MEMBER_ERRORS], member,
                        &member->present_fields);
    if (cp_storage_read(&files, "/sys/block/mdN/md/dev-NAME/state", &text) &&
        cprobe_md_member_parse(text.bytes, text.length, member, &failure) != CPROBE_OK) {
        cp_storage_fail(&files, failure.code, failure.source);
    }
    cp_storage_close(&files);
}

static void add_member(void *context, cp_span name) {
    reading *r = context;
    cprobe_storage_lists *lists = r->lists;
    cprobe_md_member member = {0};
    const cp_span directory = name;
    if (!cp_take_text(&name, "dev-") ||
        !cp_storage_name_copy(name, member.name, &member.name_length)) {
        return;
    }
    if (lists->member_count == CPROBE_LOWER_DEVICES_LISTED) {
        r->has_more = true;
        return;
    }
    if (lists->member_count < lists->member_capacity) {
        read_member(r, directory, &member);
        lists->members[lists->member_count] = member;
    }
    lists->member_count += 1;
    r->array->member_count += 1;
}

static int compare_members(const void *first, const void *second) {
    const cprobe_md_member *a = first;
    const cprobe_md_member *b = second;
    return cp_block_name_compare(cp_span_make(a->name, a->name_length),
                                 cp_span_make(b->name, b->name_length));
}

static void read_members(reading *r) {
    cprobe_storage_lists *lists = r->lists;
    char path[CPROBE_BLOCK_NAME_BYTES + 32];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(block));
    cp_build_add(&build, cp_span_make(r->array->name, r->array->name_length));
    cp_build_add(&build, cp_span_of("/md"));
    cprobe_failure failure = {0};
    r->array->first_member = lists->member_count;
    if (!cp_storage_list(r->reader, path, md, add_member, r, &failure) &&
        r->array->failure.code == CPROBE_OK) {
        r->array->failure = failure;
    }
    if (lists->member_count <= lists->member_capacity && r->array->member_count != 0) {
        cp_sort(&lists->members[r->array->first_member], r->array->member_count,
                sizeof *lists->members, compare_members);
    }
}

static void read_array(const cp_storage_files *files, cprobe_md_array *array) {
    cp_span text;
    cprobe_failure failure;
    cp_storage_read_text(files, "/sys/block/mdN/md/level", &array->level);
    cp_storage_read_text(files, "/sys/block/mdN/md/metadata_version", &array->metadata);
    cp_storage_read_text(files, "/sys/block/mdN/md/array_state", &array->state);
    cp_storage_read_text(files, "/sys/block/mdN/md/sync_action", &array->sync_action);
    for (unsigned field = CPROBE_MD_RAID_DISKS; field <= CPROBE_MD_MISMATCH; field += 1) {
        if (field != CPROBE_MD_SYNC_DONE && field != CPROBE_MD_SYNC_TOTAL) {
            cp_storage_read_row(files, &cp_md_array_fields[field], array,
                                &array->present_fields);
        }
    }
    if (cp_storage_read(files, "/sys/block/mdN/md/sync_completed", &text) &&
        cprobe_md_sync_parse(text.bytes, text.length, array, &failure) != CPROBE_OK) {
        cp_storage_fail(files, failure.code, failure.source);
    }
}

void cp_storage_arrays_read(cp_reader *reader, cprobe_storage_lists *lists,
                            cprobe_failures *failures) {
    reading r = {.reader = reader, .lists = lists};
    lists->array_count = 0;
    lists->member_count = 0;
    for (size_t index = 0; index < lists->device_count; index += 1) {
        const cprobe_block_device *device = &lists->devices[index];
        const cp_span name = cp_span_make(device->name, device->name_length);
        cprobe_md_array array = {0};
        cp_storage_files files = {reader, -1, &array.failure};
        if (device->type != CPROBE_BLOCK_ARRAY ||
            !cp_storage_open(&files, block, name, "/md", md)) {
            continue;
        }
        r.array = &array;
        (void)cp_storage_name_copy(name, array.name, &array.name_length);
        read_array(&files, &array);
        cp_storage_close(&files);
        read_members(&r);
        if (lists->array_count < lists->array_capacity) {
            lists->arrays[lists->array_count] = array;
        }
        lists->array_count += 1;
    }
    cp_storage_report_end(r.has_more, md, failures);
}

#endif
