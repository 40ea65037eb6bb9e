// The mounts of one mountinfo (mounts.c), and what they are to each other (mount_relations.c).

#ifndef CP_FORMAT_MOUNTS_H
#define CP_FORMAT_MOUNTS_H

#include "../include/cprobe/filesystem.h"
#include "../text/lines.h"

// Parses the lines into the caller's storage. What its type says of asking stands in not_asked.
// `source` names the text in failures. TOO_LARGE as cprobe_filesystem_read.
cprobe_result cp_mounts_parse(cp_lines *lines, const char *source, cprobe_filesystem *filesystem,
                              cprobe_mounts *mounts, cprobe_failure *failure);

// Finds out which mounts are covered, duplicates, or behind one that must not be asked; the first and
// the last are then not asked. `slots` is room for `slot_count` numbers, a power of two, of any content.
void cp_mounts_relate(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// Chains the mounts by their file system, in the kernel's order, in the slots. They may be of any
// content, and hold the chains until the mounts are chosen or the slots written to.
void cp_mounts_chain_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count);

// The first mount of a chain that has all of this one's file system, and may have others. The next one
// is told by mount->chain: 1 + its index, or 0.
cprobe_mount *cp_mounts_first_alike(cprobe_mounts *mounts, uint64_t *slots, size_t slot_count,
                                    const cprobe_mount *mount);

// Finds out which of the mounts that answered show the space of another one that is listed, though they
// have a device number of their own: an overlay or ecryptfs that of the file system its upper layer lies
// in, a dataset of zfs that of its pool, where total and available agree. They are duplicates. What is
// mounted at "/" is none.
void cp_mounts_relate_space(cprobe_mounts *mounts);

// Whether any of them may not come back when it is asked: of the network, of a process, or of a type
// that nobody knows. An automount point is on most machines and is none of these.
bool cp_mounts_have_remote(const cprobe_mounts *mounts);

// Drops the mounts that were not chosen. The others keep their order.
void cp_mounts_choose(cprobe_mounts *mounts, cprobe_mount_choice choice);

// A text of a mount, as bytes.
static inline cp_span cp_mounts_text(const cprobe_mounts *mounts, cprobe_text_range range) {
    return cp_span_make(mounts->text + range.offset, range.length);
}

#endif
