// Sorts an array in place: no recursion, and nothing allocated, unlike qsort() of some C libraries.

#ifndef CP_TEXT_SORT_H
#define CP_TEXT_SORT_H

#include <stddef.h>

// Negative, 0 or positive, as the first item belongs before, beside or behind the second.
typedef int (*cp_compare)(const void *first, const void *second);

// Sorts `count` items of `bytes` each. Equal items change places. At most about 2 × count × log2
// (count) comparisons.
void cp_sort(void *items, size_t count, size_t bytes, cp_compare compare);

// As cp_sort(), for parts of `bytes` each that are `stride` bytes apart: what is between them stays
// where it is.
void cp_sort_parts(void *parts, size_t count, size_t stride, size_t bytes, cp_compare compare);

#endif
