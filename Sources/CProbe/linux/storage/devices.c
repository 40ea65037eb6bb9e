#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "devices.h"

#include <stddef.h>

#include "../../failure.h"
#include "../../fields/fields.h"
#include "../../format/block_device.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../../text/sort.h"
#include "files.h"

static const char block[] = "/sys/block";
static const char block_prefix[] = "/sys/block/";
static const char slaves[] = "/sys/block/NAME/slaves";

typedef struct reading {
    cp_reader *reader;
    cprobe_storage_lists *lists;
    cprobe_block_device *device; // That is being read.
    bool has_more_devices, has_more_lower; // Than are listed.
} reading;

static void read_rows(const cp_storage_files *files, unsigned first, unsigned last,
                      cprobe_block_device *device) {
    for (unsigned field = first; field <= last; field += 1) {
        cp_storage_read_row(files, &cp_block_device_fields[field], device,
                            &device->present_fields);
    }
}

static cp_span span_of(const cprobe_storage_text *text) {
    return cp_span_make(text->bytes, text->length);
}

// Reads the queue of a device.
static void read_queue(const cp_storage_files *files, cprobe_block_device *device) {
    static const char scheduler[] = "/sys/block/NAME/queue/scheduler";
    cp_span text;
    cprobe_failure failure;
    read_rows(files, CPROBE_BLOCK_ROTATIONAL, CPROBE_BLOCK_QUEUE_REQUESTS, device);
    if (cp_storage_read(files, "/sys/block/NAME/queue/write_cache", &text)) {
        if (cprobe_write_cache_parse(text.bytes, text.length, &device->write_back, &failure) ==
            CPROBE_OK) {
            cprobe_set(&device->present_fields, CPROBE_BLOCK_WRITE_BACK);
        } else {
            cp_storage_fail(files, failure.code, failure.source);
        }
    }
    if (cp_storage_read(files, scheduler, &text) &&
        cprobe_scheduler_parse(text.bytes, text.length, &device->scheduler, &failure) !=
            CPROBE_OK) {
        cp_storage_fail(files, failure.code, failure.source);
    }
    cp_storage_read_text(files, "/sys/block/NAME/queue/zoned", &device->zoned);
}

// Reads what the driver of the device says. The serial number of a page of SCSI is read if there is
// no other: both are cached by the kernel, and no disk is asked.
static void read_driver(const cp_storage_files *files, cprobe_block_device *device) {
    static const char serial[] = "/sys/block/NAME/device/vpd_pg80";
    cp_span text;
    cprobe_failure failure;
    cp_storage_read_text(files, "/sys/block/NAME/device/vendor", &device->vendor);
    cp_storage_read_text(files, "/sys/block/NAME/device/model", &device->model);
    cp_storage_read_text(files, "/sys/block/NAME/device/name", &device->model);
    cp_storage_read_text(files, "/sys/block/NAME/device/serial", &device->serial);
    if (device->serial.length == 0 && cp_storage_read(files, serial, &text) &&
        cprobe_vpd_serial_parse(text.bytes, text.length, &device->serial, &failure) !=
            CPROBE_OK) {
        cp_storage_fail(files, failure.code, failure.source);
    }
    cp_storage_read_text(files, "/sys/block/NAME/device/wwid", &device->wwid);
    cp_storage_read_text(files, "/sys/block/NAME/device/firmware_rev", &device->firmware);
    // In this order: `rev` of a memory card is the version of its registers, not of its firmware.
    cp_storage_read_text(files, "/sys/block/NAME/device/fwrev", &device->firmware);
    cp_storage_read_text(files, "/sys/block/NAME/device/rev", &device->firmware);
    cp_storage_read_text(files, "/sys/block/NAME/device/state", &device->state);
    read_rows(files, CPROBE_BLOCK_QUEUE_DEPTH, CPROBE_BLOCK_QUEUE_DEPTH, device);
}

// Reads the names that the device mapper has for the device.
static void read_mapped(const cp_storage_files *files, cprobe_block_device *device) {
    cp_storage_read_text(files, "/sys/block/NAME/dm/name", &device->mapped_name);
    cp_storage_read_text(files, "/sys/block/NAME/dm/uuid", &device->mapped_uuid);
    device->type = cp_mapped_type(span_of(&device->mapped_uuid));
    if (device->type == CPROBE_BLOCK_LVM) {
        (void)cprobe_lvm_name_parse(device->mapped_name.bytes, device->mapped_name.length,
                                    &device->volume_group, &device->logical_volume, NULL);
    }
}

// Reads the path of the file of a loop device. A blank may be part of it.
static void read_backing_file(const cp_storage_files *files, cprobe_block_device *device) {
    static const char source[] = "/sys/block/NAME/loop/backing_file";
    cp_span text;
    if (!cp_storage_read(files, source, &text)) {
        return;
    }
    if (text.length != 0 && text.bytes[text.length - 1] == '\n') {
        text.length -= 1;
    }
    if (text.length > sizeof device->backing_file) {
        cp_storage_fail(files, CPROBE_TOO_LARGE, source);
    } else if (text.length != 0) {
        memcpy(device->backing_file, text.bytes, text.length);
        device->backing_file_length = (uint32_t)text.length;
    }
}

// Reads the serial number of a virtual disk, for which the kernel sends a request to the device:
// through the helper, since a device that does not answer would block the caller.
static void read_requested_serial(const cp_storage_files *files, cprobe_block_device *device) {
    static const char source[] = "/sys/block/NAME/serial";
    int descriptor = -1;
    size_t length = 0;
    cprobe_failure failure;
    cprobe_result result =
        cp_root_copy_file_in(&files->reader->root, files->directory, "serial", &descriptor,
                             &failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(files->reader),
                               CP_SCRATCH_BYTES, &length, source, &failure);
        cp_close(descriptor);
    }
    if (result == CPROBE_OK) {
        if (!cp_storage_text_copy(cp_span_make(cp_scratch(files->reader), length),
                                  &device->serial)) {
            cp_storage_fail(files, CPROBE_MALFORMED, source);
        }
    } else if (result != CPROBE_NOT_FOUND && result != CPROBE_GONE && result != CPROBE_IO) {
        cp_storage_fail(files, result, source);
    }
}

static void add_lower(void *context, cp_span name) {
    reading *r = context;
    r->device->lower_count += cp_storage_add_lower(r->lists, name, &r->has_more_lower) ? 1 : 0;
}

static int compare_lower(const void *first, const void *second) {
    const cprobe_lower_device *a = first;
    const cprobe_lower_device *b = second;
    return cp_block_name_compare(cp_span_make(a->name, a->name_length),
                                 cp_span_make(b->name, b->name_length));
}

static void read_lower(reading *r, cp_span name) {
    cprobe_storage_lists *lists = r->lists;
    char path[CPROBE_BLOCK_NAME_BYTES + 32];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of(block_prefix));
    cp_build_add(&build, name);
    cp_build_add(&build, cp_span_of("/slaves"));
    cprobe_failure failure = {0};
    r->device->first_lower = lists->lower_count;
    if (!cp_storage_list(r->reader, path, slaves, add_lower, r, &failure) &&
        failure.code != CPROBE_NOT_FOUND && failure.code != CPROBE_GONE &&
        r->device->failure.code == CPROBE_OK) {
        r->device->failure = failure;
    }
    if (lists->lower_count <= lists->lower_capacity && r->device->lower_count != 0) {
        cp_sort(&lists->lower[r->device->first_lower], r->device->lower_count,
                sizeof *lists->lower, compare_lower);
    }
}

// Reads a device of which only the name is set.
static void read_device(reading *r, cprobe_block_device *device) {
    cp_storage_files files = {r->reader, -1, &device->failure};
    const cp_span own = cp_span_make(device->name, device->name_length);
    cprobe_block_device named = {.type = cp_named_type(own)};
    (void)cp_storage_name_copy(own, named.name, &named.name_length);
    *device = named;
    r->device = device;
    if (cp_storage_open(&files, block_prefix, own, "/device", "/sys/block/NAME/device")) {
        read_driver(&files, device);
        cp_storage_close(&files);
    }
    if (cp_storage_open(&files, block_prefix, own, "/queue", "/sys/block/NAME/queue")) {
        read_queue(&files, device);
        cp_storage_close(&files);
    }
    if (cp_storage_open(&files, block_prefix, own, "/dm", "/sys/block/NAME/dm")) {
        read_mapped(&files, device);
        cp_storage_close(&files);
    }
    if (cp_storage_open(&files, block_prefix, own, "/loop", "/sys/block/NAME/loop")) {
        read_backing_file(&files, device);
        cp_storage_close(&files);
    }
    if (cp_storage_open(&files, block_prefix, own, "", "/sys/block/NAME")) {
        read_rows(&files, CPROBE_BLOCK_SIZE, CPROBE_BLOCK_HIDDEN, device);
        cp_storage_read_text(&files, "/sys/block/NAME/wwid", &device->wwid);
        if (device->serial.length == 0 && device->type == CPROBE_BLOCK_DISK) {
            read_requested_serial(&files, device);
        }
        cp_storage_close(&files);
    }
    read_lower(r, own);
}

static void add_device(void *context, cp_span name) {
    reading *r = context;
    cprobe_storage_lists *lists = r->lists;
    if (name.length > CPROBE_BLOCK_NAME_BYTES) {
        return;
    }
    if (lists->device_count == CPROBE_BLOCK_DEVICES_LISTED) {
        r->has_more_devices = true;
        return;
    }
    if (lists->device_count < lists->device_capacity) {
        cprobe_block_device *device = &lists->devices[lists->device_count];
        (void)cp_storage_name_copy(name, device->name, &device->name_length);
    }
    lists->device_count += 1;
}

// The name of a device, and its length: the part that is sorted.
enum {
    NAME_START = offsetof(cprobe_block_device, name_length),
    NAME_BYTES = offsetof(cprobe_block_device, name) + CPROBE_BLOCK_NAME_BYTES - NAME_START
};

static const cprobe_block_device *device_of(const void *part) {
    return (const void *)((const char *)part - NAME_START);
}

static int compare_devices(const void *first, const void *second) {
    const cprobe_block_device *a = device_of(first);
    const cprobe_block_device *b = device_of(second);
    return cp_block_name_compare(cp_span_make(a->name, a->name_length),
                                 cp_span_make(b->name, b->name_length));
}

cprobe_result cp_storage_devices_read(cp_reader *reader, cprobe_storage_lists *lists,
                                      cprobe_failures *failures, cprobe_failure *failure) {
    reading r = {.reader = reader, .lists = lists};
    cprobe_failure lost = {0};
    lists->device_count = 0;
    lists->lower_count = 0;
    if (!cp_storage_list(reader, block, block, add_device, &r, &lost)) {
        if (lists->device_count == 0) {
            return cp_fail_as(failure, &lost);
        }
        cp_failures_add(failures, lost);
    }
    const size_t count = lists->device_count < lists->device_capacity ? lists->device_count
                                                                      : lists->device_capacity;
    // The names are sorted before the devices are read: a device has 64 times the size of its name.
    if (count != 0) {
        cp_sort_parts((char *)lists->devices + NAME_START, count, sizeof *lists->devices,
                      NAME_BYTES, compare_devices);
    }
    for (size_t index = 0; index < count; index += 1) {
        read_device(&r, &lists->devices[index]);
    }
    cp_storage_report_end(r.has_more_devices, block, failures);
    cp_storage_report_end(r.has_more_lower, slaves, failures);
    return CPROBE_OK;
}

#endif
