// The statistics of UVM, the virtual memory of OpenBSD and NetBSD: one structure of many integers,
// of which each port lists those that it reads. Pure.

#ifndef CP_BSD_UVMEXP_H
#define CP_BSD_UVMEXP_H

#include "../include/cprobe/field.h"
#include "../text/span.h"
#include "counter.h"

typedef enum cp_uvmexp_kind {
    CP_UVMEXP_PAGES = 0, // A number of pages now.
    CP_UVMEXP_COUNTER,   // Events since boot.
    CP_UVMEXP_PAGES_COUNTER
} cp_uvmexp_kind;

// A member of the structure.
typedef struct cp_uvmexp_member {
    uint8_t field;       // Of the record that receives it.
    uint8_t kind;        // cp_uvmexp_kind.
    uint16_t offset;
    uint16_t also;       // The offset of a second member, which is added; 0: none.
} cp_uvmexp_member;

// What an answer has, and how to read it.
typedef struct cp_uvmexp {
    const char *source;
    cp_span record;
    bool is_wide;         // Members have 64 bits; otherwise 32, and counters wrap.
    uint64_t page_bytes;
    cp_counter *counters; // One for each member that is a counter, unless `is_wide`.
} cp_uvmexp;

// Stores the members in `target`, a record whose fields are `fields`, and marks them present. A
// negative number, or one that exceeds 64 bits in bytes, is absent and adds a MALFORMED failure.
void cp_uvmexp_store(const cp_uvmexp *answer, const cp_uvmexp_member *members, size_t count,
                     const cprobe_field *fields, void *target, cprobe_presence *present,
                     cprobe_failures *failures);

// One number of pages, in bytes. False if negative or too large.
bool cp_uvmexp_bytes(const cp_uvmexp *answer, size_t offset, uint64_t *bytes);

#endif
