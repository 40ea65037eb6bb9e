#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../include/cprobe/cgroups.h"
#include "../../quota/hierarchy.h"
#include "../../source/descriptor.h"
#include "../collector_state.h"
#include "start.h"

static const char file_name[] = "cgroup.procs";

// Opens cgroup.procs of the resolved cgroup, in the first hierarchy that has the cgroup.
static cprobe_result open_members(cp_collector *state, int *descriptor, cprobe_failure *failure) {
    static const char source[] = "the directory of the cgroup";
    const cprobe_hierarchies *all = &state->table_cgroups.resolution.hierarchies;
    cprobe_result result = cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    for (uint32_t index = 0; index < all->count && result == CPROBE_NOT_FOUND; index += 1) {
        const cprobe_hierarchy *hierarchy = &all->items[index];
        char path[CPROBE_PATH_BYTES];
        if (!hierarchy->mounted) {
            continue;
        }
        const size_t length = cp_hierarchies_path(all, index, hierarchy->path_length, NULL, path,
                                                  CPROBE_PATH_BYTES - 1);
        if (length >= CPROBE_PATH_BYTES - 1) {
            return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
        }
        path[length] = '\0';
        int directory = -1;
        result = cp_root_open_mounted(&state->reader.root, path, source, &directory, failure);
        if (result != CPROBE_OK) {
            continue;
        }
        result = cp_cgroup_is_in_mount(&state->reader.root, hierarchy, directory)
                     ? cp_root_open_file_in(&state->reader.root, directory, file_name, descriptor,
                                            failure)
                     : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
        cp_close(directory);
    }
    return result;
}

// Reads the open file to its end. A failure drops what was read.
static cprobe_result read_members(cp_collector *state, int descriptor, int32_t *pids,
                                  size_t capacity, size_t *count, cprobe_failure *failure) {
    cp_stream stream;
    cp_lines lines =
        cp_stream_lines(&state->reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    cp_span line;
    cp_line_end end;
    size_t found = 0;
    while (cp_lines_next(&lines, &line, &end)) {
        int32_t pid = 0;
        if (!cp_cgroup_pid_parse(line, end, &pid)) {
            return cp_fail(failure, CPROBE_MALFORMED, file_name, lines.number, 0);
        }
        if (pid == 0) {
            continue;
        }
        if (found < capacity) {
            pids[found] = pid;
        }
        found += 1;
    }
    if (stream.system_error == EOPNOTSUPP) {
        return cp_fail(failure, CPROBE_IO, file_name, 0, EOPNOTSUPP); // A threaded cgroup.
    }
    if (lines.result != CPROBE_OK) {
        return cp_fail(failure, lines.result, file_name, 0, stream.system_error);
    }
    *count = found;
    return CPROBE_OK;
}

cprobe_result cprobe_cgroup_processes_read(cprobe_collector *collector, const char *cgroup,
                                           int32_t *pids, size_t capacity, size_t *count,
                                           cprobe_failure *failure) {
    if (collector == NULL || cgroup == NULL || count == NULL || (pids == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cgroup processes", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    const cp_process_reader processes = {&state->reader, &state->machine, &state->processes,
                                         &state->procfs};
    cprobe_result result = cp_table_resolve(&state->reader, &state->table_cgroups, processes,
                                            cgroup, failure);
    int descriptor = -1;
    if (result == CPROBE_OK) {
        result = open_members(state, &descriptor, failure);
    }
    if (result == CPROBE_OK) {
        result = read_members(state, descriptor, pids, capacity, count, failure);
        cp_close(descriptor);
    }
    return result;
}

#endif
