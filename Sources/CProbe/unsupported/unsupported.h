// The answer of a call that a port has no source for.

#ifndef CP_UNSUPPORTED_H
#define CP_UNSUPPORTED_H

#include "../failure.h"

static inline cprobe_result cp_unsupported(cprobe_failure *failure) {
    return cp_fail(failure, CPROBE_UNSUPPORTED, "this build", 0, 0);
}

#endif
