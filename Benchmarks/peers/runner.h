// The common part of the runners in C: works by name, and the lines that peers.py sends to a
// runner.
//
//     works            -> {"works": ["cpu", ...]}
//     values WORK      -> {"total.user": 17, ...}: the peer's values now, in common units
//     run WORK TIMES   -> nanoseconds and allocations of so many calls
//
// A work with an argument ("process:17") gets the text after the colon.

#ifndef RUNNER_H
#define RUNNER_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "CCount.h"

typedef struct work {
    const char *name;
    void (*read)(void);                   // One call of the peer, as its user makes it.
    void (*values)(const char *argument); // Reads, and prints the values.
} work;

static bool has_said;

static inline void say_bytes(const char *text, size_t length) {
    for (size_t index = 0; index < length; index += 1) {
        const unsigned char byte = (unsigned char)text[index];
        if (byte < ' ' || byte == '"' || byte == '\\' || byte > '~') {
            printf("\\u%04x", byte);
        } else {
            putchar(byte);
        }
    }
}

static inline void say_key(const char *prefix, const char *key) {
    printf("%s\"", has_said ? ", " : "");
    say_bytes(prefix, strlen(prefix));
    printf("%s%s\": ", prefix[0] != 0 ? "." : "", key);
    has_said = true;
}

static inline void say(const char *prefix, const char *key, uint64_t value) {
    say_key(prefix, key);
    printf("%" PRIu64, value);
}

static inline void say_real(const char *prefix, const char *key, double value) {
    say_key(prefix, key);
    printf("%.6f", value);
}

static inline void say_text(const char *prefix, const char *key, const char *text, size_t length) {
    say_key(prefix, key);
    putchar('"');
    say_bytes(text, length);
    putchar('"');
}

static inline uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static inline void run(const work *chosen, long times) {
    const int64_t allocated = ccount_allocations();
    const uint64_t start = now_ns();
    for (long index = 0; index < times; index += 1) {
        chosen->read();
    }
    const uint64_t end = now_ns();
    printf("%" PRIu64 " %" PRId64, end - start, ccount_allocations() - allocated);
}

static inline int serve(const work *works, size_t count) {
    char line[256], verb[16], name[128];
    long times = 0;
    while (fgets(line, sizeof line, stdin) != NULL) {
        const int words = sscanf(line, "%15s %127s %ld", verb, name, &times);
        char *argument = words > 1 ? strchr(name, ':') : NULL;
        if (argument != NULL) {
            *argument++ = 0;
        }
        if (strcmp(verb, "works") == 0) {
            printf("{\"works\": [");
            for (size_t index = 0; index < count; index += 1) {
                printf("%s\"%s\"", index > 0 ? ", " : "", works[index].name);
            }
            printf("]}");
        }
        for (size_t index = 0; words > 1 && index < count; index += 1) {
            if (strcmp(works[index].name, name) != 0) {
                continue;
            }
            if (strcmp(verb, "values") == 0) {
                has_said = false;
                putchar('{');
                works[index].values(argument);
                putchar('}');
            } else {
                run(&works[index], times);
            }
        }
        putchar('\n');
        fflush(stdout);
    }
    return 0;
}

#endif
