// /proc/spl/kstat/zfs/arcstats: the cache of ZFS, which the kernel does not count as page cache.
// Sample: written by hand.
//
//     13 1 0x01 147 39984 7463014325 86397464925211
//     name                            type data
//     hits                            4    18361274
//     misses                          4    1229
//     c                               4    2091397120
//     c_min                           4    130712320
//     c_max                           4    2091397120
//     size                            4    1873504832
//
//     file = id line, header line, row*
//     row  = name blanks type blanks number      type 4 is a 64-bit number; bytes and counts
//
// Any other row is skipped. A text without the header is malformed. ZFS gives memory back down to
// c_min when other programs need it; what is beyond counts as available. About 150 rows of at most
// 60 bytes: 9 KB. kstat_seq_show(), module/os/linux/spl/spl-kstat.c of OpenZFS.

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/lines.h"
#include "../text/number.h"
#include "../include/cprobe/storage.h"

static const struct {
    const char *name;
    cprobe_arc_field field;
} rows[] = {
    {"hits", CPROBE_ARC_HITS},       {"misses", CPROBE_ARC_MISSES},
    {"size", CPROBE_ARC_SIZE},       {"c", CPROBE_ARC_TARGET},
    {"c_min", CPROBE_ARC_MINIMUM},   {"c_max", CPROBE_ARC_MAXIMUM},
};

// Stores the number of a row, if wanted. False if it is malformed.
static bool store(cp_span line, cprobe_arc *arc) {
    const cp_span name = cp_take_word(&line);
    (void)cp_take_word(&line);
    for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index += 1) {
        uint64_t number = 0;
        if (!cp_span_equal(name, cp_span_of(rows[index].name))) {
            continue;
        }
        cp_skip_blanks(&line);
        if (!cp_parse_u64(line, &number) || number > INT64_MAX) {
            return false;
        }
        memcpy((char *)arc + cp_arc_fields[rows[index].field].offset, &number, sizeof number);
        cprobe_set(&arc->present_fields, rows[index].field);
    }
    return true;
}

cprobe_result cprobe_arcstats_parse(const char *bytes, size_t length, cprobe_arc *arc,
                                    cprobe_failure *failure) {
    static const char source[] = "/proc/spl/kstat/zfs/arcstats";
    if (arc == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_arc parsed = {0};
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    bool has_header = false;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_span rest = line;
        if (!has_header) {
            has_header = cp_span_equal(cp_take_word(&rest), cp_span_of("name")) &&
                         cp_span_equal(cp_take_word(&rest), cp_span_of("type"));
        } else if (!store(line, &parsed) && parsed.failure.code == CPROBE_OK) {
            (void)cp_fail(&parsed.failure, CPROBE_MALFORMED, source, lines.number, 0);
        }
    }
    if (!has_header) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (cprobe_has(parsed.present_fields, CPROBE_ARC_SIZE) &&
        cprobe_has(parsed.present_fields, CPROBE_ARC_MINIMUM)) {
        parsed.available_bytes = parsed.size_bytes > parsed.minimum_bytes
                                     ? parsed.size_bytes - parsed.minimum_bytes
                                     : 0;
        cprobe_set(&parsed.present_fields, CPROBE_ARC_AVAILABLE);
    }
    *arc = parsed;
    return CPROBE_OK;
}
