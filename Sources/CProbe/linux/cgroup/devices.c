#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "devices.h"

#include "../../format/io_files.h"
#include "../../presence.h"
#include "../../quota/decide_devices.h"
#include "../huge_pages.h"

// A line that cannot be parsed may be a limit: the value is UNKNOWN.
static cprobe_file_value malformed(const char *file, uint32_t line) {
    return (cprobe_file_value){CPROBE_FILE_UNKNOWN, {CPROBE_MALFORMED, line, 0, file}, file, 0};
}

// Reads the lines of a file with limits. False if there are none; `value` then says why, and is
// UNLIMITED otherwise.
static bool limit_lines(cp_cgroup *g, const char *file, cp_lines *lines,
                        cprobe_file_value *file_value) {
    cp_span text;
    if (!cp_cgroup_read_value_text(g, file, &text, file_value)) {
        return false;
    }
    *lines = cp_lines_of(text.bytes, text.length);
    *file_value = (cprobe_file_value){.state = CPROBE_FILE_UNLIMITED, .file = file};
    return true;
}

static void add_limit(cp_cgroup *g, cp_device device, cprobe_device_limit which, const char *file,
                      uint64_t value, cprobe_file_value *file_value) {
    cp_decide_add_device_limit(g->quota, g->level, device, which, file, value);
    if (file_value->state == CPROBE_FILE_UNLIMITED) {
        file_value->state = CPROBE_FILE_LIMITED;
    }
}

static void read_io_max(cp_cgroup *g) {
    static const char file[] = "io.max";
    cp_lines lines;
    cp_span line;
    cp_line_end end;
    if (!limit_lines(g, file, &lines, &g->level->io)) {
        return;
    }
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_limit_value limits[CPROBE_DEVICE_LIMITS];
        if (!cp_io_max_parse(line, end, &device, limits)) {
            g->level->io = malformed(file, lines.number);
            continue;
        }
        for (unsigned which = 0; which < CPROBE_DEVICE_LIMITS; which += 1) {
            if (limits[which].is_limited) {
                add_limit(g, device, (cprobe_device_limit)which, file, limits[which].value,
                          &g->level->io);
            }
        }
    }
}

static void read_blkio_limits(cp_cgroup *g) {
    static const char *const files[CPROBE_DEVICE_LIMITS] = {
        [CPROBE_DEVICE_READ_BYTES] = "blkio.throttle.read_bps_device",
        [CPROBE_DEVICE_WRITE_BYTES] = "blkio.throttle.write_bps_device",
        [CPROBE_DEVICE_READS] = "blkio.throttle.read_iops_device",
        [CPROBE_DEVICE_WRITES] = "blkio.throttle.write_iops_device",
    };
    cprobe_file_value *file_value = &g->level->io;
    for (unsigned which = 0; which < CPROBE_DEVICE_LIMITS; which += 1) {
        cprobe_file_value one = {0};
        cp_lines lines;
        cp_span line;
        cp_line_end end;
        const bool has_lines = limit_lines(g, files[which], &lines, &one);
        while (has_lines && cp_lines_next(&lines, &line, &end)) {
            cp_device device;
            uint64_t value = 0;
            if (cp_blkio_limit_parse(line, end, &device, &value)) {
                add_limit(g, device, (cprobe_device_limit)which, files[which], value, &one);
            } else {
                one = malformed(files[which], lines.number);
            }
        }
        // States are ordered: LIMITED takes precedence over UNLIMITED, and UNKNOWN over both.
        if (one.state > file_value->state) {
            *file_value = one;
        }
    }
}

static void read_io_stat(cp_cgroup *g) {
    bool has_all = true;
    cp_lines lines;
    cp_span line;
    cp_line_end end;
    if (!cp_cgroup_read_lines(g, "io.stat", &lines)) {
        return;
    }
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_device_usage usage;
        if (!cp_io_stat_parse(line, end, &device, &usage)) {
            cp_cgroup_note_malformed(g, "io.stat", lines.number);
        } else if (cprobe_has_any(usage.present_fields)) {
            has_all = has_all && cprobe_has(usage.present_fields, CPROBE_DEVICE_USAGE_WRITES);
            cp_decide_add_device_usage(g->quota, device, &usage);
        }
    }
    cp_cgroup_note_cut(g, "io.stat", has_all);
}

// Reads bytes or operations by device. `fields` maps a cp_blkio_use (Read, Write, Discard) to a
// presence bit.
static void read_blkio_use(cp_cgroup *g, const char *file, const unsigned fields[4]) {
    cp_lines lines;
    cp_span line;
    cp_line_end end;
    if (!cp_cgroup_read_lines(g, file, &lines)) {
        return;
    }
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_blkio_use use = CP_BLKIO_OTHER;
        uint64_t number = 0;
        if (!cp_blkio_use_parse(line, end, &device, &use, &number)) {
            cp_cgroup_note_malformed(g, file, lines.number);
        } else if (use != CP_BLKIO_OTHER) {
            cp_device_usage usage = {.present_fields = cp_presence_of(fields[use])};
            usage.values[fields[use]] = number;
            cp_decide_add_device_usage(g->quota, device, &usage);
        }
    }
}

void cp_cgroup_read_devices(cp_cgroup *g) {
    static const unsigned bytes[4] = {0, CPROBE_DEVICE_USAGE_READ_BYTES,
                                      CPROBE_DEVICE_USAGE_WRITTEN_BYTES,
                                      CPROBE_DEVICE_USAGE_DISCARDED_BYTES};
    static const unsigned operations[4] = {0, CPROBE_DEVICE_USAGE_READS,
                                           CPROBE_DEVICE_USAGE_WRITES,
                                           CPROBE_DEVICE_USAGE_DISCARDS};
    if (!cp_cgroup_has(g, CPROBE_CONTROLLER_IO)) {
        return;
    }
    if (cp_cgroup_is_v2(g)) {
        read_io_max(g);
        if (g->is_own && !g->pass->limits_only) {
            read_io_stat(g);
        }
        return;
    }
    // v1 throttles each cgroup separately: the limits of cgroups above do not apply to this one.
    g->level->io.state = CPROBE_FILE_NOT_READ;
    if (g->is_own) {
        g->level->io = (cprobe_file_value){0};
        read_blkio_limits(g);
    }
    if (g->is_own && !g->pass->limits_only) {
        read_blkio_use(g, "blkio.throttle.io_service_bytes", bytes);
        read_blkio_use(g, "blkio.throttle.io_serviced", operations);
    }
}

void cp_cgroup_read_huge_pages(cp_cgroup *g) {
    if (!cp_cgroup_has(g, CPROBE_CONTROLLER_HUGETLB) || g->has_no_huge_pages) {
        return;
    }
    const bool is_v2 = cp_cgroup_is_v2(g);
    for (size_t index = 0; index < CP_HUGE_SIZES; index += 1) {
        const cp_huge_size *size = &cp_huge_sizes[index];
        const char *const *files = is_v2 ? size->v2 : size->v1;
        cprobe_file_value max = {0};
        cprobe_file_value current = {0};
        cp_cgroup_read_value(g, files[CP_HUGE_MAX], CP_FORM_MAX, &max);
        if (max.state == CPROBE_FILE_LIMITED &&
            cp_huge_is_unlimited(max.value, size->bytes, 0)) {
            max.state = CPROBE_FILE_UNLIMITED;
        }
        if (max.state == CPROBE_FILE_ABSENT) {
            continue;
        }
        if (g->is_own && !g->pass->limits_only) {
            cp_cgroup_read_value(g, files[CP_HUGE_CURRENT], CP_FORM_NUMBER, &current);
        }
        cp_decide_add_huge_pages(g->quota, g->level, size->bytes, &max, &current, g->is_own);
    }
}

#endif
