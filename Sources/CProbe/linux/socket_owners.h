// Which processes have a socket open.

#ifndef CP_LINUX_SOCKET_OWNERS_H
#define CP_LINUX_SOCKET_OWNERS_H

#include "../include/cprobe/connections.h"
#include "process/subject.h"

// An array of sockets of one kind, each of which begins with a cprobe_socket_owner.
typedef struct cp_owned {
    void *items;
    size_t count, item_bytes;
} cp_owned;

// Sockets of every kind.
typedef struct cp_owned_lists {
    cp_owned lists[2];
} cp_owned_lists;

// Sorts the sockets of each kind by inode.
void cp_sockets_sort(const cp_owned_lists *lists);

// Sets the owners of sorted sockets by the links of /proc/PID/fd of every process, of a living
// thread where the main thread has ended. Processes whose descriptors may not be read are counted
// in sockets->unread_processes; other failures, and that hidepid hides processes, are added to its
// failures. Fails if /proc cannot be listed. Uses the scratch buffer.
cprobe_result cp_socket_owners_read(const cp_process_reader *from, const cp_owned_lists *lists,
                                    cprobe_sockets *sockets, cprobe_failure *failure);

// The same for one process. Fails if its descriptors cannot be read. Uses the second half of the
// scratch buffer.
cprobe_result cp_socket_owners_read_process(const cp_subject *s, int32_t pid,
                                            const cp_owned_lists *lists, cprobe_failure *failure);

#endif
