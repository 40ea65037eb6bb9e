#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "huge_pages.h"

#define CP_SIZE(name, bytes)                                                                       \
    {name,                                                                                         \
     bytes,                                                                                        \
     {"hugetlb." name ".limit_in_bytes", "hugetlb." name ".usage_in_bytes",                        \
      "hugetlb." name ".failcnt", "hugetlb." name ".rsvd.usage_in_bytes",                          \
      "hugetlb." name ".rsvd.limit_in_bytes"},                                                     \
     {"hugetlb." name ".max", "hugetlb." name ".current", "hugetlb." name ".events",               \
      "hugetlb." name ".rsvd.current", "hugetlb." name ".rsvd.max"}}

// The sizes of huge pages that processors have. hugetlb_cgroup_file_init(), mm/hugetlb_cgroup.c.
const cp_huge_size cp_huge_sizes[CP_HUGE_SIZES] = {
    CP_SIZE("2MB", (uint64_t)2 << 20),   CP_SIZE("1GB", (uint64_t)1 << 30),
    CP_SIZE("64KB", (uint64_t)64 << 10), CP_SIZE("32MB", (uint64_t)32 << 20),
    CP_SIZE("512MB", (uint64_t)512 << 20), CP_SIZE("16GB", (uint64_t)16 << 30),
    CP_SIZE("16MB", (uint64_t)16 << 20), CP_SIZE("1MB", (uint64_t)1 << 20),
    CP_SIZE("2GB", (uint64_t)2 << 30),   CP_SIZE("4MB", (uint64_t)4 << 20),
    CP_SIZE("8MB", (uint64_t)8 << 20),   CP_SIZE("256MB", (uint64_t)256 << 20),
};

// The largest number of pages, rounded down to whole huge pages. That is LONG_MAX bytes of a 64-bit
// kernel, LONG_MAX pages of a 32-bit one. PAGE_COUNTER_MAX, include/linux/page_counter.h.
bool cp_huge_is_unlimited(uint64_t limit, uint64_t bytes, uint64_t page_bytes) {
    if (limit >= (uint64_t)INT64_MAX / bytes * bytes) {
        return true;
    }
    return sizeof(long) == 4 && page_bytes != 0 && bytes >= page_bytes &&
           limit == INT32_MAX / (bytes / page_bytes) * bytes;
}

#endif
