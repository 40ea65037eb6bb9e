// /proc/net/sockstat and sockstat6: sockets in use, by protocol.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/sockstat
//
//     sockets: used 9
//     TCP: inuse 1 orphan 0 tw 0 alloc 1 mem 194
//     UDP: inuse 0 mem 0
//     UDPLITE: inuse 0
//     RAW: inuse 0
//     FRAG: inuse 0 memory 0
//
//     file = line*
//     line = protocol ":" (" " name " " number)* "\n"
//
// "mem" counts pages, "memory" bytes; all others are counts. sockstat6 has the lines TCP6, UDP6,
// UDPLITE6, RAW6 and FRAG6. A row's key is "TCP: inuse". Unknown protocols and names are skipped. A
// wanted name with a bad number is an absent field and a failure with its line. A text without a
// valid wanted number is malformed; without "used" (of sockstat6, "TCP6: inuse"), which every
// kernel prints, it is a failure. About 200 bytes. sockstat_seq_show(), net/ipv4/proc.c;
// sockstat6_seq_show(), net/ipv6/proc.c; proc_pid_net(5).

#include "sockstat.h"

#include "../fields/fields.h"
#include "../include/cprobe/protocols.h"
#include "../text/lines.h"
#include "../text/number.h"
#include "../text/table.h"

// Whether the row's key is this protocol and this name.
static bool has_key(const cprobe_field *row, cp_span protocol, cp_span name) {
    return row->key_length == protocol.length + 1 + name.length &&
           memcmp(row->key, protocol.bytes, protocol.length) == 0 &&
           row->key[protocol.length] == ' ' &&
           memcmp(row->key + protocol.length + 1, name.bytes, name.length) == 0;
}

static const cprobe_field *find_row(const cprobe_field *rows, size_t count, cp_span protocol,
                                    cp_span name, size_t *next) {
    for (size_t step = 0; step < count; step += 1) {
        const size_t at = *next + step < count ? *next + step : *next + step - count;
        if (has_key(&rows[at], protocol, name)) {
            *next = at + 1 < count ? at + 1 : 0;
            return &rows[at];
        }
    }
    return NULL;
}

size_t cp_sockstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                         const cprobe_field *rows, size_t count, void *target,
                         cprobe_presence *present, const char *source,
                         cprobe_failures *failures) {
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    size_t stored = 0, next = 0;
    while (cp_lines_next(&lines, &line, &end)) {
        const cp_span protocol = cp_take_word(&line);
        for (;;) {
            const cp_span name = cp_take_word(&line);
            if (name.length == 0) {
                break;
            }
            const cprobe_field *row = find_row(rows, count, protocol, name, &next);
            uint64_t number = 0;
            const bool is_number = cp_take_u64_word(&line, &number);
            if (!is_number) {
                (void)cp_take_word(&line);
            }
            if (row == NULL || (row->printed == CPROBE_PRINTED_PAGES && page_bytes == 0)) {
                continue;
            }
            const uint64_t unit = row->printed == CPROBE_PRINTED_PAGES ? page_bytes : 1;
            if (!is_number || __builtin_mul_overflow(number, unit, &number) ||
                number > INT64_MAX) {
                cp_failures_add(failures,
                                (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source});
                continue;
            }
            cp_row_store(row, number, target, present);
            stored += 1;
        }
    }
    return stored;
}

// Stores the rows of a section. Adds its failures to `failures`, or returns the first if no field
// was stored.
static cprobe_result parse(const char *bytes, size_t length, uint32_t page_bytes,
                           const cprobe_field *rows, size_t count, void *target,
                           cprobe_presence *present, const char *source,
                           cprobe_failures *failures, cprobe_failure *failure) {
    cprobe_failures read = *failures;
    if (cp_sockstat_parse(bytes, length, page_bytes, rows, count, target, present, source,
                          &read) == 0) {
        const bool has_failed =
            read.count != failures->count && failures->count < CPROBE_FAILURES_LISTED;
        return cp_fail(failure, CPROBE_MALFORMED, source,
                       has_failed ? read.items[failures->count].line : 0, 0);
    }
    // Every kernel prints the number of the first row.
    if (!cprobe_has(*present, rows[0].presence) && read.count == failures->count) {
        cp_failures_add(&read, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    *failures = read;
    return CPROBE_OK;
}

cprobe_result cprobe_sockstat_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                    cprobe_network *network, cprobe_failure *failure) {
    static const char source[] = "/proc/net/sockstat";
    if (network == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const size_t rows = CPROBE_NETWORK_FRAGMENTS_MEMORY_BYTES - CPROBE_NETWORK_SOCKETS_USED + 1;
    return parse(bytes, length, page_bytes, &cp_network_fields[CPROBE_NETWORK_SOCKETS_USED], rows,
                 network, &network->present_fields, source, &network->failures, failure);
}

cprobe_result cprobe_sockstat6_parse(const char *bytes, size_t length, cprobe_protocols *protocols,
                                     cprobe_failure *failure) {
    static const char source[] = "/proc/net/sockstat6";
    if (protocols == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    // No row counts pages.
    const size_t rows = CPROBE_PROTOCOLS_FRAGMENTS6_MEMORY_BYTES + 1;
    return parse(bytes, length, 0, cp_protocols_fields, rows, protocols,
                 &protocols->present_fields, source, &protocols->failures, failure);
}
