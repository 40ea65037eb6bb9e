// /proc/PID/fdinfo/N: an open file of a process.
// Sample: written by hand.
//
//     pos:	0
//     flags:	0100002
//     mnt_id:	26
//     ino:	685
//     eventfd-count:                0
//
//     file  = "pos:\t" ["-"] digits "\n" "flags:\t" octal "\n" "mnt_id:\t" digits "\n"
//             ["ino:\t" digits "\n"] others
//
// pos is signed. ino exists since Linux 5.14. Others depend on the kind of the file (drm_fdinfo.c)
// and end the parsing: an epoll file prints a line for each file it waits for. A line without its
// newline is ignored, because its number may be cut short; the first kilobyte of a text has the
// wanted lines. seq_show(), fs/proc/fd.c; proc_pid_fdinfo(5).

#include "../failure.h"
#include "../include/cprobe/process_lists.h"
#include "../text/number.h"

static const char source[] = "/proc/PID/fdinfo/N";

static bool take_octal(cp_span text, uint32_t *number) {
    uint64_t value = 0;
    if (text.length == 0) {
        return false;
    }
    for (; text.length != 0; cp_skip(&text, 1)) {
        if (text.bytes[0] < '0' || text.bytes[0] > '7') {
            return false;
        }
        value = value << 3 | (uint64_t)(text.bytes[0] - '0');
        if (value > UINT32_MAX) {
            return false;
        }
    }
    *number = (uint32_t)value;
    return true;
}

static bool take_signed(cp_span text, int64_t *number) {
    const bool is_negative = cp_take_byte(&text, '-');
    uint64_t value = 0;
    if (!cp_parse_u64(text, &value) || value > (uint64_t)INT64_MAX + (is_negative ? 1 : 0)) {
        return false;
    }
    *number = is_negative ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

// Stores the value of a wanted line. False if it is malformed; `is_other` for another line.
static bool store(cp_span line, cprobe_open_file *file, bool *is_other) {
    int64_t mount = 0;
    *is_other = false;
    if (cp_take_text(&line, "pos:")) {
        cp_skip_blanks(&line);
        file->has_position = take_signed(line, &file->position);
        return file->has_position;
    }
    if (cp_take_text(&line, "flags:")) {
        cp_skip_blanks(&line);
        file->has_flags = take_octal(line, &file->flags);
        return file->has_flags;
    }
    if (cp_take_text(&line, "mnt_id:")) {
        cp_skip_blanks(&line);
        file->has_mount = take_signed(line, &mount) && mount >= INT32_MIN && mount <= INT32_MAX;
        file->mount_id = file->has_mount ? (int32_t)mount : file->mount_id;
        return file->has_mount;
    }
    if (cp_take_text(&line, "ino:")) {
        uint64_t inode = 0;
        cp_skip_blanks(&line);
        if (!cp_parse_u64(line, &inode)) {
            return false;
        }
        // Of an overlay file system, statx(2) returns the number that programs see.
        file->inode = file->has_inode ? file->inode : inode;
        file->has_inode = true;
        return true;
    }
    *is_other = true;
    return true;
}

cprobe_result cprobe_fdinfo_parse(const char *bytes, size_t length, cprobe_open_file *file,
                                  cprobe_failure *failure) {
    if (file == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    uint32_t number = 0;
    uint32_t wrong = 0;
    bool is_other = false;
    bool has_newline = true;
    while (text.length != 0 && !is_other) {
        cp_span line = cp_take_until(&text, '\n', &has_newline);
        if (!has_newline) {
            break;
        }
        number += 1;
        cp_trim_blanks(&line);
        if (!store(line, file, &is_other) && wrong == 0) {
            wrong = number;
        }
    }
    const bool has_any = file->has_position || file->has_flags || file->has_mount;
    return wrong == 0 && has_any ? CPROBE_OK
                                 : cp_fail(failure, CPROBE_MALFORMED, source, wrong, 0);
}
