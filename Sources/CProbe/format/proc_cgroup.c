// /proc/PID/cgroup: the cgroup of a process in each hierarchy.
// Sample: captured, debian-6.1-x86_64-hybrid.txt: /proc/self/cgroup
//
//     3:memory:/system.slice/web.service
//     2:cpu:/system.slice/web.service
//     1:name=systemd:/system.slice/web.service
//     0::/system.slice/web.service
//
//     line = id ":" controllers ":" path "\n"
//     id   = digits; 0 is the unified hierarchy (v2), and has no controllers
//     path = "/" anything but a newline; may contain colons and commas
//
// The path is relative to the root of the reader's cgroup namespace, and starts with "/.." for a
// cgroup outside of it. The path of a removed cgroup ends with " (deleted)". A blank before the
// newline belongs to the path. Any other line, or one with a NUL, could have named any cgroup:
// malformed. Streams; a path has at most 4,096 bytes. proc_cgroup_show(), kernel/cgroup/cgroup.c;
// cgroups(7).

#include "proc_cgroup.h"

#include "../text/number.h"

bool cp_proc_cgroup_parse(cp_span line, cp_line_end end, cp_membership *membership) {
    uint64_t id = 0;
    bool has_id = false;
    bool has_controllers = false;
    if (end != CP_LINE_WHOLE || !cp_parse_u64(cp_take_until(&line, ':', &has_id), &id)) {
        return false;
    }
    cp_span controllers = cp_take_until(&line, ':', &has_controllers);
    if (!has_id || !has_controllers || line.length == 0 || line.bytes[0] != '/' ||
        memchr(line.bytes, '\0', line.length) != NULL) {
        return false;
    }
    *membership = (cp_membership){id == 0 && controllers.length == 0, controllers, line};
    return true;
}

// Whether a comma-separated list contains this name.
static bool has_name(cp_span list, cp_span name) {
    while (list.length != 0) {
        if (cp_span_equal(cp_take_until(&list, ',', NULL), name)) {
            return true;
        }
    }
    return false;
}

unsigned cp_proc_cgroup_rank(const cp_membership *membership) {
    static const char *const controllers[] = {"name=systemd", "cpu", "memory", "pids"};
    const unsigned known = sizeof controllers / sizeof controllers[0];
    const unsigned above = membership->path.length == 1 ? known + 2 : 0;
    if (membership->is_v2) {
        return above;
    }
    for (unsigned index = 0; index < known; index += 1) {
        if (has_name(membership->controllers, cp_span_of(controllers[index]))) {
            return above + index + 1;
        }
    }
    return above + known + 1;
}
