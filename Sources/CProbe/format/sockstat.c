// /proc/net/sockstat: sockets in use, by protocol.
//
//     sockets: used 293
//     TCP: inuse 15 orphan 0 tw 0 alloc 24 mem 2
//     UDP: inuse 8 mem 0
//
//     file = line*
//     line = word ": " (name " " number)* "\n"
//
// Only "used" of the line "sockets" is parsed. Without it the text is malformed. About 200 bytes.
// sockstat_seq_show(), net/ipv4/proc.c; proc_pid_net(5).

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/network.h"
#include "../text/lines.h"
#include "../text/number.h"

cprobe_result cprobe_sockstat_parse(const char *bytes, size_t length, cprobe_network *network,
                                    cprobe_failure *failure) {
    static const char source[] = "/proc/net/sockstat";
    const cprobe_field *row = &cp_network_fields[CPROBE_NETWORK_SOCKETS_USED];
    const cp_span start = cp_span_make(row->key, row->key_length);
    if (network == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    uint32_t wrong = 0;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_skip_blanks(&line);
        if (!cp_span_starts(line, start)) {
            continue;
        }
        cp_skip(&line, start.length);
        if (!cp_take_byte(&line, ' ')) {
            continue;
        }
        if (end == CP_LINE_WHOLE && cp_take_u64_word(&line, &network->sockets_used)) {
            cprobe_set(&network->present_fields, CPROBE_NETWORK_SOCKETS_USED);
            return CPROBE_OK;
        }
        wrong = lines.number;
        break;
    }
    return cp_fail(failure, CPROBE_MALFORMED, source, wrong, 0);
}
