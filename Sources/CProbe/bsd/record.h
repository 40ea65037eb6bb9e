// Numbers in the bytes that a kernel wrote: its structures, read by the offsets that layout.h of
// the port holds to the system's headers. In host byte order, at any address.

#ifndef CP_BSD_RECORD_H
#define CP_BSD_RECORD_H

#include <stdint.h>

#include "../text/span.h"

// Takes a record of `size` bytes from the front. False if fewer are left.
static inline bool cp_record_take(cp_span *bytes, size_t size, cp_span *record) {
    if (bytes->length < size) {
        return false;
    }
    *record = cp_span_make(bytes->bytes, size);
    cp_skip(bytes, size);
    return true;
}

// Copies a number of `size` bytes at `offset`. A number that does not lie in the record is 0: the
// callers take a record of the whole structure first.
static inline void cp_record_copy(cp_span record, size_t offset, void *out, size_t size) {
    memset(out, 0, size);
    if (offset <= record.length && size <= record.length - offset) {
        memcpy(out, record.bytes + offset, size);
    }
}

static inline uint16_t cp_record_u16(cp_span record, size_t offset) {
    uint16_t number;
    cp_record_copy(record, offset, &number, sizeof number);
    return number;
}

static inline uint32_t cp_record_u32(cp_span record, size_t offset) {
    uint32_t number;
    cp_record_copy(record, offset, &number, sizeof number);
    return number;
}

static inline int32_t cp_record_i32(cp_span record, size_t offset) {
    int32_t number;
    cp_record_copy(record, offset, &number, sizeof number);
    return number;
}

static inline uint64_t cp_record_u64(cp_span record, size_t offset) {
    uint64_t number;
    cp_record_copy(record, offset, &number, sizeof number);
    return number;
}

static inline int64_t cp_record_i64(cp_span record, size_t offset) {
    int64_t number;
    cp_record_copy(record, offset, &number, sizeof number);
    return number;
}

// A text in an array of `size` bytes, which a NUL ends unless it fills the array.
static inline cp_span cp_record_text(cp_span record, size_t offset, size_t size) {
    if (offset > record.length || size > record.length - offset) {
        return cp_span_make(NULL, 0);
    }
    const char *end = memchr(record.bytes + offset, '\0', size);
    return cp_span_make(record.bytes + offset,
                        end != NULL ? (size_t)(end - record.bytes) - offset : size);
}

#endif
