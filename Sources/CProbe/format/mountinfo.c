// /proc/PID/mountinfo: the mounts visible to a process.
// Sample: written by hand.
//
//     41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw
//     32 31 0:29 /docker/0123 /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct
//
//     line = id " " parent " " major ":" minor " " root " " point " " options (" " tag)*
//            " - " type " " source " " super_options "\n"
//
// Tags are "shared:N" (a peer group, whose mounts get each other's mounts), "master:N" (the peer
// group from which the mount gets them), "propagate_from:N" and "unbindable".
//
// A blank, tab, newline or backslash in root, point, type and source is escaped as a backslash and
// three octal digits. super_options may contain bare blanks (drvfs of WSL prints them), so they
// extend to the end of the line. A tag may contain "-"; only a field that is exactly "-" ends the
// tags. Other lines are malformed. Streams. A line has no bound (lowerdir of overlayfs); the fields
// that are wanted of cgroup mounts are within the first 2 × 4 × 4,096 bytes, before anything of
// unbounded length. show_mountinfo(), fs/proc_namespace.c; proc_pid_mountinfo(5).

#include "mountinfo.h"

#include "../text/number.h"

static bool parse_u32(cp_span text, uint32_t *number) {
    uint64_t value = 0;
    if (!cp_parse_u64(text, &value) || value > UINT32_MAX) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

bool cp_mountinfo_parse(cp_span line, cp_mount *mount) {
    cp_mount read = {0};
    if (!parse_u32(cp_take_until(&line, ' ', NULL), &read.id) ||
        !parse_u32(cp_take_until(&line, ' ', NULL), &read.parent_id) ||
        !parse_u32(cp_take_until(&line, ':', NULL), &read.device_major) ||
        !parse_u32(cp_take_until(&line, ' ', NULL), &read.device_minor)) {
        return false;
    }
    bool found = false;
    read.root = cp_take_until(&line, ' ', NULL);
    read.point = cp_take_until(&line, ' ', NULL);
    read.options = cp_take_until(&line, ' ', &found);
    read.tags = line;
    while (found && !cp_span_equal(cp_take_until(&line, ' ', &found), cp_span_make("-", 1))) {
    }
    read.tags.length -= line.length;
    read.type = cp_take_until(&line, ' ', &found);
    if (!found || read.root.length == 0 || read.point.length == 0 || read.type.length == 0) {
        return false;
    }
    read.source = cp_take_until(&line, ' ', &found);
    read.super_options = line;
    *mount = read;
    return true;
}

void cp_mountinfo_propagation(cp_span tags, uint32_t *peer_group, uint32_t *master_group,
                              bool *unbindable) {
    *peer_group = 0;
    *master_group = 0;
    *unbindable = false;
    for (cp_span tag = cp_take_until(&tags, ' ', NULL); tag.length != 0;
         tag = cp_take_until(&tags, ' ', NULL)) {
        if (cp_take_text(&tag, "shared:")) {
            (void)parse_u32(tag, peer_group);
        } else if (cp_take_text(&tag, "master:")) {
            (void)parse_u32(tag, master_group);
        } else if (cp_span_equal(tag, cp_span_of("unbindable"))) {
            *unbindable = true;
        }
    }
}

// The byte of an escape with three octal digits, or -1.
static int decode_octal(cp_span path, size_t at) {
    if (path.length - at < 4) {
        return -1;
    }
    int value = 0;
    for (size_t index = at + 1; index < at + 4; index += 1) {
        if (path.bytes[index] < '0' || path.bytes[index] > '7') {
            return -1;
        }
        value = value * 8 + (path.bytes[index] - '0');
    }
    return value < 256 ? value : -1;
}

bool cp_mountinfo_decode(cp_span path, char *out, size_t capacity, size_t *length) {
    size_t written = 0;
    for (size_t index = 0; index < path.length; index += 1) {
        char byte = path.bytes[index];
        if (byte == '\\') {
            int octal = decode_octal(path, index);
            if (octal >= 0) {
                byte = (char)octal;
                index += 3;
            }
        }
        if (byte == '\0' || written == capacity) {
            return false;
        }
        out[written] = byte;
        written += 1;
    }
    *length = written;
    return true;
}

bool cp_mountinfo_is_over_sysfs(const cp_mount *mount, cp_span path) {
    const cp_span point = mount->point;
    return cp_span_starts(point, cp_span_of("/sys/")) && cp_span_starts(path, point) &&
           (path.length == point.length || path.bytes[point.length] == '/') &&
           !cp_span_equal(mount->type, cp_span_of("sysfs"));
}
