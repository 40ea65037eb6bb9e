#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "nvme.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nvme_ioctl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "../failure.h"
#include "../text/build.h"
#include "child.h"
#include "descriptor.h"

enum {
    GET_LOG_PAGE = 2,        // The command's code.
    DWORDS = CP_NVME_LOG_BYTES / 4,
    DWORDS_SHIFT = 16,       // Their number, less 1, is in the upper half of the tenth double word.
    CHILD_WAIT_MS = 1500     // The child is killed after this time.
};

// What the child sends: an errno, or 0 and the page.
typedef struct answer {
    int32_t error;
    char bytes[CP_NVME_LOG_BYTES];
} answer;

typedef struct request {
    cp_root *root;
    const char *path;
    uint32_t device_major, device_minor;
    uint8_t page;
} request;

void cp_nvme_init(cp_nvme *nvme) {
    nvme->pid = 0;
}

void cp_nvme_close(cp_nvme *nvme) {
    if (nvme->pid != 0 && cp_child_is_gone(nvme->pid)) {
        nvme->pid = 0;
    }
}

// Opens the device found at O_PATH by its number in /proc, so that it is the one that was checked.
static int open_checked(const request *r, int found) {
    struct stat status;
    char path[32];
    cp_build build = {path, sizeof path, 0, false};
    if (fstat(found, &status) != 0) {
        return -1;
    }
    if (!S_ISCHR(status.st_mode) || major(status.st_rdev) != r->device_major ||
        minor(status.st_rdev) != r->device_minor) {
        errno = ENODEV;
        return -1;
    }
    cp_build_add(&build, cp_span_of("/proc/self/fd/"));
    cp_build_add_number(&build, (uint64_t)found);
    return open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

// In the child.
static void read_and_send(void *context, int pipe) {
    const request *r = context;
    answer sent = {.error = 0};
    int found = -1;
    cprobe_failure failure;
    cp_root_enter_child(r->root);
    if (cp_root_open_point(r->root, r->path, "", &found, &failure) != CPROBE_OK) {
        sent.error = failure.system_error != 0 ? failure.system_error : ENOENT;
    } else {
        const int device = open_checked(r, found);
        // No timeout of its own: an admin command that exceeds its timeout makes the driver reset
        // the controller. nvme_timeout(), drivers/nvme/host/pci.c.
        struct nvme_admin_cmd command = {
            .opcode = GET_LOG_PAGE,
            .nsid = UINT32_MAX,
            .addr = (uint64_t)(uintptr_t)sent.bytes,
            .data_len = CP_NVME_LOG_BYTES,
            .cdw10 = r->page | (uint32_t)(DWORDS - 1) << DWORDS_SHIFT,
        };
        const int status = device < 0 ? -1 : ioctl(device, NVME_IOCTL_ADMIN_CMD, &command);
        // Positive: the controller's own status, which refuses the command.
        sent.error = status < 0 ? errno : status > 0 ? EIO : 0;
    }
    (void)cp_child_send(pipe, &sent, sizeof sent);
}

cprobe_result cp_nvme_read_log(cp_nvme *nvme, cp_root *root, const char *path,
                               uint32_t device_major, uint32_t device_minor, uint8_t page,
                               char bytes[CP_NVME_LOG_BYTES], const char *source,
                               cprobe_failure *failure) {
    if (root->kind == CPROBE_ROOT_CAPTURED) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_nvme_close(nvme);
    if (nvme->pid != 0) {
        return cp_fail(failure, CPROBE_STALLED, source, 0, 0);
    }
    request r = {root, path, device_major, device_minor, page};
    cp_child child;
    int error = cp_child_start(&child, read_and_send, &r);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
    }
    answer received = {.error = 0};
    size_t length = 0;
    const cp_child_news news = cp_child_receive(&child, &received, sizeof received, &length,
                                                cp_child_clock_ms() + CHILD_WAIT_MS);
    if (!cp_child_end(&child)) {
        nvme->pid = child.pid;
    }
    if (news == CP_CHILD_SILENT) {
        return cp_fail(failure, CPROBE_STALLED, source, 0, 0);
    }
    if (news != CP_CHILD_SENT || length != sizeof received) {
        return cp_fail(failure, CPROBE_IO, source, 0, 0);
    }
    if (received.error != 0) {
        return cp_fail(failure, cp_result_of_errno(received.error), source, 0, received.error);
    }
    memcpy(bytes, received.bytes, sizeof received.bytes);
    return CPROBE_OK;
}

#endif
