// /sys/class/power_supply/NAME: a battery or a charger, one value a file.
// Sample: written by hand.
//
//     type                Battery        also UPS, Mains, Wireless, and USB with its kinds
//     scope               System         or Device: the battery of a mouse; often missing
//     status              Discharging    also Charging, Not charging, Full
//     present             1
//     capacity            63             percent
//     energy_now          30120000       microwatt-hours; also energy_full, energy_full_design;
//                                        or charge_now and so on, microampere-hours
//     voltage_now         11580000       microvolts
//     current_now         1234000        microamperes; on some drivers negative when discharging
//     power_now           9800000        microwatts
//     time_to_empty_now   11060          seconds
//     temp                312            tenths of a degree Celsius
//     cycle_count         214
//     model_name          DELL 7VTMN5C
//
// device_file.c has the grammar. The driver determines which files exist. Reading one fails with
// ENODATA if the driver has no value, and with ENODEV while the battery is being removed.
// power_supply_show_property(), drivers/power/supply/power_supply_sysfs.c;
// Documentation/ABI/testing/sysfs-class-power.

#include "../include/cprobe/power.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "power_files.h"

// The files whose value is a word or a text.
enum {
    TYPE = -8,
    SCOPE,
    STATUS,
    CAPACITY_LEVEL,
    HEALTH,
    TECHNOLOGY,
    MANUFACTURER,
    MODEL
};

const cp_device_file cp_power_supply_files[] = {
    {"type", "/sys/class/power_supply/NAME/type", TYPE},
    {"scope", "/sys/class/power_supply/NAME/scope", SCOPE},
    {"status", "/sys/class/power_supply/NAME/status", STATUS},
    {"present", "/sys/class/power_supply/NAME/present", CPROBE_POWER_SUPPLY_PRESENT},
    {"online", "/sys/class/power_supply/NAME/online", CPROBE_POWER_SUPPLY_ONLINE},
    {"capacity", "/sys/class/power_supply/NAME/capacity", CPROBE_POWER_SUPPLY_CAPACITY},
    {"capacity_level", "/sys/class/power_supply/NAME/capacity_level", CAPACITY_LEVEL},
    {"energy_now", "/sys/class/power_supply/NAME/energy_now", CPROBE_POWER_SUPPLY_ENERGY},
    {"energy_full", "/sys/class/power_supply/NAME/energy_full", CPROBE_POWER_SUPPLY_ENERGY_FULL},
    {"energy_full_design", "/sys/class/power_supply/NAME/energy_full_design",
     CPROBE_POWER_SUPPLY_ENERGY_FULL_DESIGN},
    {"charge_now", "/sys/class/power_supply/NAME/charge_now", CPROBE_POWER_SUPPLY_CHARGE},
    {"charge_full", "/sys/class/power_supply/NAME/charge_full", CPROBE_POWER_SUPPLY_CHARGE_FULL},
    {"charge_full_design", "/sys/class/power_supply/NAME/charge_full_design",
     CPROBE_POWER_SUPPLY_CHARGE_FULL_DESIGN},
    {"voltage_now", "/sys/class/power_supply/NAME/voltage_now", CPROBE_POWER_SUPPLY_VOLTAGE},
    {"voltage_min_design", "/sys/class/power_supply/NAME/voltage_min_design",
     CPROBE_POWER_SUPPLY_VOLTAGE_MIN_DESIGN},
    {"voltage_max_design", "/sys/class/power_supply/NAME/voltage_max_design",
     CPROBE_POWER_SUPPLY_VOLTAGE_MAX_DESIGN},
    {"current_now", "/sys/class/power_supply/NAME/current_now", CPROBE_POWER_SUPPLY_CURRENT},
    {"power_now", "/sys/class/power_supply/NAME/power_now", CPROBE_POWER_SUPPLY_POWER},
    {"time_to_empty_now", "/sys/class/power_supply/NAME/time_to_empty_now",
     CPROBE_POWER_SUPPLY_TIME_TO_EMPTY},
    {"time_to_full_now", "/sys/class/power_supply/NAME/time_to_full_now",
     CPROBE_POWER_SUPPLY_TIME_TO_FULL},
    {"temp", "/sys/class/power_supply/NAME/temp", CPROBE_POWER_SUPPLY_TEMPERATURE},
    {"cycle_count", "/sys/class/power_supply/NAME/cycle_count", CPROBE_POWER_SUPPLY_CYCLES},
    {"charge_control_end_threshold", "/sys/class/power_supply/NAME/charge_control_end_threshold",
     CPROBE_POWER_SUPPLY_CHARGE_LIMIT},
    {"health", "/sys/class/power_supply/NAME/health", HEALTH},
    {"technology", "/sys/class/power_supply/NAME/technology", TECHNOLOGY},
    {"manufacturer", "/sys/class/power_supply/NAME/manufacturer", MANUFACTURER},
    {"model_name", "/sys/class/power_supply/NAME/model_name", MODEL},
};

const size_t cp_power_supply_files_count =
    sizeof cp_power_supply_files / sizeof cp_power_supply_files[0];

static cprobe_power_type type_of(cp_span word) {
    static const struct {
        const char *word;
        cprobe_power_type type;
    } types[] = {
        {"Battery", CPROBE_POWER_BATTERY}, {"UPS", CPROBE_POWER_UPS},
        {"Mains", CPROBE_POWER_MAINS},     {"Wireless", CPROBE_POWER_WIRELESS},
        {"BrickID", CPROBE_POWER_USB},
    };
    for (size_t each = 0; each < sizeof types / sizeof types[0]; each += 1) {
        if (cp_span_equal(word, cp_span_of(types[each].word))) {
            return types[each].type;
        }
    }
    return cp_span_equal(word, cp_span_of("USB")) || cp_span_starts(word, cp_span_of("USB_"))
               ? CPROBE_POWER_USB
               : CPROBE_POWER_UNKNOWN;
}

static cprobe_power_scope scope_of(cp_span word) {
    return cp_span_equal(word, cp_span_of("System"))   ? CPROBE_POWER_SCOPE_SYSTEM
           : cp_span_equal(word, cp_span_of("Device")) ? CPROBE_POWER_SCOPE_DEVICE
                                                       : CPROBE_POWER_SCOPE_UNKNOWN;
}

static cprobe_power_status status_of(cp_span word) {
    return cp_span_equal(word, cp_span_of("Charging"))       ? CPROBE_POWER_CHARGING
           : cp_span_equal(word, cp_span_of("Discharging"))  ? CPROBE_POWER_DISCHARGING
           : cp_span_equal(word, cp_span_of("Not charging")) ? CPROBE_POWER_NOT_CHARGING
           : cp_span_equal(word, cp_span_of("Full"))         ? CPROBE_POWER_FULL
                                                             : CPROBE_POWER_STATUS_UNKNOWN;
}

static bool store_text(cp_span text, int file, cprobe_power_supply *supply) {
    cprobe_device_text word = {.length = 0};
    switch (file) {
    case HEALTH: return cp_device_text_store(text, &supply->health);
    case CAPACITY_LEVEL: return cp_device_text_store(text, &supply->capacity_level);
    case TECHNOLOGY: return cp_device_text_store(text, &supply->technology);
    case MANUFACTURER: return cp_device_text_store(text, &supply->manufacturer);
    case MODEL: return cp_device_text_store(text, &supply->model);
    default: break;
    }
    if (!cp_device_text_store(text, &word)) {
        return false;
    }
    const cp_span span = cp_span_make(word.bytes, word.length);
    if (file == TYPE) {
        supply->type = type_of(span);
    } else if (file == SCOPE) {
        supply->scope = scope_of(span);
    } else {
        supply->status = status_of(span);
    }
    return true;
}

cprobe_result cprobe_power_supply_parse(const char *file, const char *bytes, size_t length,
                                        cprobe_power_supply *supply, cprobe_failure *failure) {
    const cp_device_file *found =
        file == NULL ? NULL
                     : cp_device_file_find(cp_power_supply_files, cp_power_supply_files_count,
                                           file);
    if (found == NULL || supply == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "a file of a power supply", 0, 0);
    }
    const cp_span text = cp_span_make(bytes, length);
    const bool is_good =
        found->field < 0 ? store_text(text, found->field, supply)
                         : cp_device_number_store(text, &cp_power_supply_fields[found->field],
                                                  supply, &supply->present_fields);
    return is_good ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, found->source, 1, 0);
}

static bool has(const cprobe_power_supply *supply, cprobe_power_supply_field field) {
    return cprobe_has(supply->present_fields, field);
}

// Stores a share in percent, unless the whole is 0.
static void set_percent(cprobe_power_supply *supply, cprobe_power_supply_field field,
                        uint64_t part, uint64_t whole, double *percent) {
    if (!has(supply, field) && whole != 0) {
        *percent = (double)part * 100 / (double)whole;
        cprobe_set(&supply->present_fields, field);
    }
}

// Stores the time in which an amount is used up at a rate for each hour, unless it is too long to
// be counted in nanoseconds.
static void set_time(cprobe_power_supply *supply, cprobe_power_supply_field field, uint64_t amount,
                     int64_t rate, uint64_t *time_ns) {
    const double ns_per_hour = 3600e9;
    const double ns = rate == 0 ? 1e19 : (double)amount / (double)rate * ns_per_hour;
    const double magnitude = ns < 0 ? -ns : ns;
    if (!has(supply, field) && magnitude < 9e18) {
        *time_ns = (uint64_t)magnitude;
        cprobe_set(&supply->present_fields, field);
    }
}

// Stores both times of a battery that reports energy and power, or charge and current.
static void set_times(cprobe_power_supply *supply, uint64_t amount, bool has_full, uint64_t full,
                      int64_t rate) {
    if (supply->status == CPROBE_POWER_DISCHARGING) {
        set_time(supply, CPROBE_POWER_SUPPLY_TIME_TO_EMPTY, amount, rate,
                 &supply->time_to_empty_ns);
    } else if (supply->status == CPROBE_POWER_CHARGING && has_full) {
        set_time(supply, CPROBE_POWER_SUPPLY_TIME_TO_FULL, full > amount ? full - amount : 0, rate,
                 &supply->time_to_full_ns);
    }
}

void cprobe_power_supply_complete(cprobe_power_supply *supply) {
    const bool has_energy = has(supply, CPROBE_POWER_SUPPLY_ENERGY);
    const bool has_energy_full = has(supply, CPROBE_POWER_SUPPLY_ENERGY_FULL);
    const bool has_charge = has(supply, CPROBE_POWER_SUPPLY_CHARGE);
    const bool has_charge_full = has(supply, CPROBE_POWER_SUPPLY_CHARGE_FULL);
    const bool has_current = has(supply, CPROBE_POWER_SUPPLY_CURRENT);
    const double micro = 1e-6;
    if (has_energy && has_energy_full) {
        set_percent(supply, CPROBE_POWER_SUPPLY_CAPACITY, supply->energy_microwatt_hours,
                    supply->energy_full_microwatt_hours, &supply->capacity_percent);
    }
    if (has_charge && has_charge_full) {
        set_percent(supply, CPROBE_POWER_SUPPLY_CAPACITY, supply->charge_microampere_hours,
                    supply->charge_full_microampere_hours, &supply->capacity_percent);
    }
    if (has_energy_full && has(supply, CPROBE_POWER_SUPPLY_ENERGY_FULL_DESIGN)) {
        set_percent(supply, CPROBE_POWER_SUPPLY_HEALTH_PERCENT,
                    supply->energy_full_microwatt_hours,
                    supply->energy_full_design_microwatt_hours, &supply->health_percent);
    }
    if (has_charge_full && has(supply, CPROBE_POWER_SUPPLY_CHARGE_FULL_DESIGN)) {
        set_percent(supply, CPROBE_POWER_SUPPLY_HEALTH_PERCENT,
                    supply->charge_full_microampere_hours,
                    supply->charge_full_design_microampere_hours, &supply->health_percent);
    }
    if (!has(supply, CPROBE_POWER_SUPPLY_POWER) && has_current &&
        has(supply, CPROBE_POWER_SUPPLY_VOLTAGE)) {
        const double power =
            (double)supply->current_microamperes * (double)supply->voltage_microvolts * micro;
        if (power > -9e18 && power < 9e18) {
            supply->power_microwatts = (int64_t)power;
            cprobe_set(&supply->present_fields, CPROBE_POWER_SUPPLY_POWER);
        }
    }
    if (has_energy && has(supply, CPROBE_POWER_SUPPLY_POWER)) {
        set_times(supply, supply->energy_microwatt_hours, has_energy_full,
                  supply->energy_full_microwatt_hours, supply->power_microwatts);
    }
    if (has_charge && has_current) {
        set_times(supply, supply->charge_microampere_hours, has_charge_full,
                  supply->charge_full_microampere_hours, supply->current_microamperes);
    }
}
