// The list of swap devices, of the systems that have swapctl(2): OpenBSD and NetBSD.

#ifndef CP_BSD_SWAP_CALLS_H
#define CP_BSD_SWAP_CALLS_H

#include <stddef.h>

// Lists up to `most` devices, as an array of the system's struct swapent. `count` is the number of
// structs written. Returns 0 or an errno.
int cp_port_swap(void *out, size_t most, size_t *count);

#endif
