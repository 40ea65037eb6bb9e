#include "container.h"

#include <string.h>

// Whether further evidence may override the runtime: Kubernetes overrides the runtime that it uses.
static bool may_change(const cprobe_container *container) {
    return container->runtime == CPROBE_CONTAINER_NONE ||
           container->runtime == CPROBE_CONTAINER_DOCKER ||
           container->runtime == CPROBE_CONTAINER_PODMAN ||
           container->runtime == CPROBE_CONTAINER_CONTAINERD ||
           container->runtime == CPROBE_CONTAINER_OTHER;
}

void cp_container_offer(cprobe_container *container, cprobe_container_runtime runtime,
                        const char *evidence) {
    if (container->runtime == CPROBE_CONTAINER_NONE ||
        (may_change(container) && runtime == CPROBE_CONTAINER_KUBERNETES)) {
        *container = (cprobe_container){runtime, evidence};
    }
}

// Whether `text` contains `part`.
static bool contains(cp_span text, const char *part) {
    const cp_span wanted = cp_span_of(part);
    // Paths and names are shorter; a longer text is neither.
    text.length = text.length < CPROBE_PATH_BYTES ? text.length : CPROBE_PATH_BYTES;
    const char *found = NULL;
    while (text.length >= wanted.length &&
           (found = memchr(text.bytes, wanted.bytes[0], text.length)) != NULL) {
        cp_skip(&text, (size_t)(found - text.bytes));
        if (cp_span_starts(text, wanted)) {
            return true;
        }
        cp_skip(&text, 1);
    }
    return false;
}

typedef struct pattern {
    const char *part;
    cprobe_container_runtime runtime;
} pattern;

static void offer_first(cprobe_container *container, cp_span text, const pattern *patterns,
                        size_t count, const char *evidence) {
    for (size_t index = 0; index < count && may_change(container); index += 1) {
        if (contains(text, patterns[index].part)) {
            cp_container_offer(container, patterns[index].runtime, evidence);
            return;
        }
    }
}

// Names of cgroups by runtime: "docker-ID.scope", "docker-ID", and "system.slice:docker:ID" if runc
// created a directory with the name intended for systemd.
static const pattern makers[] = {
    {"cri-containerd", CPROBE_CONTAINER_KUBERNETES}, {"crio", CPROBE_CONTAINER_KUBERNETES},
    {"libpod", CPROBE_CONTAINER_PODMAN},             {"docker", CPROBE_CONTAINER_DOCKER},
    {"nerdctl", CPROBE_CONTAINER_CONTAINERD},
};

static bool ends_with(cp_span text, const char *end) {
    const cp_span wanted = cp_span_of(end);
    return text.length >= wanted.length &&
           cp_span_equal(wanted, cp_span_make(text.bytes + text.length - wanted.length,
                                              wanted.length));
}

// The runtime that created a cgroup with this name, or NONE. `is_monitor`: it is the cgroup of a
// container's monitor process (libpod-conmon-ID, crio-conmon-ID), which is outside the container.
static cprobe_container_runtime maker_of(cp_span name, bool *is_monitor) {
    const cp_span whole = name;
    *is_monitor = cp_span_equal(name, cp_span_of("conmon"));
    bool has_colon = false;
    (void)cp_take_until(&name, ':', &has_colon);
    name = has_colon ? name : whole;
    for (size_t index = 0; index < sizeof makers / sizeof makers[0]; index += 1) {
        const cp_span maker = cp_span_of(makers[index].part);
        if (!cp_span_starts(name, maker)) {
            continue;
        }
        cp_span rest = cp_span_make(name.bytes + maker.length, name.length - maker.length);
        if (cp_take_byte(&rest, '-') && cp_span_starts(rest, cp_span_of("conmon"))) {
            *is_monitor = true;
            return CPROBE_CONTAINER_NONE;
        }
        rest = cp_span_make(name.bytes + maker.length, name.length - maker.length);
        // Services may also have such names: docker-compose.service.
        if (rest.length > 1 && rest.bytes[0] == (has_colon ? ':' : '-') &&
            !ends_with(rest, ".service") && !ends_with(rest, ".socket")) {
            return makers[index].runtime;
        }
    }
    return CPROBE_CONTAINER_NONE;
}

void cp_container_offer_cgroup(cprobe_container *container, cp_span path) {
    static const char evidence[] = "the path of the cgroup";
    static const pattern patterns[] = {
        {"/kubepods", CPROBE_CONTAINER_KUBERNETES},
        {"kubepods.slice", CPROBE_CONTAINER_KUBERNETES},
        {"/docker/", CPROBE_CONTAINER_DOCKER},
        {"/lxc/", CPROBE_CONTAINER_LXC},
        {"/lxc.payload", CPROBE_CONTAINER_LXC},
    };
    cprobe_container_runtime made = CPROBE_CONTAINER_NONE;
    for (cp_span rest = path; rest.length != 0;) {
        bool is_monitor = false;
        const cprobe_container_runtime runtime =
            maker_of(cp_take_until(&rest, '/', NULL), &is_monitor);
        if (is_monitor) {
            return;
        }
        made = made == CPROBE_CONTAINER_NONE ? runtime : made;
    }
    offer_first(container, path, patterns, sizeof patterns / sizeof patterns[0], evidence);
    if (made != CPROBE_CONTAINER_NONE) {
        cp_container_offer(container, made, evidence);
    }
}

void cp_container_offer_mount(cprobe_container *container, const cp_mount *mount) {
    static const pattern patterns[] = {
        {"/kubelet/pods/", CPROBE_CONTAINER_KUBERNETES},
        {"/docker/containers/", CPROBE_CONTAINER_DOCKER},
        {"-containers/", CPROBE_CONTAINER_PODMAN}, // overlay-containers, vfs-containers
        {"/io.containerd.", CPROBE_CONTAINER_CONTAINERD},
        {"/nerdctl/", CPROBE_CONTAINER_CONTAINERD},
    };
    const cp_span point = mount->point;
    if (cp_span_equal(mount->type, cp_span_of("fuse.lxcfs")) &&
        cp_span_starts(point, cp_span_of("/proc/"))) {
        cp_container_offer(container, CPROBE_CONTAINER_LXC, "lxcfs in /proc/self/mountinfo");
    }
    if (cp_span_equal(point, cp_span_of("/etc/hosts")) ||
        cp_span_equal(point, cp_span_of("/etc/hostname")) ||
        cp_span_equal(point, cp_span_of("/etc/resolv.conf")) ||
        cp_span_equal(point, cp_span_of("/dev/termination-log"))) {
        offer_first(container, mount->root, patterns, sizeof patterns / sizeof patterns[0],
                    "the source of a mount in /proc/self/mountinfo");
    }
}

void cp_container_offer_name(cprobe_container *container, cp_span name, const char *evidence) {
    static const struct {
        const char *name;
        cprobe_container_runtime runtime;
    } names[] = {
        {"docker", CPROBE_CONTAINER_DOCKER},   {"podman", CPROBE_CONTAINER_PODMAN},
        {"lxc", CPROBE_CONTAINER_LXC},         {"lxc-libvirt", CPROBE_CONTAINER_LXC},
        {"systemd-nspawn", CPROBE_CONTAINER_SYSTEMD_NSPAWN}, {"wsl", CPROBE_CONTAINER_WSL},
    };
    cp_trim_lines(&name);
    if (name.length == 0) {
        return;
    }
    for (size_t index = 0; index < sizeof names / sizeof names[0]; index += 1) {
        if (cp_span_equal(name, cp_span_of(names[index].name))) {
            cp_container_offer(container, names[index].runtime, evidence);
            return;
        }
    }
    cp_container_offer(container, CPROBE_CONTAINER_OTHER, evidence);
}

void cp_container_offer_environment(cprobe_container *container, cp_span text) {
    const cp_span name = cp_span_of("container=");
    while (text.length != 0) {
        cp_span variable = cp_take_until(&text, '\0', NULL);
        if (cp_span_starts(variable, name)) {
            cp_skip(&variable, name.length);
            cp_container_offer_name(container, variable, "container= in /proc/1/environ");
        }
    }
}

void cp_container_offer_release(cprobe_container *container, cp_span text) {
    if (contains(text, "microsoft") || contains(text, "Microsoft") || contains(text, "WSL")) {
        cp_container_offer(container, CPROBE_CONTAINER_WSL, "/proc/sys/kernel/osrelease");
    }
}
