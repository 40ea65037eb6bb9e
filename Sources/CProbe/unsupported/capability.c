#include "../platform.h"
#ifndef CP_PORT_CAPABILITY

#include "../field_set.h"
#include "unsupported.h"

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    (void)set;
    return (cp_field_set_support){NULL, 0, 0};
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    (void)record, (void)field;
    return NULL;
}

const char *cprobe_port_name(void) {
    return "unsupported";
}

cprobe_result cprobe_kernel_read(cprobe_collector *collector, cprobe_kernel *kernel,
                                 cprobe_failure *failure) {
    (void)collector, (void)kernel;
    return cp_unsupported(failure);
}

#endif
