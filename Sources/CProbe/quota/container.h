// Which container runtime runs this process, by the traces that it leaves. Pure.
//
// What is offered first stays, but for Kubernetes, which comes before the runtime that it uses.

#ifndef CP_QUOTA_CONTAINER_H
#define CP_QUOTA_CONTAINER_H

#include "../format/mountinfo.h"
#include "../include/cprobe/hierarchy.h"

// A trace that means this runtime.
void cp_container_offer(cprobe_container *container, cprobe_container_runtime runtime,
                        const char *evidence);

// A group's path.
void cp_container_offer_cgroup(cprobe_container *container, cp_span path);

// A mount: files that the runtime puts into each container come from a directory of its own.
void cp_container_offer_mount(cprobe_container *container, const cp_mount *mount);

// The name that a container has in the variable `container`, or in /run/systemd/container.
void cp_container_offer_name(cprobe_container *container, cp_span name, const char *evidence);

// The environment of process 1: finds the variable.
void cp_container_offer_environment(cprobe_container *container, cp_span text);

// /proc/sys/kernel/osrelease.
void cp_container_offer_release(cprobe_container *container, cp_span text);

#endif
