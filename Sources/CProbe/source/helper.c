#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "helper.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "child.h"
#include "descriptor.h"
#include "helper_process.h"

#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1u
#endif

static const unsigned NOEXEC_SEAL = 8; // MFD_NOEXEC_SEAL, missing in older headers.

static cp_helper_memory *memory_of(const cp_helper *helper) {
    return helper->memory;
}

static void unmap(cp_helper *helper) {
    if (helper->memory != NULL) {
        (void)munmap(helper->memory, sizeof(cp_helper_memory));
        helper->memory = NULL;
    }
}

// Whether a killed helper has ended. Only then may its memory be reused.
static bool has_ended(cp_helper *helper) {
    if (helper->pid == 0) {
        return true;
    }
    if (!cp_child_is_gone(helper->pid)) {
        return false;
    }
    helper->pid = 0;
    return true;
}

// Kills the helper and closes the socket. The shared memory stays in use until the helper has
// ended.
static void kill_helper(cp_helper *helper) {
    cp_child child = {helper->pid, helper->socket};
    helper->socket = -1;
    if (cp_child_end(&child)) {
        helper->pid = 0;
    }
}

static uint64_t owner_now(void) {
    return (uint64_t)geteuid() << 32 | getegid();
}

// Starts the helper. An errno, or 0.
static int start(cp_helper *helper) {
    int ends[2];
    if (!has_ended(helper)) {
        return ETIMEDOUT;
    }
    if (helper->memory == NULL) {
        void *mapped = mmap(NULL, sizeof(cp_helper_memory), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) {
            return errno;
        }
        helper->memory = mapped;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return errno;
    }
    cp_helper_memory *memory = memory_of(helper);
    memory->socket = ends[1];
    // All signals are blocked when the helper starts: the program's handlers must not run in it.
    cp_signals before;
    cp_signals_block(&before);
    // No exit signal: there is no SIGCHLD, and wait calls without __WALL do not return the helper.
    const int pid = clone(cp_helper_main, memory->stack + sizeof memory->stack, CLONE_VM, memory);
    const int error = pid < 0 ? errno : 0;
    cp_signals_restore(&before);
    (void)close(ends[1]);
    if (error != 0) {
        (void)close(ends[0]);
        return error;
    }
    helper->pid = pid;
    helper->socket = ends[0];
    helper->owner = owner_now();
    return 0;
}

// Sends one byte, with the descriptor of the directory if there is one.
static bool send_request(int socket, int directory) {
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    char byte = 0;
    struct iovec data = {&byte, 1};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    if (directory >= 0) {
        memset(&control, 0, sizeof control);
        control.header.cmsg_len = CMSG_LEN(sizeof(int));
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        memcpy(CMSG_DATA(&control.header), &directory, sizeof directory);
        message.msg_control = &control;
        message.msg_controllen = sizeof control;
    }
    ssize_t count = 0;
    do {
        count = sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    return count == 1;
}

// Lets the helper perform the request in the shared memory. 0 if it responded, ETIMEDOUT, or EPIPE
// if it has ended: with the thread that started it, or because it was killed.
static int exchange(cp_helper *helper, int directory) {
    const int64_t start_ms = cp_child_clock_ms();
    const int64_t wait_ms =
        helper->left_ms < CP_HELPER_WAIT_MS ? helper->left_ms : CP_HELPER_WAIT_MS;
    if (wait_ms <= 0) {
        return ETIMEDOUT;
    }
    cp_child child = {helper->pid, helper->socket};
    char byte = 0;
    size_t length = 0;
    if (!send_request(helper->socket, directory)) {
        kill_helper(helper);
        return EPIPE;
    }
    const cp_child_news news =
        cp_child_receive(&child, &byte, 1, &length, start_ms + wait_ms);
    helper->left_ms -= cp_child_clock_ms() - start_ms;
    switch (news) {
    case CP_CHILD_SENT: return 0;
    case CP_CHILD_ENDED: kill_helper(helper); return EPIPE;
    case CP_CHILD_SILENT: kill_helper(helper); return ETIMEDOUT;
    }
    return EPIPE;
}

// Performs one request. Returns 0 or an errno.
static int request(cp_helper *helper, cp_helper_action action, const cp_helper_path *path) {
    int error = EPIPE;
    const size_t length = strlen(path->path);
    if (length >= CPROBE_PATH_BYTES) {
        return ENAMETOOLONG;
    }
    if (helper->left_ms <= 0) {
        return ETIMEDOUT;
    }
    // A helper with credentials that the caller has dropped must not read anything more.
    if (helper->socket >= 0 && helper->owner != owner_now()) {
        kill_helper(helper);
    }
    for (unsigned tries = 0; tries < 2 && error == EPIPE; tries += 1) {
        error = helper->pid != 0 && helper->socket >= 0 ? 0 : start(helper);
        if (error == 0) {
            cp_helper_memory *memory = memory_of(helper);
            memory->action = (int32_t)action;
            memory->has_directory = path->directory >= 0;
            memory->enters_root = path->enters_root;
            memory->resolve = path->resolve;
            memcpy(memory->path, path->path, length + 1);
            error = exchange(helper, path->directory);
        }
    }
    return error != 0 ? error : memory_of(helper)->error;
}

// Requests the next part of the file that the helper has open.
static int request_more(cp_helper *helper) {
    memory_of(helper)->action = CP_HELPER_READ_ON;
    memory_of(helper)->has_directory = false;
    const int error = exchange(helper, -1);
    return error != 0 ? error : memory_of(helper)->error;
}

static int write_all(int descriptor, const char *bytes, size_t length) {
    while (length != 0) {
        const ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        bytes += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
    return 0;
}

int cp_helper_copy(cp_helper *helper, const cp_helper_path *path, int *descriptor) {
    // vm.memfd_noexec=2 refuses a memfd that could be executed; before Linux 6.3 the flag does not
    // exist.
    int copy = (int)syscall(SYS_memfd_create, "probe", MFD_CLOEXEC | NOEXEC_SEAL);
    if (copy < 0 && errno == EINVAL) {
        copy = (int)syscall(SYS_memfd_create, "probe", MFD_CLOEXEC);
    }
    if (copy < 0) {
        return errno;
    }
    size_t total = 0;
    int error = request(helper, CP_HELPER_READ, path);
    while (error == 0) {
        const cp_helper_memory *memory = memory_of(helper);
        total += memory->length;
        error = total > CP_HELPER_FILE_BYTES
                    ? EFBIG
                    : write_all(copy, memory->buffer, memory->length);
        if (error != 0 || memory->is_over) {
            break;
        }
        error = request_more(helper);
    }
    if (error != 0) {
        (void)close(copy);
        return error;
    }
    *descriptor = copy;
    return 0;
}

int cp_helper_statfs(cp_helper *helper, const cp_helper_path *path, cp_found *found) {
    const int error = request(helper, CP_HELPER_STATFS, path);
    if (error == 0) {
        const cp_helper_memory *memory = memory_of(helper);
        found->mount = memory->mount;
        found->device = memory->device;
        memcpy(&found->answer, &memory->file_system, sizeof found->answer);
    }
    return error;
}

void cp_helper_init(cp_helper *helper) {
    *helper = (cp_helper){.socket = -1, .left_ms = CP_HELPER_SAMPLE_WAIT_MS};
}

void cp_helper_begin(cp_helper *helper) {
    helper->left_ms = CP_HELPER_SAMPLE_WAIT_MS;
    if (helper->pid != 0 && helper->socket < 0) {
        (void)has_ended(helper); // Reaps it.
    }
}

void cp_helper_close(cp_helper *helper) {
    if (helper->pid != 0 && helper->socket >= 0) {
        kill_helper(helper);
    }
    // A blocked helper may write to the shared memory when its request ends: leave it mapped.
    if (has_ended(helper)) {
        unmap(helper);
    }
    helper->memory = NULL;
    helper->pid = 0;
}

void cp_helper_forget(cp_helper *helper) {
    if (helper->pid != 0 && helper->socket >= 0) {
        cp_close(helper->socket);
    }
    unmap(helper); // The child's copy of the mapping.
    cp_helper_init(helper);
}

#endif
