// /etc/os-release: the name and the version of the distribution.
// Sample: written by hand.
//
//     PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
//     NAME="Debian GNU/Linux"
//     VERSION_ID="12"
//     ID=debian
//
//     file  = (assignment | comment)*
//     assignment = name "=" value "\n"       value as in a shell: with quotes, or without blanks
//
// Other names are skipped. A missing name is absent: each is optional. A longer value than its
// array is truncated. About 300 bytes. Written by the distribution; os-release(5).

#include "../failure.h"
#include "../include/cprobe/host.h"
#include "assignments.h"

cprobe_result cprobe_os_release_parse(const char *bytes, size_t length, cprobe_host *host) {
    if (host == NULL || (bytes == NULL && length != 0)) {
        return CPROBE_INVALID;
    }
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_span name;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        if (!cp_assignment_take_name(&line, &name)) {
            continue;
        }
        cprobe_host_text *text = cp_span_equal(name, cp_span_of("PRETTY_NAME"))  ? &host->os_name
                                 : cp_span_equal(name, cp_span_of("ID"))         ? &host->os_id
                                 : cp_span_equal(name, cp_span_of("VERSION_ID")) ? &host->os_version
                                                                                 : NULL;
        if (text != NULL) {
            text->length = cp_assignment_copy(line, text->bytes, sizeof text->bytes);
        }
    }
    return CPROBE_OK;
}
