// FNV-1a hash. Not resistant to chosen collisions.

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

// A faster hash for long texts, eight bytes at a time; differs from cp_hash_add.
static inline uint64_t cp_hash_add_words(uint64_t hash, cp_span bytes) {
    while (bytes.length >= sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, bytes.bytes, sizeof word);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 32; // The low bits of a product do not depend on the high bytes of the
                            // word.
        cp_skip(&bytes, sizeof word);
    }
    return cp_hash_add(hash, bytes);
}

#endif
