// /proc/net/snmp: the counters of the network protocols, for the whole network namespace.
//
//     Ip: Forwarding DefaultTTL InReceives …
//     Ip: 2 64 108842 …
//     Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors
//     Tcp: 1 200 120000 -1 1022 12 3 45 15 101889 102404 18 0 26 0
//
//     file  = (names numbers)*
//     names = protocol ":" (" " name)* "\n"
//     numbers = protocol ":" (" " number)* "\n"    as many, in the same order; MaxConn may be -1
//
// Newer kernels insert columns, so that columns are found by name. Only two of TCP are used, which
// include both versions of IP. Without them, or with a bad number, the text is malformed. About 1.5
// KiB. snmp_seq_show(), net/ipv4/proc.c; RFC 4022.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/network.h"
#include "../text/number.h"
#include "../text/table.h"

// The wanted columns.
static const cprobe_field *const rows[] = {
    &cp_network_fields[CPROBE_NETWORK_TCP_ESTABLISHED],
    &cp_network_fields[CPROBE_NETWORK_TCP_RETRANSMITS],
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static bool take_columns(cp_span names, cp_span numbers, cprobe_network *network) {
    size_t found = 0;
    for (;;) {
        const cp_span name = cp_take_word(&names);
        const cp_span number = cp_take_word(&numbers);
        if (name.length == 0 || number.length == 0) {
            return found == ROWS;
        }
        for (size_t index = 0; index < ROWS; index += 1) {
            uint64_t value = 0;
            if (!cp_span_equal(name, cp_span_make(rows[index]->key, rows[index]->key_length))) {
                continue;
            }
            // The kernel sums per-CPU counters; a sum that is negative for a moment is not a
            // number.
            if (!cp_parse_u64(number, &value) || value > INT64_MAX) {
                return false;
            }
            cp_row_store(rows[index], value, network, &network->present_fields);
            found += 1;
        }
    }
}

cprobe_result cprobe_snmp_parse(const char *bytes, size_t length, cprobe_network *network,
                                cprobe_failure *failure) {
    static const char source[] = "/proc/net/snmp";
    const cp_span start = cp_span_of("Tcp:");
    if (network == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_span names = {NULL, 0};
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_skip_blanks(&line);
        if (!cp_span_starts(line, start)) {
            continue;
        }
        cp_skip(&line, start.length);
        if (names.bytes == NULL) {
            names = line;
            continue;
        }
        if (end != CP_LINE_LONG && take_columns(names, line, network)) {
            return CPROBE_OK;
        }
        break;
    }
    return cp_fail(failure, CPROBE_MALFORMED, source, names.bytes == NULL ? 0 : lines.number, 0);
}
