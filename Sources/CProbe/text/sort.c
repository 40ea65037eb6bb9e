#include "sort.h"

#include <string.h>

static char *at(void *items, size_t index, size_t bytes) {
    return (char *)items + index * bytes;
}

// Swaps two items piece by piece.
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

// Moves an item down the heap until no item below it is larger.
static void sift(void *items, size_t top, size_t count, size_t bytes, cp_compare compare) {
    while (top * 2 + 1 < count) {
        size_t larger = top * 2 + 1;
        if (larger + 1 < count &&
            compare(at(items, larger, bytes), at(items, larger + 1, bytes)) < 0) {
            larger += 1;
        }
        if (compare(at(items, top, bytes), at(items, larger, bytes)) >= 0) {
            return;
        }
        swap(at(items, top, bytes), at(items, larger, bytes), bytes);
        top = larger;
    }
}

// Heapsort.
void cp_sort(void *items, size_t count, size_t bytes, cp_compare compare) {
    for (size_t top = count / 2; top > 0; top -= 1) {
        sift(items, top - 1, count, bytes, compare);
    }
    for (size_t end = count; end > 1; end -= 1) {
        swap(at(items, 0, bytes), at(items, end - 1, bytes), bytes);
        sift(items, 0, end - 1, bytes, compare);
    }
}
