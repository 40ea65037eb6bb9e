// What /sys/class/net says of an interface.

#ifndef CP_LINUX_INTERFACE_FILES_H
#define CP_LINUX_INTERFACE_FILES_H

#include "../include/cprobe/network.h"
#include "../source/reader.h"

// Adds what the files of each interface say: number, flags, MTU, speed, duplex, state, and whether it
// stands on another of the list. A file that is not there leaves its field absent; a directory that is
// not there, and a file that cannot be read or understood, are the interface's failure.
void cp_interface_files_read(cp_reader *reader, cprobe_interface *items, size_t count);

#endif
