// Parses a complete mountinfo: the mounts and their relations.

#include "../failure.h"
#include "list.h"
#include "relations.h"

cprobe_result cprobe_mountinfo_parse(const char *bytes, size_t length, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_failure *failure) {
    static const char source[] = "/proc/self/mountinfo";
    enum { SLOTS = 8192 };
    uint64_t slots[SLOTS];
    if (filesystem == NULL || mounts == NULL || (bytes == NULL && length != 0) ||
        (mounts->items == NULL && mounts->capacity != 0) ||
        (mounts->text == NULL && mounts->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    const cprobe_result result = cp_mounts_parse(&lines, source, filesystem, mounts, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_mounts_relate(mounts, slots, SLOTS);
    cp_mounts_choose(mounts, choice);
    for (size_t index = 0; index < mounts->count; index += 1) {
        cprobe_mount *mount = &mounts->items[index];
        if (mount->not_requested == CPROBE_NOT_REQUESTED_NONE) {
            mount->not_requested = CPROBE_NOT_REQUESTED_CAPTURED;
        }
    }
    return CPROBE_OK;
}
