#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "readers.h"

#include "../../source/child.h"

void cp_sensor_readers_init(cp_sensor_readers *readers) {
    for (unsigned index = 0; index < CP_SENSOR_READERS; index += 1) {
        readers->items[index].pid = 0;
    }
}

void cp_sensor_readers_add(cp_sensor_readers *readers, const cp_sensor_reader *reader) {
    for (unsigned index = 0; index < CP_SENSOR_READERS; index += 1) {
        if (readers->items[index].pid == 0) {
            readers->items[index] = *reader;
            return;
        }
    }
}

void cp_sensor_readers_reap(cp_sensor_readers *readers) {
    for (unsigned index = 0; index < CP_SENSOR_READERS; index += 1) {
        cp_sensor_reader *reader = &readers->items[index];
        if (reader->pid != 0 && cp_child_is_gone(reader->pid)) {
            reader->pid = 0;
        }
    }
}

void cp_sensor_readers_close(cp_sensor_readers *readers) {
    cp_sensor_readers_reap(readers);
}

#endif
