#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <string.h>

#include "../source/root.h"
#include "process_kept.h"

// The place of the first kept process with this pid or a higher one.
static uint32_t place_of(const cprobe_kept_processes *kept, int32_t pid) {
    uint32_t low = 0;
    uint32_t high = kept->count;
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (kept->items[middle].pid < pid) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

cprobe_kept_process *cp_processes_find(cprobe_collector *collector, int32_t pid) {
    cprobe_kept_processes *kept = &collector->processes;
    const uint32_t place = place_of(kept, pid);
    return place < kept->count && kept->items[place].pid == pid ? &kept->items[place] : NULL;
}

bool cp_processes_keep(cprobe_collector *collector, int32_t pid, int descriptor) {
    cprobe_kept_processes *kept = &collector->processes;
    if (kept->count == CPROBE_PROCESSES_KEPT || !cp_may_keep(&collector->root, descriptor)) {
        return false;
    }
    const uint32_t place = place_of(kept, pid);
    if (place < kept->count && kept->items[place].pid == pid) {
        return false; // The own process, before it was known to be that.
    }
    memmove(&kept->items[place + 1], &kept->items[place],
            (kept->count - place) * sizeof kept->items[0]);
    kept->items[place] = (cprobe_kept_process){pid, descriptor, -1, kept->reading};
    kept->count += 1;
    return true;
}

bool cp_processes_keep_statm(cprobe_collector *collector, int32_t pid, int descriptor) {
    cprobe_kept_process *item = cp_processes_find(collector, pid);
    if (item == NULL || item->statm >= 0 || !cp_may_keep(&collector->root, descriptor)) {
        return false;
    }
    item->statm = descriptor;
    return true;
}

static void close_files(const cprobe_kept_process *item) {
    cp_close(item->descriptor);
    cp_close(item->statm);
}

void cp_processes_drop(cprobe_collector *collector, cprobe_kept_process *item) {
    cprobe_kept_processes *kept = &collector->processes;
    const size_t behind = (size_t)(&kept->items[kept->count] - item) - 1;
    close_files(item);
    memmove(item, item + 1, behind * sizeof *item);
    kept->count -= 1;
}

void cp_processes_sweep(cprobe_collector *collector, int32_t last) {
    cprobe_kept_processes *kept = &collector->processes;
    uint32_t count = 0;
    for (uint32_t index = 0; index < kept->count; index += 1) {
        if (kept->items[index].reading == kept->reading || kept->items[index].pid > last) {
            kept->items[count] = kept->items[index];
            count += 1;
        } else {
            close_files(&kept->items[index]);
        }
    }
    kept->count = count;
}

void cp_processes_close(cprobe_collector *collector) {
    for (uint32_t index = 0; index < collector->processes.count; index += 1) {
        close_files(&collector->processes.items[index]);
    }
    collector->processes.count = 0;
    collector->processes.own_pid = 0;
}

#endif
