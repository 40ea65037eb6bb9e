// The texts of /sys/block/NAME, its order of names, and what a name or a uuid says about a device.

#ifndef CP_FORMAT_BLOCK_DEVICE_H
#define CP_FORMAT_BLOCK_DEVICE_H

#include "../include/cprobe/storage.h"
#include "../text/span.h"

// Copies a text without the blanks and newlines around it. False if it does not fit, with nothing
// copied.
bool cp_storage_text_copy(cp_span text, cprobe_storage_text *out);

// A Boolean of sysfs: 0 or 1. False if it is anything else.
bool cp_flag_parse(cp_span text, bool *flag);

// The type of a device of the device mapper, by its uuid, which may be empty.
cprobe_block_type cp_mapped_type(cp_span uuid);

// The type of another device, by its name.
cprobe_block_type cp_named_type(cp_span name);

// The name of a device in its uevent, without "/dev/"; empty if it has none there.
cp_span cp_uevent_name(cp_span text);

// The order of two names: digits count as numbers, so that sda is before sdb, and nvme2n1 before
// nvme10n1. Negative, 0 or positive.
int cp_block_name_compare(cp_span a, cp_span b);

#endif
