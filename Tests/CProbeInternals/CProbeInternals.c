#define _GNU_SOURCE 1
#include "CProbeInternals.h"

#include "../../Sources/CProbe/platform.h"
#include "../../Sources/CProbe/source/root.h"

#if CP_PLATFORM_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

bool cpi_open_beneath(const char *root, bool walks, const char *path, int *descriptor) {
#if CP_PLATFORM_LINUX
    static const char source[] = "a file of a test";
    cprobe_root opened;
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

bool cpi_leave_mounts(void) {
#if CP_PLATFORM_LINUX
    return unshare(CLONE_FS | CLONE_NEWNS) == 0 &&
           mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
#else
    return false;
#endif
}
