// The code that runs in the helper.
//
// The helper shares the memory of its creator, including thread-local storage: a library function
// that sets errno would set it in a thread of the program. Therefore this code calls nothing of the
// C library, makes system calls with their instruction, and is compiled without instrumentation and
// stack protector, which read thread-local storage.

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "helper_process.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#if defined(__clang__)
#define CP_BARE __attribute__((no_sanitize("address", "thread", "undefined"), no_stack_protector))
#elif defined(__has_attribute) && __has_attribute(no_stack_protector)
#define CP_BARE __attribute__((no_sanitize_address, no_sanitize_thread, no_stack_protector))
#else
#define CP_BARE __attribute__((no_sanitize_address, no_sanitize_thread))
#endif

// Makes a system call with up to five arguments. Returns the result, or a negative errno.
#if defined(__x86_64__) && !defined(__ILP32__)
CP_BARE static long call(long number, long a, long b, long c, long d, long e) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    long result = number;
    __asm__ volatile("syscall"
                     : "+a"(result)
                     : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return result;
}
#define CP_HAS_CALL 1
#elif defined(__aarch64__)
CP_BARE static long call(long number, long a, long b, long c, long d, long e) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    __asm__ volatile("svc #0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4)
                     : "memory");
    return x0;
}
#define CP_HAS_CALL 1
#elif defined(__riscv) && __riscv_xlen == 64
CP_BARE static long call(long number, long a, long b, long c, long d, long e) {
    register long a7 __asm__("a7") = number;
    register long a0 __asm__("a0") = a;
    register long a1 __asm__("a1") = b;
    register long a2 __asm__("a2") = c;
    register long a3 __asm__("a3") = d;
    register long a4 __asm__("a4") = e;
    __asm__ volatile("ecall"
                     : "+r"(a0)
                     : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4)
                     : "memory");
    return a0;
}
#define CP_HAS_CALL 1
#else
#define CP_HAS_CALL 0
#endif

#if CP_HAS_CALL

enum {
    OPENAT2_NUMBER = 437,     // Everywhere except on Alpha, like the next.
    CLOSE_RANGE_NUMBER = 436, // Linux 5.9.
    DESCRIPTORS_CLOSED = 65536, // Without close_range.
    STATX_MOUNT_ID = 0x1000,
    STATX_DONT_SYNC = 0x4000,
    OPENAT2_TRIES = 8, // EAGAIN is returned if something was renamed meanwhile.
    DEVICE_WORD = 17,  // In struct statx: the device's two numbers are at byte 136,
    MOUNT_WORD = 18    // and the mount id is at byte 144.
};

CP_BARE static long address(const void *pointer) {
    return (long)(uintptr_t)pointer;
}

// Closes all descriptors except one. A blocked helper may live forever, and whatever else it holds,
// such as the write end of a pipe or a listening socket, would stay in use.
CP_BARE static void close_others(long left_open) {
    const long below = left_open == 0 ? 0 : call(CLOSE_RANGE_NUMBER, 0, left_open - 1, 0, 0, 0);
    if (below == 0 && call(CLOSE_RANGE_NUMBER, left_open + 1, (long)~0u, 0, 0, 0) == 0) {
        return;
    }
    for (long each = 0; each < DESCRIPTORS_CLOSED; each += 1) {
        if (each != left_open) {
            (void)call(SYS_close, each, 0, 0, 0, 0);
        }
    }
}

// Waits for a request. Returns the descriptor that was sent with it, -1 if none was, or -2 if the
// creator has ended.
CP_BARE static long receive(cp_helper_memory *m) {
    // The kernel's layout. That of musl has padding, which its library function clears.
    struct {
        void *name;
        int32_t name_bytes;
        struct iovec *data;
        uint64_t data_count;
        void *control;
        uint64_t control_bytes;
        uint32_t flags;
    } message;
    struct iovec data;
    char byte;
    data.iov_base = &byte;
    data.iov_len = 1;
    message.name = NULL;
    message.name_bytes = 0;
    message.data = &data;
    message.data_count = 1;
    message.control = m->work;
    message.control_bytes = sizeof m->work;
    message.flags = 0;
    long count = 0;
    do {
        count = call(SYS_recvmsg, m->socket, address(&message), MSG_CMSG_CLOEXEC, 0, 0);
    } while (count == -EINTR);
    if (count <= 0) {
        return -2;
    }
    const struct cmsghdr *header = (const struct cmsghdr *)(const void *)m->work;
    const bool has_descriptor =
        message.control_bytes >= sizeof *header && header->cmsg_type == SCM_RIGHTS;
    return has_descriptor ? *(const int *)(const void *)(header + 1) : -1;
}

CP_BARE static bool answer(cp_helper_memory *m) {
    long count = 0;
    do {
        count = call(SYS_sendto, m->socket, address(&m->error), 1, MSG_NOSIGNAL, 0);
    } while (count == -EINTR);
    return count == 1;
}

CP_BARE static long open_path(cp_helper_memory *m, long directory, long flags) {
    const long base = directory >= 0 ? directory : AT_FDCWD;
    if (m->resolve == 0) {
        return call(SYS_openat, base, address(m->path), flags, 0, 0);
    }
    long opened = -EAGAIN;
    m->work[0] = (uint64_t)flags; // struct open_how
    m->work[1] = 0;
    m->work[2] = m->resolve;
    for (unsigned tries = 0; tries < OPENAT2_TRIES && opened == -EAGAIN; tries += 1) {
        opened = call(OPENAT2_NUMBER, base, address(m->path), address(m->work),
                      3 * sizeof m->work[0], 0);
    }
    return opened;
}

// Reads into the buffer until it is full or the file ends.
CP_BARE static void read_on(cp_helper_memory *m, long file) {
    m->length = 0;
    m->is_over = false;
    while (!m->is_over && m->length < sizeof m->buffer) {
        const long count = call(SYS_read, file, address(m->buffer + m->length),
                                (long)(sizeof m->buffer - m->length), 0, 0);
        if (count < 0 && count != -EINTR) {
            m->error = (int32_t)-count;
            return;
        }
        m->is_over = count == 0;
        m->length += count > 0 ? (uint64_t)count : 0;
    }
}

// Whether an O_PATH descriptor refers to a regular file, from the kernel's cache only.
CP_BARE static bool is_regular(cp_helper_memory *m, long file) {
    static const char empty[] = "";
    const long result = call(SYS_statx, file, address(empty), AT_EMPTY_PATH | STATX_DONT_SYNC, 1,
                             address(m->work)); // STATX_TYPE
    const uint32_t mode = (uint32_t)(m->work[3] >> 32) & 0xffff;
    return result == -ENOSYS || result == -EPERM || (result == 0 && (mode & S_IFMT) == S_IFREG);
}

// Opens the root directory of the process whose procfs directory this is.
CP_BARE static long enter_root(long directory) {
    static const char name[] = "root";
    return call(SYS_openat, directory, address(name), O_PATH | O_DIRECTORY | O_CLOEXEC, 0, 0);
}

// Opens the file of an O_PATH descriptor for reading: the one that was checked, whatever is at its
// path by now.
CP_BARE static long reopen(long point) {
    static const char prefix[] = "/proc/self/fd/";
    char name[sizeof prefix + 20];
    size_t length = 0;
    long power = 1;
    for (; prefix[length] != '\0'; length += 1) {
        name[length] = prefix[length];
    }
    while (point / power >= 10) {
        power *= 10;
    }
    for (; power != 0; power /= 10) {
        name[length] = (char)('0' + point / power % 10);
        length += 1;
    }
    name[length] = '\0';
    return call(SYS_openat, AT_FDCWD, address(name), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
                0, 0);
}

CP_BARE static void read_first(cp_helper_memory *m, long directory, long *file) {
    const long point = open_path(m, directory, O_PATH | O_CLOEXEC);
    if (point < 0) {
        m->error = (int32_t)-point;
        return;
    }
    // Opening a device could have side effects. The type is checked and the file is opened by one
    // descriptor: a process that owns the directory could replace the file meanwhile.
    *file = is_regular(m, point) ? reopen(point) : -EINVAL;
    (void)call(SYS_close, point, 0, 0, 0, 0);
    if (*file < 0) {
        m->error = (int32_t)-*file;
        return;
    }
    read_on(m, *file);
}

CP_BARE static void read_file_system(cp_helper_memory *m, long directory) {
    static const char empty[] = "";
    const long point = open_path(m, directory, O_PATH | O_CLOEXEC);
    if (point < 0) {
        m->error = (int32_t)-point;
        return;
    }
    m->mount = 0;
    m->device = 0;
    m->work[MOUNT_WORD] = 0;
    if (call(SYS_statx, point, address(empty), AT_EMPTY_PATH | STATX_DONT_SYNC, STATX_MOUNT_ID,
             address(m->work)) == 0) {
        const uint32_t *numbers = (const uint32_t *)(const void *)&m->work[DEVICE_WORD];
        m->mount = m->work[MOUNT_WORD];
        m->device = (uint64_t)numbers[0] << 32 | numbers[1];
    }
    const long result = call(SYS_fstatfs, point, address(&m->file_system), 0, 0, 0);
    m->error = (int32_t)-result;
    (void)call(SYS_close, point, 0, 0, 0, 0);
}

CP_BARE int cp_helper_main(void *memory) {
    cp_helper_memory *m = memory;
    long file = -1; // The open file of CP_HELPER_READ_ON.
    long directory = 0;
    // The helper ends with the thread that started it.
    (void)call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    close_others(m->socket);
    while ((directory = receive(m)) != -2) {
        m->error = 0;
        if (m->action == CP_HELPER_READ_ON) {
            read_on(m, file);
        } else if (m->action == CP_HELPER_READ) {
            if (file >= 0) {
                (void)call(SYS_close, file, 0, 0, 0, 0);
            }
            file = -1;
            const long root = m->enters_root ? enter_root(directory) : -1;
            if (m->enters_root && root < 0) {
                m->error = (int32_t)-root;
            } else {
                read_first(m, m->enters_root ? root : directory, &file);
            }
            if (root >= 0) {
                (void)call(SYS_close, root, 0, 0, 0, 0);
            }
        } else {
            read_file_system(m, directory);
        }
        const bool has_ended = m->error != 0 || m->is_over;
        const bool is_heard = answer(m);
        // After the response: closing a file is another request to its server.
        if (has_ended && file >= 0) {
            (void)call(SYS_close, file, 0, 0, 0, 0);
            file = -1;
        }
        if (directory >= 0) {
            (void)call(SYS_close, directory, 0, 0, 0, 0);
        }
        if (!is_heard) {
            break;
        }
    }
    (void)call(SYS_exit_group, 0, 0, 0, 0, 0);
    return 0;
}

#else

// No system call instruction for this processor: the helper exits at once, and what it should read
// is reported as unreadable.
int cp_helper_main(void *memory) {
    (void)memory;
    return 0;
}

#endif

#endif
