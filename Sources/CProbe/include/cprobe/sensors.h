// Temperatures, fans, voltages, currents, powers, energies and humidities with their labels and
// limits, and thermal throttling of the CPUs.
//
// A section of its own call, because sensors can be slow: one on a 1-wire bus measures for 750 ms,
// and a driver can block in a read forever, not interruptible by a signal. A child process
// therefore reads the sensors (a copy of the calling thread without an exit signal, invisible to
// the program's waitpid). The call returns in bounded time, and abandons a child that hangs.

#ifndef CPROBE_SENSORS_H
#define CPROBE_SENSORS_H

#include "collector.h"
#include "device_name.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // The name of a chip or a label. Linux limits the type of a thermal zone to 19 bytes; names
    // from drivers have about 30. A longer name is TOO_LARGE, in the sensor's failure.
    CPROBE_SENSOR_NAME_BYTES = 64,
    // The maximum number of chips, and of thermal zones: one per CPU on the largest machines.
    CPROBE_SENSOR_DEVICES = 1024,
    // The maximum number of sensors of each kind. Further ones are skipped and reported as a
    // failure.
    CPROBE_SENSORS_LISTED = 8192,
    // A sensor one of whose files takes longer has stalled: longer than the slowest sensor (1-wire,
    // 750 ms).
    CPROBE_SENSOR_WAIT_MS = 1000,
    // After this time no further sensor is read: 20 of the slowest.
    CPROBE_SENSORS_WAIT_MS = 15000
};

// The kernel interface of a sensor.
typedef enum CPROBE_CLOSED cprobe_sensor_source {
    CPROBE_SENSOR_HWMON = 0, // /sys/class/hwmon
    CPROBE_SENSOR_THERMAL,   // /sys/class/thermal
    CPROBE_SENSOR_SYSCTL,    // hw.sensors of OpenBSD
    CPROBE_SENSOR_ENVSYS     // envsys(4) of NetBSD
} cprobe_sensor_source;

// Common to all kinds of sensors.
typedef struct cprobe_sensor {
    cprobe_sensor_source source;
    uint32_t device;        // N of hwmonN or thermal_zoneN, or of hw.sensors; may change at boot.
    uint32_t index;         // N of tempN_input, fanN_input, inN_input and so on, which begins at 0
                            // for voltages; 0 of a thermal zone, which has one; N of its type in
                            // hw.sensors, from 0.
    bool has_chip, has_label, has_alarm, has_fault;
    uint32_t chip_length, label_length;
    char chip[CPROBE_SENSOR_NAME_BYTES];  // "coretemp", "acpitz"; the driver's device, "lm1", of
                                          // hw.sensors; not NUL-terminated.
    char label[CPROBE_SENSOR_NAME_BYTES]; // "Package id 0"; likewise. Often absent.
    cprobe_device_text device_name; // The device of a hwmon chip: the block device ("sda"), NVMe
                            // controller ("nvme0") or network interface ("eth0"); otherwise the
                            // last component of the link hwmonN/device: "0000:00:18.3",
                            // "coretemp.0". Absent for a thermal zone, and without such a link.
    bool alarm;             // The chip reports that a limit is exceeded. Absent if the chip does
                            // not report it.
    bool fault;             // The chip reports that the sensor is broken or not connected.
    cprobe_failure failure; // What made a field absent; code OK if nothing. STALLED: the sensor
                            // hangs.
    uint32_t files;         // Internal: the sensor's files.
} cprobe_sensor;

// Field numbers of cprobe_temperature, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_temperature_field {
    CPROBE_TEMPERATURE_CURRENT = 0,
    CPROBE_TEMPERATURE_LOWEST,
    CPROBE_TEMPERATURE_HIGHEST,
    CPROBE_TEMPERATURE_MIN,
    CPROBE_TEMPERATURE_MAX,
    CPROBE_TEMPERATURE_LCRIT,
    CPROBE_TEMPERATURE_CRIT,
    CPROBE_TEMPERATURE_EMERGENCY,
    CPROBE_TEMPERATURE_ACTIVE,
    CPROBE_TEMPERATURE_PASSIVE,
    CPROBE_TEMPERATURE_HOT
} cprobe_temperature_field;

// A temperature and its limits in thousandths of a degree Celsius, the kernel's unit. A limit is
// what the chip holds, which may never have been configured.
typedef struct cprobe_temperature {
    cprobe_sensor sensor;
    cprobe_presence present_fields;       // Bits by cprobe_temperature_field.
    int64_t current_millicelsius;
    int64_t lowest_millicelsius;   // Since the chip was reset; of a disk, since it was switched on.
    int64_t highest_millicelsius;
    int64_t min_millicelsius;
    int64_t max_millicelsius;
    int64_t lcrit_millicelsius;    // Critically low.
    int64_t crit_millicelsius;     // Critically high; of a zone, the system shuts down.
    int64_t emergency_millicelsius; // Above crit: the hardware acts.
    int64_t active_millicelsius;   // Of a zone: the lowest at which a fan starts or speeds up.
    int64_t passive_millicelsius;  // Of a zone: the lowest at which a device is slowed down.
    int64_t hot_millicelsius;      // Of a zone: the system is notified.
} cprobe_temperature;

// Field numbers of cprobe_fan, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_fan_field {
    CPROBE_FAN_CURRENT = 0,
    CPROBE_FAN_MIN,
    CPROBE_FAN_MAX,
    CPROBE_FAN_TARGET
} cprobe_fan_field;

// A fan, in revolutions per minute.
typedef struct cprobe_fan {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_fan_field.
    int64_t current_rpm;     // 0: stopped, or not connected.
    int64_t min_rpm;         // The chip raises an alarm below it.
    int64_t max_rpm;
    int64_t target_rpm;      // The speed that the chip is set to hold.
} cprobe_fan;

// Field numbers of cprobe_voltage_sensor, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_voltage_sensor_field {
    CPROBE_VOLTAGE_CURRENT = 0,
    CPROBE_VOLTAGE_AVERAGE,
    CPROBE_VOLTAGE_LOWEST,
    CPROBE_VOLTAGE_HIGHEST,
    CPROBE_VOLTAGE_MIN,
    CPROBE_VOLTAGE_MAX,
    CPROBE_VOLTAGE_LCRIT,
    CPROBE_VOLTAGE_CRIT,
    CPROBE_VOLTAGE_RATED_MIN,
    CPROBE_VOLTAGE_RATED_MAX
} cprobe_voltage_sensor_field;

// A voltage. Source: inN_*, which the kernel prints in millivolts.
typedef struct cprobe_voltage_sensor {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_voltage_sensor_field.
    int64_t current_microvolts;     // The measured value.
    int64_t average_microvolts;     // Over an interval of the chip.
    int64_t lowest_microvolts;      // Since the chip was reset.
    int64_t highest_microvolts;
    int64_t min_microvolts;
    int64_t max_microvolts;
    int64_t lcrit_microvolts;       // Critically low.
    int64_t crit_microvolts;        // Critically high.
    int64_t rated_min_microvolts;
    int64_t rated_max_microvolts;
} cprobe_voltage_sensor;

// Field numbers of cprobe_current_sensor, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_current_sensor_field {
    CPROBE_CURRENT_CURRENT = 0,
    CPROBE_CURRENT_AVERAGE,
    CPROBE_CURRENT_LOWEST,
    CPROBE_CURRENT_HIGHEST,
    CPROBE_CURRENT_MIN,
    CPROBE_CURRENT_MAX,
    CPROBE_CURRENT_LCRIT,
    CPROBE_CURRENT_CRIT,
    CPROBE_CURRENT_RATED_MIN,
    CPROBE_CURRENT_RATED_MAX
} cprobe_current_sensor_field;

// An electrical current. Source: currN_*, which the kernel prints in milliamperes.
typedef struct cprobe_current_sensor {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_current_sensor_field.
    int64_t current_microamperes;   // The measured value.
    int64_t average_microamperes;   // Over an interval of the chip.
    int64_t lowest_microamperes;    // Since the chip was reset.
    int64_t highest_microamperes;
    int64_t min_microamperes;
    int64_t max_microamperes;
    int64_t lcrit_microamperes;     // Critically low.
    int64_t crit_microamperes;      // Critically high.
    int64_t rated_min_microamperes;
    int64_t rated_max_microamperes;
} cprobe_current_sensor;

// Field numbers of cprobe_power_sensor, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_power_sensor_field {
    CPROBE_POWER_SENSOR_CURRENT = 0,
    CPROBE_POWER_SENSOR_AVERAGE,
    CPROBE_POWER_SENSOR_LOWEST,
    CPROBE_POWER_SENSOR_HIGHEST,
    CPROBE_POWER_SENSOR_MIN,
    CPROBE_POWER_SENSOR_MAX,
    CPROBE_POWER_SENSOR_LCRIT,
    CPROBE_POWER_SENSOR_CRIT,
    CPROBE_POWER_SENSOR_RATED_MIN,
    CPROBE_POWER_SENSOR_RATED_MAX,
    CPROBE_POWER_SENSOR_CAP
} cprobe_power_sensor_field;

// A power. Source: powerN_*. A sensor has current_microwatts, average_microwatts, or both.
typedef struct cprobe_power_sensor {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_power_sensor_field.
    int64_t current_microwatts;     // The measured value.
    int64_t average_microwatts;     // Over an interval of the chip.
    int64_t lowest_microwatts;      // Since the chip was reset.
    int64_t highest_microwatts;
    int64_t min_microwatts;
    int64_t max_microwatts;
    int64_t lcrit_microwatts;       // Critically low.
    int64_t crit_microwatts;        // Critically high.
    int64_t rated_min_microwatts;
    int64_t rated_max_microwatts;
    int64_t cap_microwatts;         // Above it, the machine reduces the power.
} cprobe_power_sensor;

// Field numbers of cprobe_energy_sensor, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_energy_sensor_field {
    CPROBE_ENERGY_SENSOR_ENERGY = 0
} cprobe_energy_sensor_field;

// An energy that a chip counts. Source: energyN_input.
typedef struct cprobe_energy_sensor {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_energy_sensor_field.
    uint64_t energy_microjoules;    // A counter, from an arbitrary moment.
} cprobe_energy_sensor;

// Field numbers of cprobe_humidity_sensor, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_humidity_sensor_field {
    CPROBE_HUMIDITY_CURRENT = 0,
    CPROBE_HUMIDITY_MIN,
    CPROBE_HUMIDITY_MAX,
    CPROBE_HUMIDITY_RATED_MIN,
    CPROBE_HUMIDITY_RATED_MAX
} cprobe_humidity_sensor_field;

// A relative humidity, in thousandths of a percent. Source: humidityN_*.
typedef struct cprobe_humidity_sensor {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_humidity_sensor_field.
    int64_t current_millipercent;   // The measured value.
    int64_t min_millipercent;
    int64_t max_millipercent;
    int64_t rated_min_millipercent;
    int64_t rated_max_millipercent;
} cprobe_humidity_sensor;

// Field numbers of cprobe_thermal_throttling, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_thermal_throttling_field {
    CPROBE_THERMAL_CORE_EVENTS = 0,
    CPROBE_THERMAL_CORE_TIME,
    CPROBE_THERMAL_PACKAGE_EVENTS,
    CPROBE_THERMAL_PACKAGE_TIME
} cprobe_thermal_throttling_field;

// How often the CPUs were throttled since boot because of heat. Each hardware thread has its own
// counters for its core and its package: the largest value among the threads of a core or package
// is used, and these values are summed.
typedef struct cprobe_thermal_throttling {
    cprobe_presence present_fields;  // Bits by cprobe_thermal_throttling_field.
    uint64_t core_events;     // All online cores.
    uint64_t core_ns;         // Time throttled, since Linux 5.6.
    uint64_t package_events;  // All packages.
    uint64_t package_ns;
} cprobe_thermal_throttling;

// The sensors section, apart from the lists.
typedef struct cprobe_sensors {
    cprobe_thermal_throttling throttling; // Absent except on Intel CPUs.
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures of the lists and of throttling. Each sensor has its own.
} cprobe_sensors;

// Caller-provided storage for the sensors, and their numbers.
typedef struct cprobe_sensor_lists {
    cprobe_temperature *temperatures; // May be NULL with capacity 0, like the others.
    size_t temperature_capacity, temperature_count;
    cprobe_fan *fans;
    size_t fan_capacity, fan_count;
    cprobe_voltage_sensor *voltages;
    size_t voltage_capacity, voltage_count;
    cprobe_current_sensor *currents;
    size_t current_capacity, current_count;
    cprobe_power_sensor *powers;
    size_t power_capacity, power_count;
    cprobe_energy_sensor *energies;
    size_t energy_capacity, energy_count;
    cprobe_humidity_sensor *humidities;
    size_t humidity_capacity, humidity_count;
} cprobe_sensor_lists;

// Reads the temperatures of hwmon by chip and number, then those of the thermal zones; the other
// sensors of hwmon likewise; and thermal throttling. A hwmon chip that only mirrors a thermal zone
// is not listed: the zone is, which has more values.
//
// A sensor that stalls costs CPROBE_SENSOR_WAIT_MS and only its own values. The remaining sensors
// of its chip are read after all others; once two of a chip have stalled, the rest of the chip is
// skipped. While its child is still blocked, the file that stalled and those after it are not read
// again (STALLED at once); this call and cprobe_collector_close() check whether the child has
// ended. At most 16 children are ever left behind, those of other sections included, and while 16
// are, no sensor is read. If no child can be created (by seccomp, or a limit of tasks), the caller
// reads directly, and blocks on a sensor that hangs.
//
// On OpenBSD, the sensors of hw.sensors that have one of these kinds: the kernel answers at once.
//
// A program that is pid 1 of its pid namespace cannot exit before such a child does.
//
// A machine without sensors is OK with empty lists. A failed source makes only its own fields
// absent and is added to sensors->failures: EXHAUSTED if there is no descriptor for the child's
// pipe, STALLED if the child did not start (a descriptor that it inherited could not be closed),
// which each sensor then reports too. The lists are empty if /sys/class cannot be opened. If
// neither it nor throttling can be read, the call fails as opening /sys/class did: NOT_FOUND,
// DENIED, EXHAUSTED or IO. TOO_LARGE (the capacities are too small: nothing was read, and the
// counts are the required capacities), UNSUPPORTED, INVALID. `sensors` is untouched unless OK; the
// lists and their counts may be written to.
cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
