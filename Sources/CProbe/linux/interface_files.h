// The files of an interface in /sys/class/net.

#ifndef CP_LINUX_INTERFACE_FILES_H
#define CP_LINUX_INTERFACE_FILES_H

#include "../include/cprobe/network.h"
#include "../source/reader.h"

// Adds the values in the files of each interface: index, flags, MTU, speed, duplex, state, and its
// lower interface if that is in the list; in a captured root also the queue length, the changes of
// the carrier and the alias, which would cost five more files at every reading of a live root. A
// missing file leaves its field absent; a missing directory, and a file that cannot be read or
// parsed, set the interface's failure.
void cp_interface_files_read(cp_reader *reader, cprobe_interface *items, size_t count);

#endif
