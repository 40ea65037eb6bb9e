// What /sys/class/net says of an interface.

#ifndef CP_LINUX_INTERFACE_FILES_H
#define CP_LINUX_INTERFACE_FILES_H

#include "linux.h"

// Adds what the files of each interface say: number, flags, MTU, speed, duplex, state, and whether it
// stands on another of the list. A file that is not there leaves its field absent; one that is there
// and cannot be read or understood joins the failures, too.
void cp_interface_files_read(cprobe_collector *collector, cprobe_interface *items, size_t count,
                             cprobe_failures *failures);

#endif
