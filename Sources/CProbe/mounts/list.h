// The list of the mounts of one mountinfo, in the caller's storage.

#ifndef CP_MOUNTS_LIST_H
#define CP_MOUNTS_LIST_H

#include "../include/cprobe/filesystem.h"
#include "../text/lines.h"

// Parses the lines into the caller's storage. not_asked says whether a mount's type lets it be asked.
// `source` names the text in failures. TOO_LARGE as cprobe_filesystem_read.
cprobe_result cp_mounts_parse(cp_lines *lines, const char *source, cprobe_filesystem *filesystem,
                              cprobe_mounts *mounts, cprobe_failure *failure);

// Drops the mounts that were not chosen. The others keep their order.
void cp_mounts_choose(cprobe_mounts *mounts, cprobe_mount_choice choice);

// Whether the mount's type begins so.
bool cp_mount_has_type(const cprobe_mounts *mounts, const cprobe_mount *mount, const char *type);

// Whether a path through this mount may block forever.
bool cp_mount_is_closed(const cprobe_mounts *mounts, const cprobe_mount *mount);

// Whether any of the mounts may block a request forever: of the network, of a process, or of an unknown
// type. An automount point is on most machines and is none of these.
bool cp_mounts_have_remote(const cprobe_mounts *mounts);

// A text of a mount, as bytes.
static inline cp_span cp_mounts_text(const cprobe_mounts *mounts, cprobe_text_range range) {
    return cp_span_make(mounts->text + range.offset, range.length);
}

#endif
