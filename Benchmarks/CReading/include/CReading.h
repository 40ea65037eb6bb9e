// Reads the sections through C, as a program in C does: with its own storage, reused each time.

#ifndef CREADING_H
#define CREADING_H

#include <stdbool.h>
#include <stdint.h>

typedef struct creading creading;

// Opens a reading beneath `root`. NULL if it cannot be opened.
creading *creading_open(const char *root);

// Reads sections, by the bits of Probe's Sections, as one sample; of each process also `details`.
// False if a section could not be read.
bool creading_read(creading *reading, uint32_t sections, uint32_t details);

void creading_close(creading *reading);

#endif
