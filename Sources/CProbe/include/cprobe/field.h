// What the records hold: for each field its name, its unit, where the kernel prints it and what it means.
//
// A field is written once, as a row of its record's table. Parsers, the JSON of the command, its schema
// and the documents follow the rows; exporters can list them here.

#ifndef CPROBE_FIELD_H
#define CPROBE_FIELD_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// The records that have a table.
typedef enum CPROBE_CLOSED cprobe_record {
    CPROBE_RECORD_CPU = 0,     // cprobe_cpu
    CPROBE_RECORD_LOGICAL_CPU, // cprobe_logical_cpu
    CPROBE_RECORD_LOAD,        // cprobe_load
    CPROBE_RECORD_MEMORY,      // cprobe_memory
    CPROBE_RECORD_DISK,        // cprobe_disk_counters
    CPROBE_RECORD_MOUNT,       // cprobe_mount
    CPROBE_RECORD_TRAFFIC,     // cprobe_traffic
    CPROBE_RECORD_INTERFACE,   // cprobe_interface
    CPROBE_RECORD_NETWORK,     // cprobe_network
    CPROBE_RECORD_STALL,       // cprobe_stall: has no presence bits of its own
    CPROBE_RECORD_PROCESS      // cprobe_process
} cprobe_record;

enum { CPROBE_RECORDS = 11 };

// The type of the member.
typedef enum CPROBE_CLOSED cprobe_type {
    CPROBE_TYPE_U64 = 0, // uint64_t
    CPROBE_TYPE_U32,     // uint32_t
    CPROBE_TYPE_I32,     // int32_t
    CPROBE_TYPE_DOUBLE,  // double
    CPROBE_TYPE_BOOL,    // bool
    CPROBE_TYPE_OTHER    // No number: a text, a letter, a word.
} cprobe_type;

// What the number counts.
typedef enum CPROBE_CLOSED cprobe_unit {
    CPROBE_UNIT_COUNT = 0,
    CPROBE_UNIT_BYTES,
    CPROBE_UNIT_NANOSECONDS,
    CPROBE_UNIT_PERCENT, // 0 to 100.
    CPROBE_UNIT_BITS_PER_SECOND,
    CPROBE_UNIT_TICKS, // Of the kernel's clock.
    CPROBE_UNIT_NONE   // A number that names something: a pid, an index.
} cprobe_unit;

// How the number moves.
typedef enum CPROBE_CLOSED cprobe_kind {
    CPROBE_KIND_GAUGE = 0, // It goes up and down.
    CPROBE_KIND_COUNTER,   // It grows; two readings have a rate.
    CPROBE_KIND_LABEL      // It names something: its size means nothing.
} cprobe_kind;

// The unit in which the kernel prints the number.
typedef enum CPROBE_CLOSED cprobe_printed {
    CPROBE_PRINTED_PLAIN = 0, // In the unit of the field.
    CPROBE_PRINTED_KB,        // With " kB" behind it: 1,024 bytes.
    CPROBE_PRINTED_KIB,       // 1,024 bytes.
    CPROBE_PRINTED_PAGES,     // Of the machine's size.
    CPROBE_PRINTED_SECTORS,   // Of 512 bytes.
    CPROBE_PRINTED_TICKS,     // Of 1 / USER_HZ seconds.
    CPROBE_PRINTED_SECONDS,
    CPROBE_PRINTED_MILLISECONDS,
    CPROBE_PRINTED_MICROSECONDS,
    CPROBE_PRINTED_MEGABITS, // 1,000,000 bits a second.
    CPROBE_PRINTED_NOT       // Computed, or read by a call.
} cprobe_printed;

// One field. All texts are constant and live forever; none is NULL.
typedef struct cprobe_field {
    const char *key;        // The kernel's word for the number: "MemFree". Empty where the text has no
                            // words, and where the field is computed.
    uint8_t key_length;     // In bytes.
    uint8_t presence;       // The field's bit in present_fields, which is the number of its row.
    uint16_t offset;        // Of the member in the record.
    cprobe_printed printed;
    const char *name;       // The member, and the key of the JSON: "free_bytes". The member of a nested
                            // struct has the name of the struct and a dot before it: "tasks.runnable".
    cprobe_type type;
    cprobe_unit unit;
    cprobe_kind kind;
    const char *source;     // The kernel's file ("/proc/meminfo"), with the column where the text has no
                            // words; or the call; or what the field is computed from.
    uint8_t since_major;    // The first kernel that has the number: 4.13 is 4 and 13. 0 where every
    uint8_t since_minor;    // kernel that Swift runs on has it.
    const char *meaning;    // One line.
} cprobe_field;

// Gives the rows of a record in the order of its members and of the JSON. `count` becomes their number.
// Pure, on every port; the rows are constant and live forever. NULL, and a count of 0, for a number that
// is no record. `count` must not be NULL.
const cprobe_field *cprobe_fields(cprobe_record record, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
