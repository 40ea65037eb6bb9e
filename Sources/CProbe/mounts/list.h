// The list of the mounts of one mountinfo, in caller-provided storage.

#ifndef CP_MOUNTS_LIST_H
#define CP_MOUNTS_LIST_H

#include "../include/cprobe/filesystem.h"
#include "../text/lines.h"

// Parses the lines into the caller's storage. not_requested is set by the type. `source` is the
// source of failures. TOO_LARGE as cprobe_filesystem_read().
cprobe_result cp_mounts_parse(cp_lines *lines, const char *source, cprobe_filesystem *filesystem,
                              cprobe_mounts *mounts, cprobe_failure *failure);

// Drops the mounts that are not selected, and preserves the order of the others.
void cp_mounts_choose(cprobe_mounts *mounts, cprobe_mount_choice choice);

// Whether the mount's type starts with `type`.
bool cp_mount_has_type(const cprobe_mounts *mounts, const cprobe_mount *mount, const char *type);

// Whether a path through this mount may block forever.
bool cp_mount_is_closed(const cprobe_mounts *mounts, const cprobe_mount *mount);

// Whether a request to any of the mounts may block forever: a network, user-space or unknown type.
// Automount points, which most machines have, are not included.
bool cp_mounts_have_remote(const cprobe_mounts *mounts);

// A text of a mount, as bytes.
static inline cp_span cp_mounts_text(const cprobe_mounts *mounts, cprobe_text_range range) {
    return cp_span_make(mounts->text + range.offset, range.length);
}

#endif
