#include "include/cprobe/open.h"

#include <string.h>

#include "failure.h"
#include "port.h"

static const char *const names[CPROBE_STRUCTS] = {
#define CP_NAME(name) "cprobe_" #name,
    CPROBE_STRUCT_LIST(CP_NAME)
#undef CP_NAME
};

cprobe_result cprobe_layout_check(const cprobe_layout *layout, cprobe_failure *failure) {
    enum { PATCHES = 100 };
    const cprobe_layout *own = cprobe_layout_of_headers();
    if (layout == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "the layout", 0, 0);
    }
    failure = layout->failure_bytes == own->failure_bytes ? failure : NULL;
    if (layout->version / PATCHES != own->version / PATCHES || layout->count != own->count) {
        return cp_fail(failure, CPROBE_INVALID, "the version of the headers", 0, 0);
    }
    for (size_t index = 0; index < CPROBE_STRUCTS; index += 1) {
        if (layout->struct_bytes[index] != own->struct_bytes[index]) {
            return cp_fail(failure, CPROBE_INVALID, names[index], 0, 0);
        }
    }
    return CPROBE_OK;
}

cprobe_result cprobe_collector_open_sized(cprobe_collector *collector, size_t collector_bytes,
                                          const cprobe_layout *layout, const char *root,
                                          cprobe_collector_use use, cprobe_failure *failure) {
    if (layout != NULL) {
        const cprobe_result result = cprobe_layout_check(layout, failure);
        if (result != CPROBE_OK) {
            return result;
        }
    }
    if (collector_bytes < cprobe_collector_bytes()) {
        return cp_fail(failure, CPROBE_INVALID, "cprobe_collector", 0, 0);
    }
    return cp_collector_open(collector, root, use, failure);
}

size_t cprobe_struct_bytes(const char *name) {
    enum { PREFIX = sizeof "cprobe_" - 1 };
    for (size_t index = 0; name != NULL && index < CPROBE_STRUCTS; index += 1) {
        if (strcmp(names[index] + PREFIX, name) == 0) {
            return cprobe_layout_of_headers()->struct_bytes[index];
        }
    }
    return 0;
}
