// /proc/net/softnet_stat: the network queue of each CPU since boot.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /proc/net/softnet_stat
//
//     00000000 00000000 00000000 00000000 … 00000000 00000000 00000000
//     00000000 00000000 00000000 00000000 … 00000000 00000000 00000001
//
//     file = line*                            one for each CPU that is online, without its number
//     line = hexadecimal (" " hexadecimal)*   processed dropped time_squeeze … cpu
//
// All numbers have 32 bits and eight digits. The thirteenth column is the number of the CPU, since
// Linux 5.10; without it, the lines cannot be assigned to CPUs. Further columns are skipped. A line
// with a bad number among the thirteen is skipped, and the text is malformed; so is one without any
// line. Streams: a line has at most 150 bytes. softnet_seq_show(), net/core/net-procfs.c.

#include "../failure.h"
#include "../text/number.h"
#include "cpu_work.h"

static const char source[] = "/proc/net/softnet_stat";

enum { PROCESSED, DROPPED, SQUEEZED, CPU = 12, COLUMNS };

// Takes a hexadecimal number of at most eight digits and the blanks before it.
static bool take_hex(cp_span *line, uint32_t *number) {
    const cp_span word = cp_take_word(line);
    uint32_t value = 0;
    if (word.length == 0 || word.length > 8) {
        return false;
    }
    for (size_t index = 0; index < word.length; index += 1) {
        const char byte = word.bytes[index];
        const bool is_digit = cp_is_digit(byte);
        if (!is_digit && (byte < 'a' || byte > 'f')) {
            return false;
        }
        value = value << 4 | (uint32_t)(is_digit ? byte - '0' : byte - 'a' + 10);
    }
    *number = value;
    return true;
}

cprobe_result cp_softnet_parse(cp_lines *lines, cp_cpu_works *works, cprobe_failure *failure) {
    cprobe_result result = CPROBE_OK;
    cp_span line;
    cp_line_end end;
    size_t hint = 0;
    while (cp_lines_next(lines, &line, &end)) {
        uint32_t numbers[COLUMNS];
        size_t count = 0;
        while (count < COLUMNS && take_hex(&line, &numbers[count])) {
            count += 1;
        }
        if (count < COLUMNS || end != CP_LINE_WHOLE) {
            // Older kernels have nine to eleven columns.
            const bool is_old = count >= 9 && count < CPU && line.length == 0;
            result = cp_fail(failure, is_old ? CPROBE_UNSUPPORTED : CPROBE_MALFORMED, source,
                             lines->number, 0);
            continue;
        }
        cprobe_cpu_work spare;
        cprobe_cpu_work *item = cp_cpu_works_find(works, numbers[CPU], &hint, &spare);
        if (item == NULL) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, lines->number, 0);
        }
        item->packets = numbers[PROCESSED];
        item->packets_dropped = numbers[DROPPED];
        item->time_squeezes = numbers[SQUEEZED];
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_PACKETS);
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_PACKETS_DROPPED);
        cprobe_set(&item->present_fields, CPROBE_CPU_WORK_TIME_SQUEEZES);
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return lines->number == 0 ? cp_fail(failure, CPROBE_MALFORMED, source, 0, 0) : result;
}

cprobe_result cprobe_softnet_parse(const char *bytes, size_t length, cprobe_cpu_work *items,
                                   size_t capacity, size_t *count, cprobe_failure *failure) {
    if (count == NULL || (bytes == NULL && length != 0) || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_cpu_works works = {items, capacity, count};
    return cp_softnet_parse(&lines, &works, failure);
}
