#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "disk_request.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nvme_ioctl.h>
#include <scsi/sg.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "../failure.h"
#include "../text/build.h"
#include "child.h"
#include "descriptor.h"

enum {
    CHILD_WAIT_MS = 1500, // The child is killed after this time.

    // NVM Express Base Specification, "Get Log Page command".
    GET_LOG_PAGE = 2,
    HEALTH_PAGE = 2,
    DWORDS = CP_DISK_PAGE_BYTES / 4,
    DWORDS_SHIFT = 16, // Their number, less 1, is in the upper half of the tenth double word.

    // SCSI / ATA Translation, "ATA PASS-THROUGH (16) command".
    ATA_PASS_THROUGH = 0x85,
    COMMAND_BYTES = 16,
    NO_DATA = 3 << 1, // The protocol.
    DATA_IN = 4 << 1,
    EXTENDED = 1,              // A command with 48 bits of address.
    RETURN_REGISTERS = 1 << 5, // The sense data has the registers after the command.
    ONE_BLOCK_IN = 0x0e,       // The count is the length, in blocks, from the device.
    SENSE_BYTES = 32,
    SENSE_FIXED = 0x70,
    SENSE_DESCRIPTORS = 0x72,
    ATA_DESCRIPTOR = 9,
    STATUS_ERROR = 1,

    // ATA Command Set.
    CHECK_POWER_MODE = 0xe5,
    SMART = 0xb0,
    READ_DATA = 0xd0,
    RETURN_STATUS = 0xda,
    SMART_MIDDLE = 0x4f, // The middle and the high byte of the address, in a command and in the
    SMART_HIGH = 0xc2,   // status of a disk that predicts no failure.
    FAILING_MIDDLE = 0xf4,
    FAILING_HIGH = 0x2c,
    READ_LOG_EXT = 0x2f,
    STATISTICS_LOG = 4,
    SOLID_STATE_PAGE = 7,
    COMMAND_WAIT_MS = 30000 // The kernel's own for a disk. SD_TIMEOUT, drivers/scsi/sd.h.
};

// What the child sends: an errno, or 0 and what the disk answered.
typedef struct answer {
    int32_t error;
    union {
        char page[CP_DISK_PAGE_BYTES];
        cp_ata_answer ata;
    } content;
} answer;

typedef struct request {
    cp_root *root;
    cp_disk_node node;
    void (*send)(int device, answer *received); // The commands to the disk.
} request;

void cp_disk_requests_init(cp_disk_requests *requests) {
    requests->pid = 0;
}

void cp_disk_requests_close(cp_disk_requests *requests) {
    if (requests->pid != 0 && cp_child_is_gone(requests->pid)) {
        requests->pid = 0;
    }
}

// Opens the device found at O_PATH by its number in /proc, so that it is the one that was checked.
static int open_checked(const cp_disk_node *node, int found) {
    struct stat status;
    char path[32];
    cp_build build = {path, sizeof path, 0, false};
    if (fstat(found, &status) != 0) {
        return -1;
    }
    if (!(node->is_block ? S_ISBLK(status.st_mode) : S_ISCHR(status.st_mode)) ||
        major(status.st_rdev) != node->major || minor(status.st_rdev) != node->minor) {
        errno = ENODEV;
        return -1;
    }
    cp_build_add(&build, cp_span_of("/proc/self/fd/"));
    cp_build_add_number(&build, (uint64_t)found);
    return open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static void send_nvme(int device, answer *received) {
    // No timeout of its own: an admin command that exceeds its timeout makes the driver reset the
    // controller. nvme_timeout(), drivers/nvme/host/pci.c.
    struct nvme_admin_cmd command = {
        .opcode = GET_LOG_PAGE,
        .nsid = UINT32_MAX,
        .addr = (uint64_t)(uintptr_t)received->content.page,
        .data_len = CP_DISK_PAGE_BYTES,
        .cdw10 = HEALTH_PAGE | (uint32_t)(DWORDS - 1) << DWORDS_SHIFT,
    };
    const int status = ioctl(device, NVME_IOCTL_ADMIN_CMD, &command);
    // Positive: the controller's own status, which refuses the command.
    received->error = status < 0 ? errno : status > 0 ? EOPNOTSUPP : 0;
}

// The registers of an ATA disk that this file reads.
typedef struct registers {
    unsigned count, middle, high, status;
} registers;

// Finds the registers in the sense data, which has one of two formats. False if the disk refused
// the command.
static bool take_registers(const unsigned char *sense, registers *found) {
    const unsigned format = sense[0] & 0x7f;
    if (format == SENSE_DESCRIPTORS && sense[8] == ATA_DESCRIPTOR) {
        *found = (registers){sense[13], sense[17], sense[19], sense[21]};
    } else if (format == SENSE_FIXED) {
        *found = (registers){sense[6], sense[10], sense[11], sense[4]};
    } else {
        return false;
    }
    return (found->status & STATUS_ERROR) == 0;
}

// Sends one command. Returns an errno. `page` receives a block of data, if the command has one.
static int send_command(int device, const unsigned char command[COMMAND_BYTES], char *page,
                        registers *found) {
    unsigned char sense[SENSE_BYTES] = {0};
    unsigned char sent[COMMAND_BYTES];
    memcpy(sent, command, sizeof sent);
    struct sg_io_hdr header = {
        .interface_id = 'S',
        .dxfer_direction = page != NULL ? SG_DXFER_FROM_DEV : SG_DXFER_NONE,
        .cmd_len = COMMAND_BYTES,
        .mx_sb_len = SENSE_BYTES,
        .dxfer_len = page != NULL ? CP_DISK_PAGE_BYTES : 0,
        .dxferp = page,
        .cmdp = sent,
        .sbp = sense,
        .timeout = COMMAND_WAIT_MS,
    };
    if (ioctl(device, SG_IO, &header) < 0) {
        return errno;
    }
    if (header.host_status != 0) {
        return EIO;
    }
    if (found != NULL) { // The status of the command is in the sense data as well.
        return take_registers(sense, found) ? 0 : EOPNOTSUPP;
    }
    return header.status != 0 ? EOPNOTSUPP : header.resid != 0 ? EIO : 0;
}

static void send_ata(int device, answer *received) {
    static const unsigned char power[COMMAND_BYTES] = {
        ATA_PASS_THROUGH, NO_DATA, RETURN_REGISTERS, [14] = CHECK_POWER_MODE};
    static const unsigned char status[COMMAND_BYTES] = {
        ATA_PASS_THROUGH, NO_DATA,      RETURN_REGISTERS, [4] = RETURN_STATUS,
        [10] = SMART_MIDDLE, [12] = SMART_HIGH, [14] = SMART};
    static const unsigned char data[COMMAND_BYTES] = {
        ATA_PASS_THROUGH, DATA_IN, ONE_BLOCK_IN, [4] = READ_DATA, [6] = 1,
        [10] = SMART_MIDDLE, [12] = SMART_HIGH, [14] = SMART};
    static const unsigned char statistics[COMMAND_BYTES] = {
        ATA_PASS_THROUGH, DATA_IN | EXTENDED, ONE_BLOCK_IN, [6] = 1, [8] = STATISTICS_LOG,
        [10] = SOLID_STATE_PAGE, [14] = READ_LOG_EXT};
    cp_ata_answer *ata = &received->content.ata;
    registers found;
    received->error = send_command(device, power, NULL, &found);
    if (received->error != 0) {
        return;
    }
    // Standby: 0 and 1; 0x40: the platters do not turn, and a cache in flash memory answers.
    if (found.count <= 1 || found.count == 0x40) {
        received->error = ENOMEDIUM;
        return;
    }
    received->error = send_command(device, data, ata->data, NULL);
    if (received->error != 0) {
        return;
    }
    received->error = send_command(device, status, NULL, &found);
    if (received->error != 0) {
        return;
    }
    ata->failure_predicted = found.middle == FAILING_MIDDLE && found.high == FAILING_HIGH;
    if (!ata->failure_predicted && !(found.middle == SMART_MIDDLE && found.high == SMART_HIGH)) {
        received->error = EPROTO;
        return;
    }
    // Most rotating disks refuse this one.
    ata->has_statistics = send_command(device, statistics, ata->statistics, NULL) == 0;
}

// In the child.
static void send_all(void *context, int pipe) {
    const request *r = context;
    answer received = {.error = 0};
    int found = -1;
    cprobe_failure failure;
    cp_root_enter_child(r->root);
    if (cp_root_open_point(r->root, r->node.path, "", &found, &failure) != CPROBE_OK) {
        received.error = failure.system_error != 0 ? failure.system_error : ENOENT;
    } else {
        const int device = open_checked(&r->node, found);
        if (device < 0) {
            received.error = errno;
        } else {
            r->send(device, &received);
        }
    }
    (void)cp_child_send(pipe, &received, sizeof received);
}

static cprobe_result run(cp_disk_requests *requests, request *r, answer *received,
                         const char *source, cprobe_failure *failure) {
    if (r->root->kind == CPROBE_ROOT_CAPTURED) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_disk_requests_close(requests);
    if (requests->pid != 0) {
        return cp_fail(failure, CPROBE_STALLED, source, 0, 0);
    }
    cp_child child;
    const int error = cp_child_start(&child, send_all, r);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), source, 0, error);
    }
    size_t length = 0;
    const cp_child_news news = cp_child_receive(&child, received, sizeof *received, &length,
                                                cp_child_clock_ms() + CHILD_WAIT_MS);
    if (!cp_child_end(&child)) {
        requests->pid = child.pid;
    }
    if (news == CP_CHILD_SILENT) {
        return cp_fail(failure, CPROBE_STALLED, source, 0, 0);
    }
    if (news != CP_CHILD_SENT || length != sizeof *received) {
        return cp_fail(failure, CPROBE_IO, source, 0, 0);
    }
    switch (received->error) {
    case 0: return CPROBE_OK;
    case ENOMEDIUM: return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, received->error);
    case EPROTO: return cp_fail(failure, CPROBE_MALFORMED, source, 0, received->error);
    case EOPNOTSUPP: return cp_fail(failure, CPROBE_UNSUPPORTED, source, 0, received->error);
    default:
        return cp_fail(failure, cp_result_of_errno(received->error), source, 0, received->error);
    }
}

cprobe_result cp_nvme_read_log(cp_disk_requests *requests, cp_root *root, cp_disk_node node,
                               char bytes[CP_DISK_PAGE_BYTES], const char *source,
                               cprobe_failure *failure) {
    request r = {root, node, send_nvme};
    answer received = {.error = 0};
    const cprobe_result result = run(requests, &r, &received, source, failure);
    if (result == CPROBE_OK) {
        memcpy(bytes, received.content.page, CP_DISK_PAGE_BYTES);
    }
    return result;
}

cprobe_result cp_ata_read_smart(cp_disk_requests *requests, cp_root *root, cp_disk_node node,
                                cp_ata_answer *answered, const char *source,
                                cprobe_failure *failure) {
    request r = {root, node, send_ata};
    answer received = {.error = 0};
    const cprobe_result result = run(requests, &r, &received, source, failure);
    if (result == CPROBE_OK) {
        *answered = received.content.ata;
    }
    return result;
}

#endif
