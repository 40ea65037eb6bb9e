// Detects the container runtime of this process by the evidence that it leaves. Pure.
//
// The first evidence decides, except that Kubernetes overrides the runtime that it uses.

#ifndef CP_QUOTA_CONTAINER_H
#define CP_QUOTA_CONTAINER_H

#include "../format/mountinfo.h"
#include "../include/cprobe/hierarchy.h"

// Evidence of this runtime.
void cp_container_offer(cprobe_container *container, cprobe_container_runtime runtime,
                        const char *evidence);

// The path of a cgroup.
void cp_container_offer_cgroup(cprobe_container *container, cp_span path);

// A mount: files that a runtime mounts into each container come from its own directory.
void cp_container_offer_mount(cprobe_container *container, const cp_mount *mount);

// The container's name, from the variable `container` or from /run/systemd/container.
void cp_container_offer_name(cprobe_container *container, cp_span name, const char *evidence);

// The environment of process 1: looks for the variable.
void cp_container_offer_environment(cprobe_container *container, cp_span text);

// /proc/sys/kernel/osrelease.
void cp_container_offer_release(cprobe_container *container, cp_span text);

#endif
