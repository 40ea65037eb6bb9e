// Children that were killed but have not ended, because a driver blocks them.

#ifndef CP_LINUX_SENSORS_READERS_H
#define CP_LINUX_SENSORS_READERS_H

#include <stdint.h>

// Two children for each chip: enough for eight chips that block.
enum { CP_SENSOR_READERS = 16 };

typedef struct cp_sensor_reader {
    int32_t pid;      // 0: none.
    uint32_t device;  // As in cprobe_sensor.
    uint32_t index;
    uint32_t file;    // The file being read.
    uint8_t kind;     // The sensor's list, a cp_hwmon_kind.
    uint8_t source;   // A cprobe_sensor_source.
} cp_sensor_reader;

typedef struct cp_sensor_readers {
    cp_sensor_reader items[CP_SENSOR_READERS];
} cp_sensor_readers;

// Starts with no children; also in a child after fork, because they are the parent's.
void cp_sensor_readers_init(cp_sensor_readers *readers);

// Records a child. The capacity suffices: sensors.c adds a stall for each child, and stops at
// CP_SENSOR_READERS stalls.
void cp_sensor_readers_add(cp_sensor_readers *readers, const cp_sensor_reader *reader);

// Reaps the children that have ended.
void cp_sensor_readers_reap(cp_sensor_readers *readers);

// Reaps the children that have ended. A child that a driver still blocks is left to the reaper of
// this process.
void cp_sensor_readers_close(cp_sensor_readers *readers);

#endif
