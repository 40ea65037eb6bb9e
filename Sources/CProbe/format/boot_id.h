// /proc/sys/kernel/random/boot_id. boot_id.c describes the format.

#ifndef CP_FORMAT_BOOT_ID_H
#define CP_FORMAT_BOOT_ID_H

#include <stdint.h>

#include "../text/span.h"

// Parses the whole text. False if malformed.
bool cp_boot_id_parse(cp_span text, uint8_t boot_id[16]);

#endif
