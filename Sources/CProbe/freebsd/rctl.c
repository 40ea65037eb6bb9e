#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "rctl.h"

#include "../text/number.h"

static const char *const resources[CP_RCTL_RESOURCES] = {
    [CP_RCTL_PCPU] = "pcpu",
    [CP_RCTL_MEMORYUSE] = "memoryuse",
    [CP_RCTL_SWAPUSE] = "swapuse",
    [CP_RCTL_NTHR] = "nthr",
};
static const char *const throttled[] = {"readbps", "writebps", "readiops", "writeiops"};

// Takes the bytes before the delimiter, and the delimiter. False without one.
static bool take_until(cp_span *text, char delimiter, cp_span *part) {
    const char *end = text->length == 0 ? NULL : memchr(text->bytes, delimiter, text->length);
    if (end == NULL) {
        return false;
    }
    *part = cp_span_make(text->bytes, (size_t)(end - text->bytes));
    cp_skip(text, part->length + 1);
    return true;
}

static bool take_rule(cp_span rule, cp_rctl_limits *limits) {
    cp_span subject, identifier, resource, action;
    uint64_t amount = 0;
    if (!take_until(&rule, ':', &subject) || !take_until(&rule, ':', &identifier) ||
        !take_until(&rule, ':', &resource) || !take_until(&rule, '=', &action) ||
        !cp_take_u64(&rule, &amount) || (rule.length != 0 && rule.bytes[0] != '/')) {
        return false;
    }
    for (size_t index = 0; index < sizeof throttled / sizeof throttled[0]; index += 1) {
        limits->limits_io =
            limits->limits_io || (cp_span_equal(resource, cp_span_of(throttled[index])) &&
                                  cp_span_equal(action, cp_span_of("throttle")));
    }
    if (!cp_span_equal(action, cp_span_of("deny"))) {
        return true;
    }
    for (unsigned index = 0; index < CP_RCTL_RESOURCES; index += 1) {
        if (cp_span_equal(resource, cp_span_of(resources[index])) &&
            (!limits->is_limited[index] || amount < limits->limits[index])) {
            limits->is_limited[index] = true;
            limits->limits[index] = amount;
        }
    }
    return true;
}

void cp_rctl_parse(cp_span rules, cp_rctl_limits *limits) {
    *limits = (cp_rctl_limits){0};
    while (rules.length != 0) {
        cp_span rule;
        if (!take_until(&rules, ',', &rule)) {
            rule = rules;
            rules = cp_span_make(NULL, 0);
        }
        limits->is_malformed = !take_rule(rule, limits) || limits->is_malformed;
    }
}

#endif
