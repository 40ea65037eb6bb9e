#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "container.h"

#include "../quota/container.h"

// Reads a small file, if it can be read.
static bool read_trace(cprobe_collector *collector, const char *path, cp_span *text) {
    return cp_read_once(collector, path, path, text, NULL) == CPROBE_OK;
}

void cp_container_find(cprobe_collector *collector, cprobe_container *container) {
    static const char podman[] = "/run/.containerenv";
    static const char docker[] = "/.dockerenv";
    static const char systemd[] = "/run/systemd/container";
    cp_span text;
    if (read_trace(collector, podman, &text)) {
        cp_container_offer(container, CPROBE_CONTAINER_PODMAN, podman);
    }
    if (read_trace(collector, docker, &text)) {
        cp_container_offer(container, CPROBE_CONTAINER_DOCKER, docker);
    }
    if (read_trace(collector, systemd, &text)) {
        cp_container_offer_name(container, text, systemd);
    }
    if (read_trace(collector, "/proc/1/environ", &text)) {
        cp_container_offer_environment(container, text);
    }
    if (read_trace(collector, "/proc/sys/kernel/osrelease", &text)) {
        cp_container_offer_release(container, text);
    }
}

#endif
