// Which processes have a socket open.

#ifndef CP_LINUX_SOCKET_OWNERS_H
#define CP_LINUX_SOCKET_OWNERS_H

#include "../include/cprobe/connections.h"
#include "../source/reader.h"

// Sorts the sockets by inode.
void cp_sockets_sort(cprobe_socket *items, size_t count);

// Sets the owners of sorted sockets by the links of /proc/PID/fd, of every process, or of one if
// `pid` is not 0. `unread` becomes the number of processes whose descriptors may not be read. Fails
// if /proc cannot be listed, or the descriptors of the one process cannot. Uses the scratch buffer.
cprobe_result cp_socket_owners_read(cp_reader *reader, int32_t pid, cprobe_socket *items,
                                    size_t count, uint32_t *unread, cprobe_failure *failure);

#endif
