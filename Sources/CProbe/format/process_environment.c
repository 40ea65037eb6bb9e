// /proc/PID/environ: the environment of a process.
// Sample: written by hand.
//
//     HOME=/root NUL PATH=/usr/bin:/bin NUL EMPTY= NUL
//
//     file = (name "=" value NUL | text NUL)*
//
// Any bytes but NUL. The text is the memory that execve() filled, which the program may overwrite:
// texts without "=" are kept as names without a value, and empty ones are skipped. The first "="
// separates, but one at the beginning belongs to the name, as in Windows variables of Wine ("=C:").
// Without the last NUL the text was cut, or overwritten. Streams: as long as the limit of arguments
// and environment, a quarter of the stack limit. environ_read(), fs/proc/base.c;
// proc_pid_environ(5).

#include "../include/cprobe/process_lists.h"
#include "../text/span.h"

bool cprobe_environment_take(const char **bytes, size_t *length, cprobe_variable *variable) {
    if (bytes == NULL || length == NULL || variable == NULL) {
        return false;
    }
    cp_span rest = cp_span_make(*bytes, *bytes == NULL ? 0 : *length);
    cp_span text = {NULL, 0};
    bool has_end = true;
    while (rest.length != 0 && text.length == 0) {
        text = cp_take_until(&rest, '\0', &has_end);
    }
    *bytes = rest.bytes;
    *length = rest.length;
    if (text.length == 0) {
        return false;
    }
    const char *equals = text.length > 1 ? memchr(text.bytes + 1, '=', text.length - 1) : NULL;
    const size_t name_length = equals == NULL ? text.length : (size_t)(equals - text.bytes);
    *variable = (cprobe_variable){.name = text.bytes, .name_length = name_length,
                                  .has_value = equals != NULL, .value = text.bytes + text.length,
                                  .cut = !has_end};
    if (equals != NULL) {
        variable->value = equals + 1;
        variable->value_length = text.length - name_length - 1;
    }
    return true;
}
