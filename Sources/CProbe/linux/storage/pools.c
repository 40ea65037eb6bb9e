#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "pools.h"

#include "../../failure.h"
#include "../../fields/fields.h"
#include "../../format/block_device.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../../text/number.h"
#include "../../text/sort.h"
#include "files.h"

static const char btrfs_path[] = "/sys/fs/btrfs";
static const char btrfs_prefix[] = "/sys/fs/btrfs/";
static const char devices[] = "/sys/fs/btrfs/UUID/devices";
static const char devinfo[] = "/sys/fs/btrfs/UUID/devinfo";

bool cp_storage_arc_read(cp_reader *reader, cprobe_arc *arc, cprobe_failures *failures) {
    static const char path[] = "/proc/spl/kstat/zfs/arcstats";
    int descriptor = -1;
    size_t length = 0;
    cprobe_failure failure;
    cprobe_result result =
        cp_root_open_file(&reader->root, path, path, &descriptor, &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_BY_RECORD, cp_scratch(reader),
                               CP_SCRATCH_BYTES, &length, path, &failure);
        cp_close(descriptor);
    }
    if (result == CPROBE_OK) {
        result = cprobe_arcstats_parse(cp_scratch(reader), length, arc, &failure);
    }
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(failures, failure);
    }
    return result == CPROBE_OK;
}

typedef struct reading {
    cp_reader *reader;
    cprobe_storage_lists *lists;
    cprobe_btrfs *file_system; // That is being read.
    bool has_more, has_more_names, has_more_devices; // Than are listed.
} reading;

// Reads the two rows of one kind of data: its size and the used part.
static void read_allocation(const reading *r, const char *directory, unsigned first) {
    cprobe_btrfs *file_system = r->file_system;
    cp_storage_files files = {r->reader, -1, &file_system->failure};
    const cp_span uuid = cp_span_make(file_system->uuid.bytes, file_system->uuid.length);
    if (cp_storage_open(&files, btrfs_prefix, uuid, directory,
                        "/sys/fs/btrfs/UUID/allocation")) {
        for (unsigned field = first; field <= first + 1; field += 1) {
            cp_storage_read_row(&files, &cp_btrfs_fields[field], file_system,
                                &file_system->present_fields);
        }
        cp_storage_close(&files);
    }
}

static cp_build path_of(const cprobe_btrfs *file_system, char *path, size_t capacity,
                        const char *suffix) {
    cp_build build = {path, capacity, 0, false};
    cp_build_add(&build, cp_span_of(btrfs_prefix));
    cp_build_add(&build, cp_span_make(file_system->uuid.bytes, file_system->uuid.length));
    cp_build_add(&build, cp_span_of(suffix));
    return build;
}

static void add_name(void *context, cp_span name) {
    reading *r = context;
    r->file_system->lower_count += cp_storage_add_lower(r->lists, name, &r->has_more_names) ? 1 : 0;
}

static void read_device(const reading *r, cp_span id, cprobe_btrfs_device *device) {
    static const char errors[] = "/sys/fs/btrfs/UUID/devinfo/ID/error_stats";
    char suffix[64];
    cp_build build = {suffix, sizeof suffix, 0, false};
    cp_build_add(&build, cp_span_of("/devinfo/"));
    cp_build_add(&build, id);
    cp_storage_files files = {r->reader, -1, &device->failure};
    const cp_span uuid =
        cp_span_make(r->file_system->uuid.bytes, r->file_system->uuid.length);
    if (!cp_storage_open(&files, btrfs_prefix, uuid, suffix, "/sys/fs/btrfs/UUID/devinfo/ID")) {
        return;
    }
    cp_span text;
    cprobe_failure failure;
    cp_storage_read_row(&files, &cp_btrfs_device_fields[CPROBE_BTRFS_DEVICE_MISSING], device,
                        &device->present_fields);
    if (cp_storage_read(&files, errors, &text) &&
        cprobe_btrfs_errors_parse(text.bytes, text.length, device, &failure) != CPROBE_OK) {
        cp_storage_fail(&files, failure.code, failure.source);
    }
    cp_storage_close(&files);
}

static void add_device(void *context, cp_span name) {
    reading *r = context;
    cprobe_storage_lists *lists = r->lists;
    cprobe_btrfs_device device = {0};
    if (!cp_parse_u64(name, &device.id)) {
        return;
    }
    if (lists->btrfs_device_count == CPROBE_LOWER_DEVICES_LISTED) {
        r->has_more_devices = true;
        return;
    }
    if (lists->btrfs_device_count < lists->btrfs_device_capacity) {
        read_device(r, name, &device);
        lists->btrfs_devices[lists->btrfs_device_count] = device;
    }
    lists->btrfs_device_count += 1;
    r->file_system->device_count += 1;
}

static int compare_names(const void *first, const void *second) {
    const cprobe_lower_device *a = first;
    const cprobe_lower_device *b = second;
    return cp_block_name_compare(cp_span_make(a->name, a->name_length),
                                 cp_span_make(b->name, b->name_length));
}

static int compare_devices(const void *first, const void *second) {
    const cprobe_btrfs_device *a = first;
    const cprobe_btrfs_device *b = second;
    return a->id < b->id ? -1 : a->id > b->id ? 1 : 0;
}

static int compare_file_systems(const void *first, const void *second) {
    const cprobe_btrfs *a = first;
    const cprobe_btrfs *b = second;
    return cp_block_name_compare(cp_span_make(a->uuid.bytes, a->uuid.length),
                                 cp_span_make(b->uuid.bytes, b->uuid.length));
}

// Calls `body` with each name in a directory of the file system, which not every kernel has.
static void list(reading *r, const char *suffix, const char *source, cp_storage_body body) {
    char path[CPROBE_STORAGE_TEXT_BYTES + 32];
    cprobe_failure failure = {CPROBE_TOO_LARGE, 0, 0, source};
    const bool is_listed =
        !path_of(r->file_system, path, sizeof path, suffix).is_full &&
        cp_storage_list(r->reader, path, source, body, r, &failure);
    if (!is_listed && failure.code != CPROBE_NOT_FOUND && failure.code != CPROBE_GONE &&
        r->file_system->failure.code == CPROBE_OK) {
        r->file_system->failure = failure;
    }
}

// Lists the devices twice: by name, and by the id that btrfs has for each. No file connects the
// two.
static void read_devices(reading *r) {
    cprobe_storage_lists *lists = r->lists;
    cprobe_btrfs *file_system = r->file_system;
    file_system->first_lower = lists->lower_count;
    file_system->first_device = lists->btrfs_device_count;
    list(r, "/devices", devices, add_name);
    list(r, "/devinfo", devinfo, add_device);
    if (lists->lower_count <= lists->lower_capacity && file_system->lower_count != 0) {
        cp_sort(&lists->lower[file_system->first_lower], file_system->lower_count,
                sizeof *lists->lower, compare_names);
    }
    if (lists->btrfs_device_count <= lists->btrfs_device_capacity &&
        file_system->device_count != 0) {
        cp_sort(&lists->btrfs_devices[file_system->first_device], file_system->device_count,
                sizeof *lists->btrfs_devices, compare_devices);
    }
}

// A uuid has a minus; "features" and "debug" have none.
static void add_file_system(void *context, cp_span name) {
    reading *r = context;
    cprobe_storage_lists *lists = r->lists;
    cprobe_btrfs file_system = {0};
    if (memchr(name.bytes, '-', name.length) == NULL ||
        !cp_storage_text_copy(name, &file_system.uuid)) {
        return;
    }
    if (lists->btrfs_count == CPROBE_BTRFS_LISTED) {
        r->has_more = true;
        return;
    }
    r->file_system = &file_system;
    cp_storage_files files = {r->reader, -1, &file_system.failure};
    if (cp_storage_open(&files, btrfs_prefix, name, "", "/sys/fs/btrfs/UUID")) {
        cp_storage_read_text(&files, "/sys/fs/btrfs/UUID/label", &file_system.label);
        cp_storage_close(&files);
    }
    read_allocation(r, "/allocation/data", CPROBE_BTRFS_DATA_TOTAL);
    read_allocation(r, "/allocation/metadata", CPROBE_BTRFS_METADATA_TOTAL);
    read_allocation(r, "/allocation/system", CPROBE_BTRFS_SYSTEM_TOTAL);
    read_allocation(r, "/allocation/mixed", CPROBE_BTRFS_MIXED_TOTAL);
    read_devices(r);
    if (lists->btrfs_count < lists->btrfs_capacity) {
        lists->btrfs[lists->btrfs_count] = file_system;
    }
    lists->btrfs_count += 1;
}

void cp_storage_btrfs_read(cp_reader *reader, cprobe_storage_lists *lists,
                           cprobe_failures *failures) {
    reading r = {.reader = reader, .lists = lists};
    cprobe_failure failure = {0};
    lists->btrfs_count = 0;
    lists->btrfs_device_count = 0;
    if (!cp_storage_list(reader, btrfs_path, btrfs_path, add_file_system, &r, &failure) &&
        failure.code != CPROBE_NOT_FOUND) {
        cp_failures_add(failures, failure);
    }
    cp_storage_report_end(r.has_more, btrfs_path, failures);
    cp_storage_report_end(r.has_more_names, devices, failures);
    cp_storage_report_end(r.has_more_devices, devinfo, failures);
    if (lists->btrfs_count <= lists->btrfs_capacity) {
        cp_sort(lists->btrfs, lists->btrfs_count, sizeof *lists->btrfs, compare_file_systems);
    }
}

#endif
