#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "membership.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"
#include "../../text/hash.h"
#include "../process/read.h"

enum { PIDFD_OPEN_NUMBER = 434 }; // On every architecture but Alpha; the headers of older systems
                                  // lack it.

static const char membership_name[] = "/proc/PID/cgroup";

void cp_membership_init(cp_cgroup_membership *membership) {
    *membership = (cp_cgroup_membership){.descriptor = -1, .pidfd = -1, .namespaces = -1};
}

void cp_membership_close(cp_cgroup_membership *membership) {
    cp_close(membership->descriptor);
    cp_close(membership->pidfd);
    cp_close(membership->namespaces);
    membership->descriptor = -1;
    membership->pidfd = -1;
    membership->cgroup_id = 0;
    membership->namespaces = -1;
}

void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]) {
    cp_build build = {path, CP_PROCESS_PATH_BYTES, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    if (subject->kind == CPROBE_SUBJECT_PROCESS) {
        cp_build_add_number(&build, (uint64_t)subject->pid);
    } else {
        cp_build_add(&build, cp_span_of("self"));
    }
    cp_build_add(&build, cp_span_of("/"));
    cp_build_add(&build, cp_span_of(name));
}

// Hashes the whole text of /proc/PID/cgroup. `text` is that text if it fits into the scratch
// buffer, else empty.
static cprobe_result hash_membership(const cp_cgroup_membership *membership, cp_reader *reader,
                                     uint64_t *hash, cp_span *text) {
    cp_stream stream = {.descriptor = membership->descriptor,
                        .printing = CP_PRINTED_WHOLE};
    *hash = cp_hash_start;
    *text = (cp_span){0};
    while (!stream.is_over) {
        size_t length = 0;
        const cprobe_result result =
            cp_stream_refill(&stream, cp_scratch(reader), CP_SCRATCH_BYTES, &length);
        if (result != CPROBE_OK) {
            return result;
        }
        *text = cp_span_make(cp_scratch(reader), stream.offset == length ? length : 0);
        *hash = cp_hash_add_words(*hash, cp_span_make(cp_scratch(reader), length));
    }
    return CPROBE_OK;
}

// Builds "/proc/PID/task/TID/cgroup": version 1 hierarchies report "/" for a main thread that has
// ended.
static void build_thread_path(int32_t pid, int32_t thread, char path[CP_PROCESS_PATH_BYTES]) {
    cp_build build = {path, CP_PROCESS_PATH_BYTES, 0, false};
    cp_build_add(&build, cp_span_of("/proc/"));
    cp_build_add_number(&build, (uint64_t)pid);
    cp_build_add(&build, cp_span_of("/task/"));
    cp_build_add_number(&build, (uint64_t)thread);
    cp_build_add(&build, cp_span_of("/cgroup"));
}

cprobe_result cp_membership_read(cp_cgroup_membership *membership, const cp_process_reader *from,
                                 const cprobe_quota_subject *subject, cprobe_hierarchies *found,
                                 cprobe_container *container, cprobe_failure *failure) {
    cp_reader *reader = from->reader;
    char path[CP_PROCESS_PATH_BYTES];
    const bool is_process = subject->kind == CPROBE_SUBJECT_PROCESS;
    const int32_t thread =
        is_process ? cp_process_living_thread(from, subject->pid) : 0;
    if (thread != 0) {
        build_thread_path(subject->pid, thread, path);
    } else {
        cp_process_path(subject, "cgroup", path);
    }
    const char *source =
        subject->kind == CPROBE_SUBJECT_SELF ? "/proc/self/cgroup" : membership_name;
    cprobe_result result =
        cp_root_open_file(&reader->root, path, source, &membership->descriptor, failure);
    if (result == CPROBE_NOT_FOUND && is_process &&
        cp_procfs_may_hide(from->procfs, reader, subject->pid)) {
        return cp_fail(failure, CPROBE_DENIED, "/proc with hidepid", 0, 0);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cp_span text;
    result = hash_membership(membership, reader, &membership->hash, &text);
    if (result != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, 0);
    }
    // If the text was too long for the buffer, it is read a second time; a process that moves in
    // between fails the next cp_membership_holds.
    cp_stream stream = {0};
    cp_lines lines =
        text.length != 0
            ? cp_lines_of(text.bytes, text.length)
            : cp_stream_lines(reader, &stream, membership->descriptor, CP_PRINTED_WHOLE);
    bool has_line = false;
    cp_span line;
    cp_line_end end;
    cp_membership entry;
    lines.keeps_blanks = true;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_proc_cgroup_parse(line, end, &entry)) {
            has_line = true;
            cp_hierarchies_add(found, &entry);
            cp_container_offer_cgroup(container, entry.path);
        } else {
            cp_hierarchies_damage(found,
                                  (cprobe_failure){CPROBE_MALFORMED, lines.number, 0, source});
        }
    }
    if (lines.result != CPROBE_OK) {
        return cp_fail(failure, lines.result, source, 0, stream.system_error);
    }
    return has_line ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

// Returns the id of this process's v2 cgroup by its pidfd, at a third of the cost of reading
// /proc/self/cgroup. 0 if the kernel does not report it. ioctl_pidfd(2), PIDFD_GET_INFO, Linux
// 6.13.
static uint64_t own_cgroup_id(cp_cgroup_membership *membership, cp_root *root) {
    enum { WANTED = 1 << 2 }; // PIDFD_INFO_CGROUPID
    struct info {
        uint64_t mask, cgroup_id;
        uint32_t others[12];
    } info = {.mask = WANTED};
    _Static_assert(sizeof info == 64, "the first version of struct pidfd_info");
    if (membership->has_no_pidfd) {
        return 0;
    }
    if (membership->pidfd < 0) {
        membership->pidfd = (int32_t)syscall(PIDFD_OPEN_NUMBER, getpid(), 0);
    }
    if (membership->pidfd < 0 || !cp_may_keep(root, membership->pidfd) ||
        ioctl(membership->pidfd, _IOWR(0xff, 11, struct info), &info) != 0 ||
        (info.mask & WANTED) == 0) {
        membership->has_no_pidfd = true;
        return 0;
    }
    return info.cgroup_id;
}

bool cp_membership_holds(cp_cgroup_membership *membership, cp_reader *reader,
                         const cprobe_quota_subject *subject,
                         const cprobe_hierarchies *hierarchies) {
    const bool has_id = subject->kind == CPROBE_SUBJECT_SELF &&
                        reader->root.kind == CPROBE_ROOT_OWN && hierarchies->count == 1 &&
                        hierarchies->items[0].version == 2 &&
                        hierarchies->apart[CPROBE_APART_RDMA].version == 0 &&
                        hierarchies->apart[CPROBE_APART_MISC].version == 0;
    const uint64_t id = has_id ? own_cgroup_id(membership, &reader->root) : 0;
    if (subject->kind == CPROBE_SUBJECT_CGROUP || (id != 0 && id == membership->cgroup_id)) {
        return true;
    }
    uint64_t hash = 0;
    cp_span text;
    const bool is_same = hash_membership(membership, reader, &hash, &text) == CPROBE_OK &&
                         hash == membership->hash;
    membership->cgroup_id = is_same ? id : 0;
    return is_same;
}

// The targets of these links contain the inodes of the namespaces, "mnt:[4026531841]"; stat() would
// cost twice as much.
static uint64_t hash_namespaces(cp_cgroup_membership *membership, const cp_reader *reader) {
    static const char *const links[2] = {"mnt", "cgroup"};
    uint64_t hash = cp_hash_start;
    if (reader->root.kind != CPROBE_ROOT_OWN) {
        return hash;
    }
    if (membership->namespaces < 0) {
        membership->namespaces = open("/proc/self/ns", O_PATH | O_DIRECTORY | O_CLOEXEC);
    }
    for (size_t index = 0; index < 2; index += 1) {
        char name[64];
        const ssize_t length =
            readlinkat(membership->namespaces, links[index], name, sizeof name);
        hash = cp_hash_add(hash, cp_span_make(name, length > 0 ? (size_t)length : 0));
    }
    return hash;
}

void cp_membership_note_namespaces(cp_cgroup_membership *membership, const cp_reader *reader) {
    membership->namespaces_hash = hash_namespaces(membership, reader);
}

bool cp_membership_is_in_namespaces(cp_cgroup_membership *membership, const cp_reader *reader) {
    return hash_namespaces(membership, reader) == membership->namespaces_hash;
}

bool cp_membership_is_copy(const cp_cgroup_membership *membership) {
    return cp_is_copy(membership->descriptor);
}

#endif
