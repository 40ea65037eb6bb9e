// Batteries and chargers, the energy counters of the processor, and cooling devices.
//
// A section of its own call: a battery is asked through its controller, which can take tens of
// milliseconds for each value, and a driver can block in a read forever. A child process reads the
// files, as for the sensors, and the call returns in bounded time.
//
// Electrical values have the kernel's units, which are whole numbers: microwatt-hours,
// microampere-hours, microvolts, microamperes, microwatts, microjoules.

#ifndef CPROBE_POWER_H
#define CPROBE_POWER_H

#include "collector.h"
#include "device_name.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // The maximum number of each kind of device; further ones are skipped and reported as a
    // failure. Cooling devices: one for each CPU, and a few.
    CPROBE_POWER_DEVICES = 8192,
    // A device one of whose files takes longer has stalled.
    CPROBE_POWER_WAIT_MS = 1000,
    // After this time no further device is read.
    CPROBE_POWERS_WAIT_MS = 15000
};

// The kind of a power supply.
typedef enum CPROBE_CLOSED cprobe_power_type {
    CPROBE_POWER_UNKNOWN = 0, // Not reported, "Unknown", or a word that this version does not know.
    CPROBE_POWER_BATTERY,
    CPROBE_POWER_UPS,
    CPROBE_POWER_MAINS,
    CPROBE_POWER_USB,         // Every kind of USB charger: also "USB_C", "USB_PD", "BrickID".
    CPROBE_POWER_WIRELESS
} cprobe_power_type;

// What a power supply supplies.
typedef enum CPROBE_CLOSED cprobe_power_scope {
    CPROBE_POWER_SCOPE_UNKNOWN = 0, // Not reported: usually the system.
    CPROBE_POWER_SCOPE_SYSTEM,
    CPROBE_POWER_SCOPE_DEVICE       // A mouse, a keyboard: not a battery of the system.
} cprobe_power_scope;

// What a battery does.
typedef enum CPROBE_CLOSED cprobe_power_status {
    CPROBE_POWER_STATUS_UNKNOWN = 0, // Not reported, "Unknown", or another word.
    CPROBE_POWER_CHARGING,
    CPROBE_POWER_DISCHARGING,
    CPROBE_POWER_NOT_CHARGING, // On external power, neither full nor charging.
    CPROBE_POWER_FULL
} cprobe_power_status;

// Field numbers of cprobe_power_supply, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_power_supply_field {
    CPROBE_POWER_SUPPLY_PRESENT = 0,
    CPROBE_POWER_SUPPLY_ONLINE,
    CPROBE_POWER_SUPPLY_CAPACITY,
    CPROBE_POWER_SUPPLY_HEALTH_PERCENT,
    CPROBE_POWER_SUPPLY_CYCLES,
    CPROBE_POWER_SUPPLY_ENERGY,
    CPROBE_POWER_SUPPLY_ENERGY_FULL,
    CPROBE_POWER_SUPPLY_ENERGY_FULL_DESIGN,
    CPROBE_POWER_SUPPLY_CHARGE,
    CPROBE_POWER_SUPPLY_CHARGE_FULL,
    CPROBE_POWER_SUPPLY_CHARGE_FULL_DESIGN,
    CPROBE_POWER_SUPPLY_VOLTAGE,
    CPROBE_POWER_SUPPLY_VOLTAGE_MIN_DESIGN,
    CPROBE_POWER_SUPPLY_VOLTAGE_MAX_DESIGN,
    CPROBE_POWER_SUPPLY_CURRENT,
    CPROBE_POWER_SUPPLY_POWER,
    CPROBE_POWER_SUPPLY_TIME_TO_EMPTY,
    CPROBE_POWER_SUPPLY_TIME_TO_FULL,
    CPROBE_POWER_SUPPLY_TEMPERATURE,
    CPROBE_POWER_SUPPLY_CHARGE_LIMIT
} cprobe_power_supply_field;

// A battery or a charger. Source: /sys/class/power_supply/NAME. A file that the driver does not
// have, and a value of -1, which drivers print for an unknown one, are absent fields.
typedef struct cprobe_power_supply {
    cprobe_presence present_fields; // Bits by cprobe_power_supply_field.
    cprobe_device_name name;        // "BAT0", "AC".
    cprobe_power_type type;         // [type]
    cprobe_power_scope scope;       // [scope]
    cprobe_power_status status;     // [status]
    bool present;                   // A battery is in its slot [present].
    bool online;                    // A charger supplies power [online].
    double capacity_percent;        // What is left [capacity]; where the driver does not have it,
                                    // energy or charge by that of the full battery.
    double health_percent;          // Full by design capacity; a new battery can be above 100.
    uint64_t cycles;                // Complete charges and discharges [cycle_count]; some firmware
                                    // reports 0 if not counted.
    uint64_t energy_microwatt_hours;             // [energy_now]. A battery reports either energy
    uint64_t energy_full_microwatt_hours;        // [energy_full]
    uint64_t energy_full_design_microwatt_hours; // [energy_full_design]
    uint64_t charge_microampere_hours;           // or charge [charge_now].
    uint64_t charge_full_microampere_hours;      // [charge_full]
    uint64_t charge_full_design_microampere_hours; // [charge_full_design]
    uint64_t voltage_microvolts;             // [voltage_now]
    uint64_t voltage_min_design_microvolts;  // [voltage_min_design]
    uint64_t voltage_max_design_microvolts;  // [voltage_max_design]
    int64_t current_microamperes;   // [current_now]. The sign is the driver's: some are negative
                                    // while the battery discharges, others always positive.
    int64_t power_microwatts;       // [power_now], with the driver's sign; where the driver does
                                    // not have it, current_microamperes by voltage_microvolts.
    uint64_t time_to_empty_ns;      // [time_to_empty_now]; where the driver does not have it, of a
                                    // discharging battery energy by power, or charge by current.
                                    // Absent if the power is 0.
    uint64_t time_to_full_ns;       // [time_to_full_now]; likewise, of a charging battery.
    int64_t temperature_millicelsius; // [temp]
    uint32_t charge_limit_percent;  // Charging stops here [charge_control_end_threshold].
    cprobe_device_text health;         // "Good", "Overheat" [health].
    cprobe_device_text capacity_level; // "Normal", "Low" [capacity_level].
    cprobe_device_text technology;     // "Li-ion" [technology].
    cprobe_device_text manufacturer;   // [manufacturer]
    cprobe_device_text model;          // [model_name]
    cprobe_failure failure;         // The first failure that made a field absent; code OK if none.
                                    // STALLED: the driver did not respond, and later files of the
                                    // device were not read.
} cprobe_power_supply;

// Field numbers of cprobe_energy_zone, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_energy_zone_field {
    CPROBE_ENERGY_ZONE_ENERGY = 0,
    CPROBE_ENERGY_ZONE_ENERGY_RANGE
} cprobe_energy_zone_field;

// A part of the machine whose energy is counted (RAPL). Source: /sys/class/powercap/NAME.
typedef struct cprobe_energy_zone {
    cprobe_presence present_fields; // Bits by cprobe_energy_zone_field.
    cprobe_device_name name;     // "intel-rapl:0"; "intel-rapl:0:1" is a part of "intel-rapl:0".
                                 // Also on processors of AMD.
    cprobe_device_text label;    // "package-0", "core", "dram", "psys" [name].
    uint64_t energy_microjoules; // A counter [energy_uj]. Denied (see `failure`) except to root,
                                 // since 2020.
    uint64_t energy_range_microjoules; // The counter starts again at 0 after this value
                                       // [max_energy_range_uj].
    cprobe_failure failure;      // As above.
} cprobe_energy_zone;

// Field numbers of cprobe_cooling_device, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_cooling_device_field {
    CPROBE_COOLING_STATE = 0,
    CPROBE_COOLING_MAX_STATE
} cprobe_cooling_device_field;

// A fan or a device that can be slowed down to cool the machine. Source:
// /sys/class/thermal/cooling_deviceN.
typedef struct cprobe_cooling_device {
    cprobe_presence present_fields; // Bits by cprobe_cooling_device_field.
    cprobe_device_name name;        // "cooling_device0"
    cprobe_device_text type;        // "Processor", "Fan", "intel_powerclamp" [type].
    uint64_t state;                 // How strongly it cools now, 0: not [cur_state].
    uint64_t max_state;             // [max_state]
    cprobe_failure failure;         // As above.
} cprobe_cooling_device;

// The section, beside the lists.
typedef struct cprobe_power {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made a list incomplete. Each device has its own.
} cprobe_power;

// What to read.
typedef enum CPROBE_CLOSED cprobe_power_parts {
    CPROBE_POWER_ALL = 0,
    CPROBE_POWER_SUPPLIES // Batteries and chargers; the other lists are empty.
} cprobe_power_parts;

// The caller's lists. At most `capacity` items are written, the first by name; `count` is the
// number that exist, up to CPROBE_POWER_DEVICES.
typedef struct cprobe_power_lists {
    cprobe_power_supply *supplies; // May be NULL with capacity 0, like the others.
    size_t supply_capacity, supply_count;
    cprobe_energy_zone *zones;
    size_t zone_capacity, zone_count;
    cprobe_cooling_device *cooling_devices;
    size_t cooling_device_capacity, cooling_device_count;
} cprobe_power_lists;

// Reads the devices of each list, ordered by name; numbers within names by their value. Keeps
// nothing open. Of too long a list, only the first `capacity` devices are read.
//
// A machine without such devices is OK with empty lists. A driver that blocks costs
// CPROBE_POWER_WAIT_MS and its own device: while its child is still blocked, the file that blocks
// and those after it are STALLED at once in later readings. If no child can be created (by seccomp,
// or a limit of tasks), the caller reads directly, and blocks on a driver that hangs. If there is
// no descriptor for its pipe, EXHAUSTED is among the failures, and each device has it.
//
// If /sys/class cannot be opened, the call fails: NOT_FOUND, DENIED, EXHAUSTED or IO. Also
// UNSUPPORTED, INVALID. `power` is untouched unless OK; the lists may be written to.
cprobe_result cprobe_power_read(cprobe_collector *collector, cprobe_power_parts parts,
                                cprobe_power *power, cprobe_power_lists *lists,
                                cprobe_failure *failure);

// Parses one file of a power supply, an energy zone or a cooling device into its field; `file` is
// its name, such as "energy_now". Pure: any thread, any system; NULL with length 0 is valid. OK
// (also for a value that the driver does not know, which is absent), MALFORMED, INVALID (no such
// file).
cprobe_result cprobe_power_supply_parse(const char *file, const char *bytes, size_t length,
                                        cprobe_power_supply *supply, cprobe_failure *failure);
cprobe_result cprobe_energy_zone_parse(const char *file, const char *bytes, size_t length,
                                       cprobe_energy_zone *zone, cprobe_failure *failure);
cprobe_result cprobe_cooling_device_parse(const char *file, const char *bytes, size_t length,
                                          cprobe_cooling_device *device, cprobe_failure *failure);

// Computes the fields of a power supply that follow from others, once all files were parsed:
// health_percent, and what the driver does not report of capacity, power and times. Pure.
void cprobe_power_supply_complete(cprobe_power_supply *supply);

#ifdef __cplusplus
}
#endif

#endif
