// What this build can ever read. What this machine gives, the calls themselves say.

#ifndef CPROBE_CAPABILITY_H
#define CPROBE_CAPABILITY_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

// The sections by their numbers; their names are the ids used everywhere else.
typedef enum CPROBE_CLOSED cprobe_section {
    CPROBE_SECTION_CPU = 0,
    CPROBE_SECTION_LOAD,
    CPROBE_SECTION_MEMORY,
    CPROBE_SECTION_DISK,
    CPROBE_SECTION_FILESYSTEM,
    CPROBE_SECTION_NETWORK,
    CPROBE_SECTION_IO,
    CPROBE_SECTION_PRESSURE,
    CPROBE_SECTION_QUOTA
} cprobe_section;

// One bit a section (1 << CPROBE_SECTION_CPU and so on), set where this build has a reader for it.
// Clear exactly where the section's call answers CPROBE_UNSUPPORTED for the root "/". Never fails;
// any thread.
uint64_t cprobe_capabilities(void);

// The port that this build carries: "linux" or "unsupported". Constant text.
const char *cprobe_port_name(void);

#ifdef __cplusplus
}
#endif

#endif
