#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "container.h"

#include "../../quota/container.h"

// How a small file identifies a container.
typedef enum CPROBE_CLOSED trace_kind {
    IS_THERE = 0, // By its existence.
    NAME,         // By the name in it.
    ENVIRONMENT,  // By the variable `container`.
    RELEASE       // By the kernel's release name.
} trace_kind;

typedef struct trace {
    const char *path;
    trace_kind kind;
    cprobe_container_runtime runtime; // For IS_THERE.
} trace;

static void offer(cprobe_container *container, const trace *from, cp_span text) {
    switch (from->kind) {
    case IS_THERE: cp_container_offer(container, from->runtime, from->path); break;
    case NAME: cp_container_offer_name(container, text, from->path); break;
    case ENVIRONMENT: cp_container_offer_environment(container, text); break;
    case RELEASE: cp_container_offer_release(container, text); break;
    }
}

void cp_container_find(cp_reader *reader, cprobe_container *container,
                       cprobe_failure *failure) {
    static const trace traces[] = {
        {"/run/.containerenv", IS_THERE, CPROBE_CONTAINER_PODMAN},
        {"/.dockerenv", IS_THERE, CPROBE_CONTAINER_DOCKER},
        {"/run/systemd/container", NAME, CPROBE_CONTAINER_NONE},
        {"/proc/1/environ", ENVIRONMENT, CPROBE_CONTAINER_NONE},
        {"/proc/sys/kernel/osrelease", RELEASE, CPROBE_CONTAINER_NONE},
    };
    *failure = (cprobe_failure){0};
    // The first file that identifies a container ends the search.
    for (size_t index = 0; index < sizeof traces / sizeof traces[0] &&
                           container->runtime == CPROBE_CONTAINER_NONE;
         index += 1) {
        const trace *from = &traces[index];
        cp_span text;
        cprobe_failure why = {0};
        const cprobe_result result = cp_read_once(reader, from->path, from->path, &text, &why);
        if (result == CPROBE_OK) {
            offer(container, from, text);
        } else if (result != CPROBE_NOT_FOUND && failure->code == CPROBE_OK) {
            *failure = why;
        }
    }
    if (container->runtime != CPROBE_CONTAINER_NONE) {
        *failure = (cprobe_failure){0};
    }
}

#endif
