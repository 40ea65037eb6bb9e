#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "descriptor.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "status.h"

enum { PROCFS_MAGIC = 0x9fa0, SYSFS_MAGIC = 0x62656572 };

void cp_close(int descriptor) {
    if (descriptor >= 0) {
        (void)close(descriptor);
    }
}

bool cp_has_magic(int descriptor, uint32_t magic) {
    struct statfs status;
    return fstatfs(descriptor, &status) == 0 && (uint32_t)status.f_type == magic;
}

bool cp_is_genuine(int descriptor) {
    return cp_has_magic(descriptor, PROCFS_MAGIC) || cp_has_magic(descriptor, SYSFS_MAGIC);
}

bool cp_is_copy(int descriptor) {
    // Only files in memory have seals.
    return fcntl(descriptor, F_GET_SEALS) >= 0;
}

uint64_t cp_mount_of(int descriptor) {
    cp_status status;
    return cp_status_read(descriptor, "", &status) == 0 ? status.mount : 0;
}

#endif
