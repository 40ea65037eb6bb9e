#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/swaps.h"
#include "../source/descriptor.h"
#include "../source/directory.h"
#include "../text/build.h"
#include "../text/number.h"
#include "attribute.h"
#include "collector_state.h"

static const char swaps[] = "/proc/swaps";
static const char block[] = "/sys/block";

static cprobe_result read_swaps(cp_reader *reader, cprobe_swap_lists *lists,
                                cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result =
        cp_root_open_file(&reader->root, swaps, swaps, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    result = cp_swaps_parse(&lines, lists->devices, lists->device_capacity, &lists->device_count,
                            failure);
    if (stream.system_error != 0 && failure != NULL) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

// A file of a zram device. The path is valid until the next call.
static const char *path_of(char path[64], uint32_t index, const char *file) {
    cp_build build = {path, 64, 0, false};
    cp_build_add(&build, cp_span_of("/sys/block/zram"));
    cp_build_add_number(&build, index);
    cp_build_add(&build, cp_span_of(file));
    return path;
}

static void note(cprobe_zram *zram, cprobe_result result, cprobe_failure failure) {
    if (result != CPROBE_OK && zram->failure.code == CPROBE_OK) {
        zram->failure = failure;
    }
}

// Reads one device. False if it has no size: it is not set up, or was removed.
static bool read_zram(cp_reader *reader, uint32_t index, cprobe_zram *zram) {
    static const char size_source[] = "/sys/block/zramN/disksize";
    cprobe_failure failure;
    cp_span text;
    *zram = (cprobe_zram){.index = index};
    char path[64];
    cprobe_result result =
        cp_attribute_number(reader, path_of(path, index, "/disksize"), size_source, INT64_MAX,
                            &zram->disk_size_bytes, &failure);
    if (result == CPROBE_NOT_FOUND || result == CPROBE_GONE) {
        return false;
    }
    if (result == CPROBE_OK) {
        cprobe_set(&zram->present_fields, CPROBE_ZRAM_DISK_SIZE);
    }
    note(zram, result, failure);
    if (result == CPROBE_OK && zram->disk_size_bytes == 0) {
        return false;
    }
    result = cp_read_once(reader, path_of(path, index, "/mm_stat"), "/sys/block/zramN/mm_stat",
                          &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_zram_mm_stat_parse(text.bytes, text.length, zram, &failure);
    }
    note(zram, result, failure);
    result = cp_read_once(reader, path_of(path, index, "/comp_algorithm"),
                          "/sys/block/zramN/comp_algorithm", &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_zram_algorithm_parse(text.bytes, text.length, zram, &failure);
    }
    note(zram, result, failure);
    return true;
}

// The smallest number of a zram device that is at least `least`. False if there is none.
static bool find_zram(cp_reader *reader, uint32_t least, uint32_t *index,
                      cprobe_failures *failures) {
    int descriptor = -1;
    cprobe_failure failure;
    const cprobe_result result =
        cp_directory_open(&reader->root, block, block, &descriptor, &failure);
    if (result != CPROBE_OK) {
        if (result != CPROBE_NOT_FOUND) {
            cp_failures_add(failures, failure);
        }
        return false;
    }
    cp_directory directory = cp_directory_list(descriptor, cp_scratch(reader), CP_SCRATCH_BYTES);
    bool has_any = false;
    cp_span name;
    while (cp_directory_next(&directory, &name)) {
        uint64_t number = 0;
        if (cp_take_text(&name, "zram") && cp_parse_u64(name, &number) && number >= least &&
            number < CPROBE_ZRAM_LISTED && (!has_any || number < *index)) {
            *index = (uint32_t)number;
            has_any = true;
        }
    }
    if (directory.system_error != 0) {
        (void)cp_fail(&failure, cp_result_of_errno(directory.system_error), block, 0,
                      directory.system_error);
        cp_failures_add(failures, failure);
    }
    cp_close(descriptor);
    return has_any;
}

// Directories have no order: the list is walked again for each device, of which there are few.
static void read_zrams(cp_reader *reader, cprobe_swap_lists *lists, cprobe_failures *failures) {
    uint32_t index = 0;
    lists->zram_count = 0;
    // A listing that fails does so each time: the first failure is reported.
    cprobe_failures later = {0};
    for (cprobe_failures *of = failures; find_zram(reader, index, &index, of); of = &later) {
        cprobe_zram zram;
        if (read_zram(reader, index, &zram)) {
            if (lists->zram_count < lists->zram_capacity) {
                lists->zrams[lists->zram_count] = zram;
            }
            lists->zram_count += 1;
        }
        index += 1;
    }
}

cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || swap == NULL || lists == NULL ||
        (lists->devices == NULL && lists->device_capacity != 0) ||
        (lists->zrams == NULL && lists->zram_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "swap", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_swap read = {0};
    cprobe_failure lost = {0};
    lists->device_count = 0;
    const cprobe_result result = read_swaps(reader, lists, &lost);
    read_zrams(reader, lists, &read.failures);
    if (result != CPROBE_OK) {
        if (lists->device_count == 0 && lists->zram_count == 0) {
            return cp_fail_as(failure, &lost);
        }
        cp_failures_add(&read.failures, lost);
    }
    read.has_monotonic = cp_reader_monotonic_ns(reader, &read.monotonic_ns);
    *swap = read;
    return CPROBE_OK;
}

#endif
