// The children that were killed and have not ended, because a sensor holds them.

#ifndef CP_LINUX_SENSORS_READERS_H
#define CP_LINUX_SENSORS_READERS_H

#include <stdint.h>

// Two a chip: eight chips that hang.
enum { CP_SENSOR_READERS = 16 };

typedef struct cp_sensor_reader {
    int32_t pid;      // 0: none.
    uint32_t device;  // As in cprobe_sensor.
    uint32_t index;
    uint32_t file;    // The one that was read.
    uint8_t kind;     // Which list the sensor is in.
    uint8_t source;   // A cprobe_sensor_source.
} cp_sensor_reader;

typedef struct cp_sensor_readers {
    cp_sensor_reader items[CP_SENSOR_READERS];
} cp_sensor_readers;

// There are none: at first, and in a child after fork, whose parent has them.
void cp_sensor_readers_init(cp_sensor_readers *readers);

// Remembers a child. There is space: for each child, sensors.c adds a stall, of which there are as many.
void cp_sensor_readers_add(cp_sensor_readers *readers, const cp_sensor_reader *reader);

// Reaps those that have ended.
void cp_sensor_readers_reap(cp_sensor_readers *readers);

// Reaps those that have ended. A child that a sensor still holds is left to the reaper of this process.
void cp_sensor_readers_close(cp_sensor_readers *readers);

#endif
