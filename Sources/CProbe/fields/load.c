// The fields of cprobe_load.

#include "../include/cprobe/load.h"

#include "fields.h"

const cprobe_field cp_load_fields[] = {
    {CP_KEY(""), CPROBE_LOAD_1, offsetof(cprobe_load, load1),
     CPROBE_PRINTED_PLAIN, "load1", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/loadavg, word 1", 0, 0,
     "Load average over 1 minute."},
    {CP_KEY(""), CPROBE_LOAD_5, offsetof(cprobe_load, load5),
     CPROBE_PRINTED_PLAIN, "load5", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/loadavg, word 2", 0, 0,
     "Load average over 5 minutes."},
    {CP_KEY(""), CPROBE_LOAD_15, offsetof(cprobe_load, load15),
     CPROBE_PRINTED_PLAIN, "load15", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/loadavg, word 3", 0, 0,
     "Load average over 15 minutes."},
    {CP_KEY(""), CPROBE_LOAD_UPTIME, offsetof(cprobe_load, uptime_ns),
     CPROBE_PRINTED_SECONDS, "uptime_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_GAUGE, "CLOCK_BOOTTIME, or /proc/uptime", 0, 0,
     "Time since boot."},
    {CP_KEY(""), CPROBE_LOAD_BOOT_TIME, offsetof(cprobe_load, boot_time_ns),
     CPROBE_PRINTED_SECONDS, "boot_time_ns", CPROBE_TYPE_U64, CPROBE_UNIT_NANOSECONDS,
     CPROBE_KIND_GAUGE, "CLOCK_REALTIME less CLOCK_BOOTTIME, or btime of /proc/stat", 0, 0,
     "Time of boot, since 1970."},
    {CP_KEY(""), CPROBE_LOAD_RUNNABLE, offsetof(cprobe_load, tasks.runnable),
     CPROBE_PRINTED_PLAIN, "tasks.runnable", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/loadavg, word 4", 0, 0,
     "Tasks that run or are ready to run."},
    {CP_KEY(""), CPROBE_LOAD_ALL, offsetof(cprobe_load, tasks.all),
     CPROBE_PRINTED_PLAIN, "tasks.all", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/loadavg, word 4", 0, 0,
     "Processes and threads."},
    {CP_KEY(""), CPROBE_LOAD_LAST_PID, offsetof(cprobe_load, tasks.last_pid),
     CPROBE_PRINTED_PLAIN, "tasks.last_pid", CPROBE_TYPE_U64, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/proc/loadavg, word 5", 0, 0,
     "The most recently assigned pid."},
};

const size_t cp_load_fields_count = sizeof cp_load_fields / sizeof cp_load_fields[0];
