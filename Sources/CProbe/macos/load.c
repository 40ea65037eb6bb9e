#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/load.h"

#include "../failure.h"

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    if (collector == NULL || load == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    cprobe_load read = {0};
    cp_load_read_named(&read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    *load = read;
    return CPROBE_OK;
}

#endif
