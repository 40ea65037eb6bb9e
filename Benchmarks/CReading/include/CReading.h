// The sections read through C, as a program in C would: storage of its own, used again each time.

#ifndef CREADING_H
#define CREADING_H

#include <stdbool.h>
#include <stdint.h>

typedef struct creading creading;

// Reads beneath `root`. NULL where it cannot be opened.
creading *creading_open(const char *root);

// Reads sections, by the bits of Probe's Sections, as one sample, of each process also `details`. False
// where one could not be read.
bool creading_read(creading *reading, uint32_t sections, uint32_t details);

void creading_close(creading *reading);

#endif
