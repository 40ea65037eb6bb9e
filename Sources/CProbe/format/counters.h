// Pairs of lines: the names of a protocol's counters, and their numbers.
//
//     Udp: InDatagrams NoPorts InErrors OutDatagrams
//     Udp: 10948 0 2 10952
//
//     text    = (names numbers)*
//     names   = protocol ":" (" " name)* "\n"
//     numbers = protocol ":" (" " number)* "\n"    as many, in the same order
//
// The columns differ between kernels, so that they are found by name. Unknown protocols and names
// are skipped. A wanted name with a bad number is an absent field and a failure with its line.
// If the two lines have different numbers of words, or the second is missing, it is unknown which
// number belongs to which name: all fields of the pair are absent, and the pair is a failure. The
// kernel sums per-CPU counters; a sum that is negative for a moment is not a number.

#ifndef CP_FORMAT_COUNTERS_H
#define CP_FORMAT_COUNTERS_H

#include "../failure.h"
#include "../include/cprobe/field.h"
#include "../text/lines.h"

// A wanted protocol. Two entries may have the same name, with different rows.
typedef struct cp_protocol {
    const char *name;         // "Udp:"
    const cprobe_field *rows; // In the kernel's order. A row without a key is skipped.
    size_t count;
    void *target;             // The record that has the rows' members.
    cprobe_presence *present;
} cp_protocol;

// Parses the whole text, which must be complete (cp_lines_of). Returns the number of fields that
// were stored; a failure is added for each bad number and for each bad pair.
size_t cp_counters_parse(cp_lines *lines, const cp_protocol *protocols, size_t count,
                         const char *source, cprobe_failures *failures);

#endif
