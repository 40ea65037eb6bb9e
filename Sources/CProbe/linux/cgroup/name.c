#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "name.h"

#include <fcntl.h>
#include <unistd.h>

#include "../../failure.h"
#include "../../quota/hierarchy.h"
#include "../../source/descriptor.h"
#include "../../text/build.h"

cprobe_result cp_cgroup_name_take(const char *name, cp_cgroup_name *cgroup,
                                  cprobe_failure *failure) {
    static const char source[] = "the cgroup";
    cp_span rest = cp_span_of(name);
    cp_build build = {cgroup->path, sizeof cgroup->path, 0, false};
    if (rest.length == 0 || cp_path_climbs(rest)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    while (rest.length != 0) {
        const cp_span part = cp_take_until(&rest, '/', NULL);
        if (part.length != 0 && !cp_span_equal(part, cp_span_make(".", 1))) {
            cp_build_add(&build, cp_span_make("/", 1));
            cp_build_add(&build, part);
        }
    }
    if (build.length == 0) {
        cp_build_add(&build, cp_span_make("/", 1));
    }
    cgroup->length = build.length;
    return build.is_full ? cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0) : CPROBE_OK;
}

// Returns the path of a directory beneath the root with all links resolved; empty if there is no
// such directory.
static cp_span read_target(cp_reader *reader, const char *path,
                           char target[CPROBE_PATH_BYTES]) {
    char link[32]; // "/proc/self/fd/" + 10 digits + NUL.
    int directory = -1;
    if (cp_root_open_mounted(&reader->root, path, "the cgroup", &directory, NULL) !=
        CPROBE_OK) {
        return cp_span_make(target, 0);
    }
    cp_build build = {link, sizeof link, 0, false};
    cp_build_add(&build, cp_span_of("/proc/self/fd/"));
    cp_build_add_number(&build, (uint64_t)directory);
    const ssize_t length = readlinkat(AT_FDCWD, link, target, CPROBE_PATH_BYTES);
    cp_close(directory);
    return cp_span_make(target, length > 0 && length < CPROBE_PATH_BYTES ? (size_t)length : 0);
}

bool cp_cgroup_name_follow(cp_reader *reader, cp_cgroup_name *cgroup) {
    char target[CPROBE_PATH_BYTES];
    char top[CPROBE_PATH_BYTES];
    cp_span path = read_target(reader, cgroup->path, target);
    const cp_span root = read_target(reader, "/", top);
    if (path.length == 0 || root.length == 0) {
        return false;
    }
    if (root.length > 1) {
        if (!cp_span_starts(path, root) || path.length == root.length ||
            path.bytes[root.length] != '/') {
            return false;
        }
        cp_skip(&path, root.length);
    }
    cp_build found = {cgroup->path, sizeof cgroup->path, 0, false};
    cp_build_add(&found, path);
    cgroup->length = found.length;
    return true;
}

#endif
