#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "attributes.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../format/process_files.h"
#include "../../format/process_texts.h"

// ---- links

// Opens the directory of the process, unless it is open.
static cprobe_result open_own(const cp_subject *s, int *directory, cprobe_failure *failure) {
    static const char source[] = "/proc/PID";
    char path[CP_SUBJECT_PATH_BYTES];
    if (s->own >= 0) {
        *directory = s->own;
        return CPROBE_OK;
    }
    cp_subject_path(s, "", path);
    return cp_subject_is_captured(s->pass)
               ? cp_root_open_directory(&s->pass->from->reader->root, path, source, directory,
                                        failure)
               : cp_subject_open_directory(s, s->pass->directory, path, O_PATH, source, directory,
                                           failure);
}

// Reads the target of a link into the text buffer.
static cprobe_result read_link(const cp_subject *s, int directory, const char *name,
                               const char *source, cp_span *target, cprobe_failure *failure) {
    const ssize_t length =
        readlinkat(directory, name, cp_subject_text(s->pass), CP_PROCESS_TEXT_BYTES);
    if (length < 0) {
        return cp_fail(failure, cp_result_of_errno(errno), source, 0, errno);
    }
    *target = cp_span_make(cp_subject_text(s->pass), (size_t)length);
    return CPROBE_OK;
}

// A link to a path, and what of the item it sets.
typedef struct path_link {
    const char *name;
    const char *source;
    cprobe_process_field field;
    uint32_t *offset;
    uint32_t *length;
    bool *is_deleted;
} path_link;

static cprobe_result read_path(const cp_subject *s, int directory, const path_link *link,
                               cprobe_failure *failure) {
    // Kernel threads have no program, zombies neither a program nor directories.
    const bool may_lack = s->item->kernel_thread || s->item->state == 'Z' || s->item->state == 'X';
    cp_span path;
    const cprobe_result result =
        read_link(s, directory, link->name, link->source, &path, failure);
    if (result != CPROBE_OK) {
        return cp_is_absent(result) && may_lack ? CPROBE_OK : result;
    }
    cp_process_path_parse(&path, link->is_deleted);
    if (!cp_process_add_text(s->pass->list, path, link->offset, link->length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, link->source, 0, 0);
    }
    cprobe_set(&s->item->present_fields, link->field);
    return CPROBE_OK;
}

cprobe_result cp_subject_read_paths(const cp_subject *s, cprobe_failure *failure) {
    cprobe_process *item = s->item;
    bool unused = false;
    const path_link links[] = {
        {"exe", "/proc/PID/exe", CPROBE_PROCESS_EXECUTABLE, &item->executable_offset,
         &item->executable_length, &item->executable_deleted},
        {"cwd", "/proc/PID/cwd", CPROBE_PROCESS_WORKING_DIRECTORY, &item->working_directory_offset,
         &item->working_directory_length, &item->working_directory_deleted},
        {"root", "/proc/PID/root", CPROBE_PROCESS_ROOT_DIRECTORY, &item->root_directory_offset,
         &item->root_directory_length, &unused},
    };
    int directory = -1;
    cprobe_result result = open_own(s, &directory, failure);
    for (size_t index = 0; index < sizeof links / sizeof links[0] && result == CPROBE_OK;
         index += 1) {
        result = read_path(s, directory, &links[index], failure);
    }
    if (directory != s->own) {
        cp_close(directory);
    }
    return result;
}

cprobe_result cp_subject_read_namespaces(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/ns";
    cprobe_process *item = s->item;
    const struct {
        const char *name;
        cprobe_process_field field;
        uint32_t *inode;
    } links[] = {
        {"cgroup", CPROBE_PROCESS_CGROUP_NAMESPACE, &item->cgroup_namespace},
        {"ipc", CPROBE_PROCESS_IPC_NAMESPACE, &item->ipc_namespace},
        {"mnt", CPROBE_PROCESS_MOUNT_NAMESPACE, &item->mount_namespace},
        {"net", CPROBE_PROCESS_NETWORK_NAMESPACE, &item->network_namespace},
        {"pid", CPROBE_PROCESS_PID_NAMESPACE, &item->pid_namespace},
        {"pid_for_children", CPROBE_PROCESS_CHILDREN_PID_NAMESPACE, &item->children_pid_namespace},
        {"time", CPROBE_PROCESS_TIME_NAMESPACE, &item->time_namespace},
        {"time_for_children", CPROBE_PROCESS_CHILDREN_TIME_NAMESPACE,
         &item->children_time_namespace},
        {"user", CPROBE_PROCESS_USER_NAMESPACE, &item->user_namespace},
        {"uts", CPROBE_PROCESS_UTS_NAMESPACE, &item->uts_namespace},
    };
    int directory = -1;
    cprobe_result result = cp_subject_open_listing(s, "ns", source, &directory, failure);
    for (size_t index = 0; index < sizeof links / sizeof links[0] && result == CPROBE_OK;
         index += 1) {
        cp_span target;
        cp_span kind;
        uint64_t inode = 0;
        result = read_link(s, directory, links[index].name, source, &target, failure);
        if (cp_is_absent(result)) {
            result = CPROBE_OK; // An older kernel, or a zombie, which has no network and no mounts.
            continue;
        }
        if (result == CPROBE_OK &&
            (!cp_process_inode_parse(target, &kind, &inode) || inode > UINT32_MAX)) {
            result = cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        if (result == CPROBE_OK) {
            *links[index].inode = (uint32_t)inode;
            cprobe_set(&item->present_fields, links[index].field);
        }
    }
    cp_close(directory);
    return result;
}

// ---- small files

static cprobe_result malformed(const char *source, cprobe_failure *failure) {
    return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
}

static cprobe_result read_score(const cp_subject *s, const char *file, const char *source,
                                cprobe_process_field field, int32_t *score,
                                cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_subject_read_file(s, file, source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_process_oom_parse(text, score)) {
        return malformed(source, failure);
    }
    cprobe_set(&s->item->present_fields, field);
    return CPROBE_OK;
}

cprobe_result cp_subject_read_oom(const cp_subject *s, cprobe_failure *failure) {
    const cprobe_result result =
        read_score(s, "oom_score", "/proc/PID/oom_score", CPROBE_PROCESS_OOM_SCORE,
                   &s->item->oom_score, failure);
    return result == CPROBE_OK
               ? read_score(s, "oom_score_adj", "/proc/PID/oom_score_adj",
                            CPROBE_PROCESS_OOM_SCORE_ADJUSTMENT, &s->item->oom_score_adjustment,
                            failure)
               : result;
}

cprobe_result cp_subject_read_schedstat(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/schedstat";
    cp_span text;
    cp_process_schedstat read;
    const cprobe_result result = cp_subject_read_file(s, "schedstat", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_process_schedstat_parse(text, &read)) {
        return malformed(source, failure);
    }
    s->item->run_time_ns = read.run_time_ns;
    s->item->run_delay_ns = read.run_delay_ns;
    s->item->time_slices = read.time_slices;
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_RUN_TIME);
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_RUN_DELAY);
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_TIME_SLICES);
    return CPROBE_OK;
}

cprobe_result cp_subject_read_wchan(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/wchan";
    cp_span text;
    cp_span function;
    const cprobe_result result = cp_subject_read_file(s, "wchan", source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_process_wchan_parse(text, &function)) {
        return malformed(source, failure);
    }
    if (function.length == 0) {
        return CPROBE_OK;
    }
    if (!cp_process_add_text(s->pass->list, function, &s->item->wait_channel_offset,
                             &s->item->wait_channel_length)) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
    }
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_WAIT_CHANNEL);
    return CPROBE_OK;
}

cprobe_result cp_subject_read_io_priority(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "ioprio_get(2)";
    // linux/ioprio.h, which older systems lack.
    enum { WHO_PROCESS = 1, CLASS_SHIFT = 13, CLASS_MASK = 7, LEVEL_MASK = 7 };
    if (!cp_procfs_has_own_pids(s->pass->from->procfs, s->pass->from->reader)) {
        return cp_fail(failure, CPROBE_UNSUPPORTED, source, 0, 0);
    }
    const long priority = syscall(SYS_ioprio_get, WHO_PROCESS, s->item->pid);
    if (priority < 0) {
        return cp_fail(failure, cp_result_of_errno(errno), source, 0, errno);
    }
    s->item->io_priority_class = (uint32_t)priority >> CLASS_SHIFT & CLASS_MASK;
    s->item->io_priority_level = (uint32_t)priority & LEVEL_MASK;
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_IO_PRIORITY_CLASS);
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_IO_PRIORITY_LEVEL);
    return CPROBE_OK;
}

static cprobe_result read_login_id(const cp_subject *s, const char *file, const char *source,
                                   cprobe_process_field field, uint32_t *id,
                                   cprobe_failure *failure) {
    cp_span text;
    bool is_set = false;
    const cprobe_result result = cp_subject_read_file(s, file, source, &text, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_process_login_parse(text, id, &is_set)) {
        return malformed(source, failure);
    }
    if (is_set) {
        cprobe_set(&s->item->present_fields, field);
    }
    return CPROBE_OK;
}

cprobe_result cp_subject_read_login(const cp_subject *s, cprobe_failure *failure) {
    const cprobe_result result =
        read_login_id(s, "loginuid", "/proc/PID/loginuid", CPROBE_PROCESS_LOGIN_UID,
                      &s->item->login_uid, failure);
    return result == CPROBE_OK
               ? read_login_id(s, "sessionid", "/proc/PID/sessionid", CPROBE_PROCESS_AUDIT_SESSION,
                               &s->item->audit_session, failure)
               : result;
}

cprobe_result cp_subject_read_autogroup(const cp_subject *s, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/autogroup";
    cp_span text;
    const cprobe_result result = cp_subject_read_file(s, "autogroup", source, &text, failure);
    if (result != CPROBE_OK || text.length == 0) {
        return result; // Empty: in no autogroup.
    }
    if (!cp_process_autogroup_parse(text, &s->item->autogroup, &s->item->autogroup_nice)) {
        return malformed(source, failure);
    }
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_AUTOGROUP);
    cprobe_set(&s->item->present_fields, CPROBE_PROCESS_AUTOGROUP_NICE);
    return CPROBE_OK;
}

#endif
