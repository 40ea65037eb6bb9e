// The files of huge pages in a cgroup.

#ifndef CP_LINUX_HUGE_PAGES_H
#define CP_LINUX_HUGE_PAGES_H

#include <stdbool.h>
#include <stdint.h>

// The files of one size. Without the first, there are no others; those of reservations are missing
// before Linux 5.7.
typedef enum cp_huge_file {
    CP_HUGE_MAX = 0,
    CP_HUGE_CURRENT,
    CP_HUGE_EVENTS, // v2: "max 12"; v1: failcnt, a number.
    CP_HUGE_RESERVED,
    CP_HUGE_RESERVED_MAX,
    CP_HUGE_FILES
} cp_huge_file;

// A size of huge pages: its name in the names of the files, and in bytes.
typedef struct cp_huge_size {
    const char *name;
    uint64_t bytes;
    const char *v1[CP_HUGE_FILES], *v2[CP_HUGE_FILES];
} cp_huge_size;

enum { CP_HUGE_SIZES = 12 };

extern const cp_huge_size cp_huge_sizes[CP_HUGE_SIZES];

// Whether a limit is that of a cgroup without one: v1 prints a number, and so does v2 until a limit
// was written once (seen with 6.18). `page_bytes`: of the kernel's pages, 0 if unknown.
bool cp_huge_is_unlimited(uint64_t limit, uint64_t bytes, uint64_t page_bytes);

#endif
