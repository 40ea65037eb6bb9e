#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "envsys.h"

#include "../text/number.h"
#include "plist.h"

// The number of containers that are open: within the dictionary of devices, the array of a device,
// and the dictionary of a sensor.
enum { IN_DEVICES = 2, IN_DEVICE = 3, IN_SENSOR = 4 };

static bool is_named(cp_span name, const char *wanted) {
    return cp_span_equal(name, cp_span_of(wanted));
}

static void take_property(cp_span key, cp_span text, cp_envsys_sensor *sensor) {
    uint64_t index = 0;
    if (is_named(key, "type")) {
        sensor->type = text;
    } else if (is_named(key, "state")) {
        sensor->state = text;
    } else if (is_named(key, "description")) {
        sensor->label = text;
    } else if (is_named(key, "cur-value")) {
        sensor->has_value = cp_plist_integer(text, &sensor->value);
    } else if (is_named(key, "index") && cp_take_text(&text, "sensor") &&
               cp_parse_u64(text, &index) && index <= UINT32_MAX) {
        sensor->has_index = true;
        sensor->index = (uint32_t)index;
    }
}

bool cp_envsys_take(cp_envsys *list, cp_envsys_sensor *sensor) {
    cp_plist_tag tag;
    cp_span key = cp_span_make(NULL, 0);
    while (!list->is_whole && cp_plist_take(&list->rest, &tag)) {
        const bool is_container = is_named(tag.name, "dict") || is_named(tag.name, "array") ||
                                  is_named(tag.name, "plist");
        if (tag.is_start && tag.is_end) {
            key = cp_span_make(NULL, 0);
        } else if (tag.is_start && is_container) {
            list->depth += 1;
            key = cp_span_make(NULL, 0);
            if (list->depth == IN_SENSOR) {
                *sensor = (cp_envsys_sensor){.device = list->device,
                                             .device_number =
                                                 list->devices == 0 ? 0 : list->devices - 1};
            }
        } else if (tag.is_end && is_container) {
            if (list->depth == 0) {
                return false;
            }
            list->depth -= 1;
            list->is_whole = list->depth == 0;
            if (list->depth == IN_DEVICE) {
                return true;
            }
        } else if (tag.is_end && is_named(tag.name, "key")) {
            key = tag.text;
            if (list->depth == IN_DEVICES) {
                list->device = key;
                list->devices += 1;
            }
        } else if (tag.is_end && list->depth == IN_SENSOR) {
            take_property(key, tag.text, sensor);
            key = cp_span_make(NULL, 0);
        }
    }
    return false;
}

#endif
