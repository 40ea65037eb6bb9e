// misc.max, misc.current and misc.events (cgroup v2 and v1): resources that are counted one by one,
// such as the address space ids of confidential virtual machines.
// Sample: written by hand.
//
//     sev 500                          misc.current, misc.max
//     sev_es max                       misc.max
//
//     sev.max 12                       misc.events: attempts to exceed the limit
//
//     file   = (name " " number "\n")*
//     events = (name ".max " digits "\n")*
//     number = digits | "max"          "max" is the absence of a limit
//
// Resources that the machine lacks have no line. Streams. misc_cg_max_show() and
// misc_events_show(), kernel/cgroup/misc.c.

#include "../text/number.h"
#include "cgroup_resources.h"

static bool take_name(cp_span *line, cp_span *name) {
    bool has_blank = false;
    *name = cp_take_until(line, ' ', &has_blank);
    return has_blank && name->length != 0;
}

bool cp_misc_parse(cp_span line, cp_line_end end, cp_span *name, cp_limit_value *number) {
    return end == CP_LINE_WHOLE && take_name(&line, name) && cp_max_parse(line, number);
}

bool cp_misc_events_parse(cp_span line, cp_line_end end, cp_span *name, uint64_t *count) {
    static const char suffix[] = ".max";
    const size_t length = sizeof suffix - 1;
    if (end != CP_LINE_WHOLE || !take_name(&line, name) || !cp_parse_u64(line, count)) {
        return false;
    }
    const bool is_max = name->length > length &&
                        memcmp(name->bytes + name->length - length, suffix, length) == 0;
    name->length = is_max ? name->length - length : 0;
    return true;
}
