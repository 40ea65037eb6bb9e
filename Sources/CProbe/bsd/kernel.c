#include "../platform.h"
#if CP_PLATFORM_BSD

#include "../failure.h"
#include "../format/osrelease.h"
#include "../include/cprobe/capability.h"
#include "layout.h"
#include "record.h"
#include "sysctl.h"

cprobe_result cprobe_kernel_read(cprobe_collector *collector, cprobe_kernel *kernel,
                                 cprobe_failure *failure) {
    if (collector == NULL || kernel == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "kernel", 0, 0);
    }
    *kernel = (cprobe_kernel){0};
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_OSRELEASE};
    char bytes[256];
    cp_span answer;
    if (cp_sysctl_read("sysctl kern.osrelease", numbers, 2, (cp_buffer){bytes, sizeof bytes},
                       &answer, NULL) == CPROBE_OK) {
        cp_osrelease_parse(cp_record_text(answer, 0, answer.length), kernel);
    }
    return CPROBE_OK;
}

#endif
