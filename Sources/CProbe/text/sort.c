#include "sort.h"

#include <string.h>

typedef struct heap {
    char *parts;
    size_t stride, bytes;
    cp_compare compare;
} heap;

static char *at(const heap *h, size_t index) {
    return h->parts + index * h->stride;
}

// Swaps two parts piece by piece.
static void swap(char *first, char *second, size_t bytes) {
    char piece[64];
    while (bytes != 0) {
        const size_t length = bytes < sizeof piece ? bytes : sizeof piece;
        memcpy(piece, first, length);
        memcpy(first, second, length);
        memcpy(second, piece, length);
        first += length;
        second += length;
        bytes -= length;
    }
}

// Moves a part down the heap until no part below it is larger.
static void sift(const heap *h, size_t top, size_t count) {
    while (top * 2 + 1 < count) {
        size_t larger = top * 2 + 1;
        if (larger + 1 < count && h->compare(at(h, larger), at(h, larger + 1)) < 0) {
            larger += 1;
        }
        if (h->compare(at(h, top), at(h, larger)) >= 0) {
            return;
        }
        swap(at(h, top), at(h, larger), h->bytes);
        top = larger;
    }
}

// Heapsort.
void cp_sort_parts(void *parts, size_t count, size_t stride, size_t bytes, cp_compare compare) {
    const heap h = {parts, stride, bytes, compare};
    for (size_t top = count / 2; top > 0; top -= 1) {
        sift(&h, top - 1, count);
    }
    for (size_t end = count; end > 1; end -= 1) {
        swap(at(&h, 0), at(&h, end - 1), bytes);
        sift(&h, 0, end - 1);
    }
}

void cp_sort(void *items, size_t count, size_t bytes, cp_compare compare) {
    cp_sort_parts(items, count, bytes, bytes, compare);
}
