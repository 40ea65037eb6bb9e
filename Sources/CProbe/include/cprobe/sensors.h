// Temperatures and fans, with their labels and limits, and how often the CPUs were throttled for
// heat.
//
// Asked for by name, because a sensor can be slow: one on a 1-wire bus measures for 750 ms. A
// driver can also sleep for ever in a read, where no signal wakes it. So the sensors are read by a
// child (a copy of the calling thread, without a signal at its end, which no waitpid of the program
// sees); the call returns in time, whatever a sensor does, and the child of one that hangs is given
// up.

#ifndef CPROBE_SENSORS_H
#define CPROBE_SENSORS_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // The name of a chip, a label. Linux bounds the type of a thermal zone at 19; a driver's own
    // words are about 30. A longer one is TOO_LARGE, in the sensor's failure.
    CPROBE_SENSOR_NAME_BYTES = 64,
    // The most chips that are listed, and the most thermal zones: one a CPU on the largest
    // machines.
    CPROBE_SENSOR_DEVICES = 1024,
    // The most temperatures, and the most fans. More are passed over, which is a failure.
    CPROBE_SENSORS_LISTED = 8192,
    // A sensor that has not told all its files after so long has stalled: longer than the slowest
    // that there are (1-wire, 750 ms).
    CPROBE_SENSOR_WAIT_MS = 1000,
    // No sensor is asked any more after so long: 20 of the slowest.
    CPROBE_SENSORS_WAIT_MS = 15000
};

// The interface of the kernel that tells of a sensor.
typedef enum CPROBE_CLOSED cprobe_sensor_source {
    CPROBE_SENSOR_HWMON = 0, // /sys/class/hwmon
    CPROBE_SENSOR_THERMAL    // /sys/class/thermal
} cprobe_sensor_source;

// What a sensor is, whatever it measures.
typedef struct cprobe_sensor {
    cprobe_sensor_source source;
    uint32_t device;        // N of hwmonN or thermal_zoneN; it may be another after a boot.
    uint32_t index;         // N of tempN_input or fanN_input; 0 of a thermal zone, which has one.
    bool has_chip, has_label, has_alarm, has_fault;
    uint32_t chip_length, label_length;
    char chip[CPROBE_SENSOR_NAME_BYTES];  // "coretemp", "acpitz"; not NUL-terminated.
    char label[CPROBE_SENSOR_NAME_BYTES]; // "Package id 0"; likewise. Many have none.
    bool alarm;             // The chip says that a limit is passed. Absent where it says nothing.
    bool fault;             // The chip says that the sensor is broken or not connected.
    cprobe_failure failure; // What cost it fields; code OK where nothing failed. STALLED: it hangs.
    uint32_t files;         // Which files there are. This and what follows is the collector's own.
    uint32_t files_asked;   // Those before this one are read.
    bool is_done;           // It was read.
} cprobe_sensor;

// Numbers of the fields of cprobe_temperature, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_temperature_field {
    CPROBE_TEMPERATURE_CURRENT = 0,
    CPROBE_TEMPERATURE_MIN,
    CPROBE_TEMPERATURE_MAX,
    CPROBE_TEMPERATURE_LCRIT,
    CPROBE_TEMPERATURE_CRIT,
    CPROBE_TEMPERATURE_EMERGENCY,
    CPROBE_TEMPERATURE_ACTIVE,
    CPROBE_TEMPERATURE_PASSIVE,
    CPROBE_TEMPERATURE_HOT
} cprobe_temperature_field;

// A temperature and its limits, in thousandths of a degree Celsius, as the kernel has them. A limit
// is what the chip holds: some hold one that nobody ever set.
typedef struct cprobe_temperature {
    cprobe_sensor sensor;
    cprobe_presence present_fields;       // Bits by cprobe_temperature_field.
    int64_t current_millicelsius;
    int64_t min_millicelsius;
    int64_t max_millicelsius;
    int64_t lcrit_millicelsius;    // Critically low.
    int64_t crit_millicelsius;     // Critically high; of a zone, the system shuts down.
    int64_t emergency_millicelsius; // Above crit: the hardware acts.
    int64_t active_millicelsius;   // Of a zone: the lowest at which a fan is switched on or up.
    int64_t passive_millicelsius;  // Of a zone: the lowest at which something is slowed down.
    int64_t hot_millicelsius;      // Of a zone: the system is told.
} cprobe_temperature;

// Numbers of the fields of cprobe_fan, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_fan_field {
    CPROBE_FAN_CURRENT = 0,
    CPROBE_FAN_MIN,
    CPROBE_FAN_MAX,
    CPROBE_FAN_TARGET
} cprobe_fan_field;

// A fan, in revolutions a minute.
typedef struct cprobe_fan {
    cprobe_sensor sensor;
    cprobe_presence present_fields; // Bits by cprobe_fan_field.
    int64_t current_rpm;     // 0: it stands still, or nothing is connected.
    int64_t min_rpm;         // Below it the chip gives alarm.
    int64_t max_rpm;
    int64_t target_rpm;      // What the chip is told to hold.
} cprobe_fan;

// Numbers of the fields of cprobe_thermal_throttling, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_thermal_throttling_field {
    CPROBE_THERMAL_CORE_EVENTS = 0,
    CPROBE_THERMAL_CORE_TIME,
    CPROBE_THERMAL_PACKAGE_EVENTS,
    CPROBE_THERMAL_PACKAGE_TIME
} cprobe_thermal_throttling_field;

// How often, since boot, the CPUs slowed down because they were too hot. Each hardware thread
// counts the events of its core and of its package by itself: of each core and package the most
// that a thread of it counted is taken, once, and these are added up.
typedef struct cprobe_thermal_throttling {
    cprobe_presence present_fields;  // Bits by cprobe_thermal_throttling_field.
    uint64_t core_events;     // Over all cores that are online.
    uint64_t core_ns;         // The time that it lasted, since Linux 5.6.
    uint64_t package_events;  // Over all packages.
    uint64_t package_ns;
} cprobe_thermal_throttling;

// What is told of all of it.
typedef struct cprobe_sensors {
    cprobe_thermal_throttling throttling; // Absent but on Intel's CPUs.
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // What cost lists and throttling. A sensor carries its own.
} cprobe_sensors;

// The caller's room for the sensors, and how many there are.
typedef struct cprobe_sensor_lists {
    cprobe_temperature *temperatures; // May be NULL with capacity 0.
    size_t temperature_capacity, temperature_count;
    cprobe_fan *fans;                 // Likewise.
    size_t fan_capacity, fan_count;
} cprobe_sensor_lists;

// Reads the temperatures of hwmon by chip and number, then the thermal zones; the fans; and how
// often the CPUs were throttled. A chip that hwmon has only because the kernel shows a thermal zone
// there too is not listed: the zone is, which has more to tell.
//
// A sensor that stalls costs CPROBE_SENSOR_WAIT_MS, itself and nothing else; those of the same chip
// are asked after all others, and once two of a chip have stalled it is left alone. One whose child
// still sleeps is not asked again (STALLED at once) until the child is gone, which this call and
// cprobe_collector_close look for; at most 16 children are ever left behind, and
// while all are, no sensor is asked. Where no child can be made (by seccomp, or a limit of tasks)
// the caller reads by itself, and waits for a sensor that hangs.
//
// A program that is the first of its pid namespace cannot end before such a child does.
//
// A machine without sensors is OK with empty lists. A failure of one source takes only its fields away and
// joins sensors->failures: EXHAUSTED where there is no descriptor for the child's pipe, STALLED where the
// child did not begin (something it inherited could not be closed), which each sensor then carries too;
// the lists are empty where /sys/class cannot be opened. Where neither it nor throttling can be read the
// call fails as the opening of /sys/class did: NOT_FOUND, DENIED, EXHAUSTED or IO. TOO_LARGE (the lists
// have less room than there are sensors: nothing was read, and the counts say how much it takes),
// UNSUPPORTED, INVALID. `sensors` is untouched unless OK; the lists and their counts may be written to.
cprobe_result cprobe_sensors_read(cprobe_collector *collector, cprobe_sensors *sensors,
                                  cprobe_sensor_lists *lists, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
