#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../include/cprobe/capability.h"

uint64_t cprobe_capabilities(void) {
    return 1u << CPROBE_SECTION_CPU | 1u << CPROBE_SECTION_LOAD | 1u << CPROBE_SECTION_MEMORY |
           1u << CPROBE_SECTION_DISK | 1u << CPROBE_SECTION_FILESYSTEM |
           1u << CPROBE_SECTION_NETWORK | 1u << CPROBE_SECTION_IO |
           1u << CPROBE_SECTION_PRESSURE | 1u << CPROBE_SECTION_QUOTA;
}

const char *cprobe_port_name(void) {
    return "linux";
}

#endif
