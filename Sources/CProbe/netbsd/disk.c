#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../bsd/disk_list.h"
#include "layout.h"

static const int numbers[] = {CP_CTL_HW, CP_HW_IOSTATS, CP_DISK_BYTES};
static const char *const stacked[] = {"ccd", "cgd", "dk", "fss", "md",
                                      "raid", "vnd", NULL};

static const cp_disk_layout layout = {
    .source = "sysctl hw.iostats",
    .numbers = numbers,
    .count = 3,
    .bytes = CP_DISK_BYTES,
    .name = CP_DISK_NAME,
    .name_bytes = CP_DISK_NAME_BYTES,
    .busy = CP_DISK_BUSY,
    .reads = CP_DISK_READS,
    .writes = CP_DISK_WRITES,
    .read_bytes = CP_DISK_READ_BYTES,
    .write_bytes = CP_DISK_WRITE_BYTES,
    .time = CP_DISK_TIME,
    .time_bytes = 4,
    .sums = {CP_DISK_WAIT_SUM, CP_DISK_BUSY_SUM},
    .type = CP_DISK_TYPE,
    .disk_type = CP_DISK_TYPE_DISK,
    .stacked = stacked,
};

cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    return cp_disk_list_read(&layout, collector, disk, io, items, capacity, count, failure);
}

cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure) {
    return cp_disk_list_total(&layout, collector, io, failure);
}

#endif
