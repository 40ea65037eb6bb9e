// /sys/block/mdN/md/{sync_completed,dev-NAME/state}: an array of the md driver.
// Sample: written by hand.
//
//     none
//     28672 / 64512
//     faulty,blocked
//
//     sync_completed = "none" | "delayed" | done " / " total       sectors of 512 bytes
//     state          = word ("," word)*      in_sync, spare, faulty, blocked, write_mostly, ...
//
// "delayed" waits for another array on the same disks. Since Linux 6.2 a state without any word is
// an empty line: a member that is removed. At most 43 bytes, and about 120. sync_completed_show()
// and state_show(), drivers/md/md.c; Documentation/admin-guide/md.rst.

#include "../failure.h"
#include "../text/number.h"
#include "block_device.h"

enum { SECTOR = 512 };

cprobe_result cprobe_md_sync_parse(const char *bytes, size_t length, cprobe_md_array *array,
                                   cprobe_failure *failure) {
    static const char source[] = "/sys/block/mdN/md/sync_completed";
    if (array == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    uint64_t done = 0;
    uint64_t total = 0;
    cp_trim_lines(&text);
    const bool is_idle = cp_span_equal(text, cp_span_of("none")) ||
                         cp_span_equal(text, cp_span_of("delayed"));
    if (!is_idle && (!cp_take_u64(&text, &done) || !cp_take_text(&text, " / ") ||
                     !cp_parse_u64(text, &total) || done > INT64_MAX / SECTOR ||
                     total > INT64_MAX / SECTOR)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    cprobe_clear(&array->present_fields, CPROBE_MD_SYNC_DONE);
    cprobe_clear(&array->present_fields, CPROBE_MD_SYNC_TOTAL);
    if (!is_idle) {
        array->sync_done_bytes = done * SECTOR;
        array->sync_total_bytes = total * SECTOR;
        cprobe_set(&array->present_fields, CPROBE_MD_SYNC_DONE);
        cprobe_set(&array->present_fields, CPROBE_MD_SYNC_TOTAL);
    }
    return CPROBE_OK;
}

cprobe_result cprobe_md_member_parse(const char *bytes, size_t length, cprobe_md_member *member,
                                     cprobe_failure *failure) {
    static const char source[] = "/sys/block/mdN/md/dev-NAME/state";
    if (member == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_storage_text state = {0};
    if (!cp_storage_text_copy(cp_span_make(bytes, length), &state)) {
        return cp_fail(failure,
                       length > sizeof state.bytes ? CPROBE_TOO_LARGE : CPROBE_MALFORMED, source,
                       1, 0);
    }
    cp_span words = cp_span_make(state.bytes, state.length);
    member->state = state;
    member->faulty = false;
    while (words.length != 0) {
        const cp_span word = cp_take_until(&words, ',', NULL);
        member->faulty = member->faulty || cp_span_equal(word, cp_span_of("faulty"));
    }
    cprobe_set(&member->present_fields, CPROBE_MD_MEMBER_FAULTY);
    return CPROBE_OK;
}
