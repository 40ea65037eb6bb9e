#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/passwd.h"
#include "../include/cprobe/process.h"
#include "../source/descriptor.h"
#include "collector_state.h"

cprobe_result cprobe_users_read(cprobe_collector *collector, cprobe_user *items, size_t capacity,
                                size_t *count, cprobe_failure *failure) {
    static const char path[] = "/etc/passwd";
    if (collector == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "the users", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    int descriptor = -1;
    cprobe_result result = cp_root_open_file(&reader->root, path, path, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_WHOLE);
    cprobe_user user;
    size_t found = 0;
    while (cp_passwd_next(&lines, &user)) {
        if (found < capacity) {
            items[found] = user;
        }
        found += 1;
    }
    cp_close(descriptor);
    if (lines.result != CPROBE_OK) {
        return cp_fail(failure, lines.result, path, 0, stream.system_error);
    }
    *count = found;
    return CPROBE_OK;
}

#endif
