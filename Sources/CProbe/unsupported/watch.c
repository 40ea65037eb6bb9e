#include "../platform.h"
#ifndef CP_PORT_WATCH

#include "unsupported.h"
#include "../include/cprobe/watch.h"

cprobe_result cprobe_pressure_trigger_open(cprobe_collector *collector, const char *cgroup,
                                           const cprobe_pressure_trigger *trigger, int *descriptor,
                                           cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)trigger, (void)descriptor;
    return cp_unsupported(failure);
}

cprobe_result cprobe_pressure_trigger_read(int descriptor, cprobe_stall_resource resource,
                                           bool is_cgroup, cprobe_stalls *stalls, bool *has_some,
                                           bool *has_full, cprobe_failure *failure) {
    (void)descriptor, (void)resource, (void)is_cgroup, (void)stalls, (void)has_some, (void)has_full;
    return cp_unsupported(failure);
}

cprobe_result cprobe_cgroup_events_open(cprobe_collector *collector, const char *cgroup,
                                        cprobe_cgroup_events_file file, int *descriptor,
                                        cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)file, (void)descriptor;
    return cp_unsupported(failure);
}

cprobe_result cprobe_cgroup_events_read(int descriptor, cprobe_cgroup_events_file file,
                                        cprobe_cgroup_events *events, cprobe_failure *failure) {
    (void)descriptor, (void)file, (void)events;
    return cp_unsupported(failure);
}

void cprobe_watch_close(int descriptor) {
    (void)descriptor;
}

#endif
