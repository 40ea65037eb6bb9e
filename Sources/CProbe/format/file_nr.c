// /proc/sys/fs/file-nr and /proc/sys/fs/inode-nr: open files and inodes.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/sys/fs/*-nr
//
//     32	0	45827             file-nr: handles in use, 0, the most (fs.file-max)
//     2513	0                     inode-nr: inodes in memory, the unused ones among them
//
//     file = digits blanks digits [blanks digits] "\n"
//
// A bad or missing number is malformed. A number above INT64_MAX is absent: fs.file-max can be
// 2^64 - 1, which is no limit. At most 3 × 21 bytes. proc_nr_files(), fs/file_table.c;
// proc_nr_inodes(), fs/inode.c; proc_sys_fs(5).

#include "../failure.h"
#include "../include/cprobe/host.h"
#include "../text/lines.h"
#include "../text/number.h"

static void store(cprobe_host *host, cprobe_host_field field, uint64_t *member, uint64_t number) {
    cprobe_clear(&host->present_fields, field);
    if (number <= INT64_MAX) {
        *member = number;
        cprobe_set(&host->present_fields, field);
    }
}

// Takes `count` numbers, and returns whether there are no more.
static bool take_numbers(const char *bytes, size_t length, uint64_t *numbers, size_t count) {
    cp_span text = cp_span_make(bytes, length);
    cp_trim_lines(&text);
    for (size_t index = 0; index < count; index += 1) {
        if (!cp_take_u64_word(&text, &numbers[index])) {
            return false;
        }
    }
    return text.length == 0;
}

cprobe_result cprobe_file_nr_parse(const char *bytes, size_t length, cprobe_host *host,
                                   cprobe_failure *failure) {
    static const char source[] = "/proc/sys/fs/file-nr";
    uint64_t numbers[3];
    if (host == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (!take_numbers(bytes, length, numbers, 3)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    store(host, CPROBE_HOST_OPEN_FILES, &host->open_files, numbers[0]);
    store(host, CPROBE_HOST_OPEN_FILES_MAX, &host->open_files_max, numbers[2]);
    return CPROBE_OK;
}

cprobe_result cprobe_inode_nr_parse(const char *bytes, size_t length, cprobe_host *host,
                                    cprobe_failure *failure) {
    static const char source[] = "/proc/sys/fs/inode-nr";
    uint64_t numbers[2];
    if (host == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (!take_numbers(bytes, length, numbers, 2)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    store(host, CPROBE_HOST_INODES_ALLOCATED, &host->inodes_allocated, numbers[0]);
    store(host, CPROBE_HOST_INODES_FREE, &host->inodes_free, numbers[1]);
    return CPROBE_OK;
}
