// A number that stands for bytes: FNV-1a. Not against somebody who looks for collisions.

#ifndef CP_TEXT_HASH_H
#define CP_TEXT_HASH_H

#include <stdint.h>

#include "span.h"

static const uint64_t cp_hash_start = 0xcbf29ce484222325;

static inline uint64_t cp_hash_byte(uint64_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * 0x100000001b3;
}

static inline uint64_t cp_hash_add(uint64_t hash, cp_span bytes) {
    for (size_t index = 0; index < bytes.length; index += 1) {
        hash = cp_hash_byte(hash, bytes.bytes[index]);
    }
    return hash;
}

#endif
