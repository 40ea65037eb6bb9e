// The stat and statm files of processes that stay open between readings. A descriptor is of one process
// for ever: after the process ended a read fails with ESRCH, also when its pid was given to another.

#ifndef CP_LINUX_PROCESS_CACHE_H
#define CP_LINUX_PROCESS_CACHE_H

#include "../../source/root.h"

// The processes whose stat and statm are cached; the files of any more are opened at each reading.
enum { CP_PROCESSES_CACHED = 256 };

// One process whose stat file is kept open, and its statm where that was read.
typedef struct cp_cached_process {
    int32_t pid;
    int32_t descriptor;
    int32_t statm;      // -1 where it is not open.
    uint32_t reading;   // The number of the last reading that listed the process.
} cp_cached_process;

typedef struct cp_process_cache {
    int32_t own_pid;       // As /proc numbers the process that opened it; 0 while not known.
    uint32_t reading;      // The number of the last reading of the whole table.
    uint32_t count;
    cp_cached_process items[CP_PROCESSES_CACHED]; // By ascending pid.
} cp_process_cache;

// No file is open.
void cp_processes_init(cp_process_cache *cache);

// Starts a reading of the whole table.
void cp_processes_begin(cp_process_cache *cache);

// Notes the number of the own process, as /proc has it.
void cp_processes_set_own(cp_process_cache *cache, int32_t pid);

// Notes that the present reading listed a process.
static inline void cp_processes_mark(const cp_process_cache *cache, cp_cached_process *item) {
    item->reading = cache->reading;
}

// The cached process with this pid, or NULL.
cp_cached_process *cp_processes_find(cp_process_cache *cache, int32_t pid);

// Keeps a descriptor, which is the cache's from then on. False where the cache is full, and for a
// descriptor in the upper half of those that the process may have.
bool cp_processes_keep(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor);

// Keeps the statm file of a process whose stat is cached, as above.
bool cp_processes_keep_statm(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor);

// Closes the files of one process.
void cp_processes_drop(cp_process_cache *cache, cp_cached_process *item);

// Closes those up to a pid that were not seen in the present reading, which went so far.
void cp_processes_sweep(cp_process_cache *cache, int32_t last);

// Closes all files. Harmless twice.
void cp_processes_close(cp_process_cache *cache);

#endif
