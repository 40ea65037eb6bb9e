// The benchmark's malloc, calloc, realloc and so on: each counts, and calls glibc's.

#define _GNU_SOURCE 1

#include "CCount.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__GLIBC__)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static _Thread_local int64_t count;

// The block that malloc returned last, and its minimum size.
static _Thread_local struct {
    void *block;
    size_t size;
} last;

void *malloc(size_t size) {
    count += 1;
    last.block = __libc_malloc(size);
    last.size = size;
    return last.block;
}

// A Swift array requests the size of its new block, and grows into all of it. Whether glibc has 16
// more bytes there depends on earlier frees: the result leaves them out, so that an array grows
// equally often on each machine.
size_t malloc_usable_size(void *block) {
    if (block != NULL && block == last.block) {
        return (last.size + 7) / 16 * 16 + 8;
    }
    size_t (*glibc)(void *) = (size_t (*)(void *))dlsym(RTLD_NEXT, "malloc_usable_size");
    return glibc == NULL ? 0 : glibc(block);
}

// Counts a block that does not come from malloc. It may have the address of malloc's last block.
static void *other(void *block) {
    count += 1;
    last.block = NULL;
    return block;
}

void *calloc(size_t items, size_t size) {
    return other(__libc_calloc(items, size));
}

void *realloc(void *block, size_t size) {
    return other(__libc_realloc(block, size));
}

void *memalign(size_t alignment, size_t size) {
    return other(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size) {
    return other(__libc_memalign(alignment, size));
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = other(__libc_memalign(alignment, size));
    return *block == NULL ? ENOMEM : 0;
}

int64_t ccount_allocations(void) {
    return count;
}

#else

int64_t ccount_allocations(void) {
    return -1;
}

#endif

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)

int64_t ccount_bytes(void) {
    struct mallinfo2 heap = mallinfo2();
    return (int64_t)(heap.uordblks + heap.hblkhd);
}

#else

int64_t ccount_bytes(void) {
    return -1;
}

#endif

static void *volatile held;

void ccount_allocate(void) {
    held = malloc(1);
    free(held);
}
