// The benchmark's own malloc and its like, each a count and glibc's.

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

// The last block of malloc, and what it can hold at least.
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

// A list of Swift asks how large its new block became, and grows into all of it. Whether glibc had 16
// bytes more there depends on what was freed before: what is told leaves them out, so that a list grows
// as often on each machine.
size_t malloc_usable_size(void *block) {
    if (block != NULL && block == last.block) {
        return (last.size + 7) / 16 * 16 + 8;
    }
    size_t (*glibc)(void *) = (size_t (*)(void *))dlsym(RTLD_NEXT, "malloc_usable_size");
    return glibc == NULL ? 0 : glibc(block);
}

// Counts a block that is not of malloc. It may stand where the last of malloc was.
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

static void *volatile held;

void ccount_allocate(void) {
    held = malloc(1);
    free(held);
}
