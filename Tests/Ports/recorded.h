// The recorded answers of a system: byte images of its own structures. images.c of the port is
// compiled with the system's headers and for the system; only its data is linked into the test,
// which is compiled for the machine that runs it.

#ifndef PORTS_RECORDED_H
#define PORTS_RECORDED_H

enum {
    // The kernels that lack the call are supported: ENOENT is no failure.
    RECORDED_MAY_LACK = 1,
    // A list or a text: the beginning of the answer is a valid answer.
    RECORDED_MAY_BE_SHORTER = 2,
    // Its failure is not reported: the call has another source, or no list of failures.
    RECORDED_IS_SILENT = 4,
    // A list is read by an index until ENOENT.
    RECORDED_ENDS_A_LIST = 8,
    // An unsigned number, of which older kernels have 32 bits.
    RECORDED_MAY_BE_NARROW = 16,
    // A text that a NUL ends, or a list that is summed: a cut one may be another valid answer.
    RECORDED_IS_TEXT = 32,
    // The kernel answers ENXIO: a number that nothing has, of a list that continues.
    RECORDED_IS_GAP = 64
};

// One answer of one call.
typedef struct recorded {
    const char *call;   // "sysctl kern.cp_time"; failures name it so.
    const void *bytes;
    unsigned long length;
    unsigned flags;
    unsigned count;     // Of a sysctl that is read by its numbers.
    int numbers[8];     // Of getfsstat, the first one is the size of a struct statfs.
} recorded;

// Ended by a call that is NULL.
extern const recorded port_recorded[];

#endif
