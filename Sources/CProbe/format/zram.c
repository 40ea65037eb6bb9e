// /sys/block/zramN/{mm_stat,comp_algorithm}: what a zram device holds.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/block/zram0/*
//
//        16384     2934    61440        0    61440        0        0        0        0
//     [lz4] lz4hc zstd deflate
//
//     mm_stat        = original compressed used limit peak same compacted [huge [huge_since]]
//                      the first five in bytes, then pages; a limit of 0 is no limit
//     comp_algorithm = word*         the one in use is in brackets
//
// mm_stat exists since Linux 4.1. It has seven columns, eight since 4.18, nine since 5.15. The
// first column counts whole pages. Any other text is malformed. At most 9 × 21 bytes; the list of
// algorithms has about 60 bytes. mm_stat_show(), drivers/block/zram/zram_drv.c;
// Documentation/admin-guide/blockdev/zram.rst.

#include "../failure.h"
#include "../include/cprobe/swap.h"
#include "../text/lines.h"
#include "../text/number.h"

enum { ORIGINAL, COMPRESSED, USED, LIMIT, PEAK, SAME, COMPACTED, HUGE_PAGES, COLUMNS };
enum { COLUMNS_NEEDED = COMPACTED + 1 };

cprobe_result cprobe_zram_mm_stat_parse(const char *bytes, size_t length, cprobe_zram *zram,
                                        cprobe_failure *failure) {
    static const char source[] = "/sys/block/zramN/mm_stat";
    if (zram == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    cp_trim_lines(&text);
    uint64_t numbers[COLUMNS] = {0};
    size_t count = 0;
    while (count < COLUMNS && cp_take_u64_word(&text, &numbers[count])) {
        if (numbers[count] > INT64_MAX) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
        }
        count += 1;
    }
    cp_skip_blanks(&text);
    if (count < COLUMNS_NEEDED || (count < COLUMNS && text.length != 0)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    cprobe_presence *fields = &zram->present_fields;
    for (unsigned field = CPROBE_ZRAM_ORIGINAL; field <= CPROBE_ZRAM_RATIO; field += 1) {
        cprobe_clear(fields, field);
    }
    zram->original_bytes = numbers[ORIGINAL];
    zram->compressed_bytes = numbers[COMPRESSED];
    zram->memory_used_bytes = numbers[USED];
    zram->memory_limit_bytes = numbers[LIMIT];
    zram->memory_peak_bytes = numbers[PEAK];
    zram->same_pages = numbers[SAME];
    zram->huge_pages = numbers[HUGE_PAGES];
    cprobe_set(fields, CPROBE_ZRAM_ORIGINAL);
    cprobe_set(fields, CPROBE_ZRAM_COMPRESSED);
    cprobe_set(fields, CPROBE_ZRAM_MEMORY_USED);
    cprobe_set(fields, CPROBE_ZRAM_MEMORY_PEAK);
    cprobe_set(fields, CPROBE_ZRAM_SAME_PAGES);
    if (numbers[LIMIT] != 0) {
        cprobe_set(fields, CPROBE_ZRAM_MEMORY_LIMIT);
    }
    if (count > HUGE_PAGES) {
        cprobe_set(fields, CPROBE_ZRAM_HUGE_PAGES);
    }
    if (numbers[COMPRESSED] != 0) {
        zram->ratio = (double)numbers[ORIGINAL] / (double)numbers[COMPRESSED];
        cprobe_set(fields, CPROBE_ZRAM_RATIO);
    }
    return CPROBE_OK;
}

cprobe_result cprobe_zram_algorithm_parse(const char *bytes, size_t length, cprobe_zram *zram,
                                          cprobe_failure *failure) {
    static const char source[] = "/sys/block/zramN/comp_algorithm";
    if (zram == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    bool is_open = false;
    bool is_closed = false;
    (void)cp_take_until(&text, '[', &is_open);
    const cp_span word = cp_take_until(&text, ']', &is_closed);
    if (!is_open || !is_closed || word.length == 0 || word.length > sizeof zram->algorithm ||
        memchr(word.bytes, '\0', word.length) != NULL) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    memcpy(zram->algorithm, word.bytes, word.length);
    zram->algorithm_length = (uint32_t)word.length;
    return CPROBE_OK;
}
