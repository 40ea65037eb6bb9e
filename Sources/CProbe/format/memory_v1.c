// memory.limit_in_bytes, memory.memsw.limit_in_bytes, memory.soft_limit_in_bytes (cgroup v1).
// Sample: captured, debian-5.10-x86_64-processes.txt: /sys/fs/cgroup/*memory.limit_in_bytes
//
//     9223372036854771712
//
//     file = digits "\n"               bytes
//
// No limit is printed as the largest number of whole pages: 2^63 - 1, rounded down to pages of 4
// KiB (…771712), 16 KiB or 64 KiB (…710272). So every number from the last one up is no limit;
// before Linux 3.19 it was 2^63 - 1. (A 32-bit kernel prints 2^31 - 1 pages, 8 TiB, more than its
// memory can be; that remains a limit here, but physical memory is less.) At most 20 + 1 bytes.
// mem_cgroup_read_u64(), mm/memcontrol-v1.c.

#include "cgroup_files.h"

static const uint64_t no_limit = 0x7fffffffffff0000;

cp_limit_value cp_memory_limit_of(uint64_t bytes) {
    return bytes >= no_limit ? (cp_limit_value){0} : (cp_limit_value){true, bytes};
}

bool cp_memory_limit_parse(cp_span text, cp_limit_value *limit) {
    uint64_t value = 0;
    if (!cp_number_parse(text, &value)) {
        return false;
    }
    *limit = cp_memory_limit_of(value);
    return true;
}
