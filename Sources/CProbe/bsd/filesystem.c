#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_FILESYSTEM)

#include "../failure.h"
#include "collector_state.h"
#include "mounts.h"

cprobe_result cp_filesystem_read(const cp_mount_layout *layout, cprobe_collector *collector,
                                 cprobe_mount_choice choice, cprobe_filesystem *filesystem,
                                 cprobe_mounts *mounts, cprobe_failure *failure) {
    if (collector == NULL || filesystem == NULL || mounts == NULL ||
        (mounts->items == NULL && mounts->capacity != 0) ||
        (mounts->text == NULL && mounts->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "filesystem", 0, 0);
    }
    const cprobe_result result = cp_mounts_read(cp_answer_buffer(cp_collector_of(collector)),
                                                layout, choice, mounts, failure);
    if (result == CPROBE_OK) {
        *filesystem = (cprobe_filesystem){0};
    }
    return result;
}

#endif
