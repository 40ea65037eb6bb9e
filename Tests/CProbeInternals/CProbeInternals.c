#define _GNU_SOURCE 1
#include "CProbeInternals.h"

#include "../../Sources/CProbe/platform.h"

#if CP_PLATFORM_LINUX
#include "../../Sources/CProbe/linux/collector_state.h"
#include <sched.h>
#include <sys/mount.h>
#endif

bool cpi_open_beneath(const char *root, bool walks, const char *path, int *descriptor) {
#if CP_PLATFORM_LINUX
    static const char source[] = "a file of a test";
    cp_root opened;
    if (cp_root_open(&opened, root, NULL) != CPROBE_OK) {
        return false;
    }
    opened.walks = walks;
    return cp_root_open_file(&opened, path, source, descriptor, NULL) == CPROBE_OK;
#else
    (void)root, (void)walks, (void)path, (void)descriptor;
    return false;
#endif
}

#if CP_PLATFORM_LINUX
int32_t cpi_helper_pid(const cprobe_collector *collector) {
    return cp_collector_of_const(collector)->reader.root.helpers[CP_HELPER_FILES].pid;
}

size_t cpi_blocked_children(const cprobe_collector *collector, int32_t *pid) {
    const cp_blocked_children *blocked = &cp_collector_of_const(collector)->blocked;
    size_t count = 0;
    for (size_t index = 0; index < CP_BLOCKED_CHILDREN; index += 1) {
        if (blocked->items[index].pid != 0) {
            *pid = blocked->items[index].pid;
            count += 1;
        }
    }
    return count;
}
#else
int32_t cpi_helper_pid(const cprobe_collector *collector) {
    (void)collector;
    return 0;
}

size_t cpi_blocked_children(const cprobe_collector *collector, int32_t *pid) {
    (void)collector, (void)pid;
    return 0;
}
#endif

bool cpi_leave_mounts(void) {
#if CP_PLATFORM_LINUX
    return unshare(CLONE_FS | CLONE_NEWNS) == 0 &&
           mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
#else
    return false;
#endif
}
