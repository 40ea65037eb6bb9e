#include "CProbeInternals.h"

#include "../../Sources/CProbe/platform.h"
#include "../../Sources/CProbe/source/root.h"

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
