// Process stat and statm files that are kept open between readings. An open descriptor always
// refers to the process for which it was opened: once that process has ended, reads fail with
// ESRCH, even if its pid was reused.

#ifndef CP_LINUX_PROCESS_CACHE_H
#define CP_LINUX_PROCESS_CACHE_H

#include "../../source/root.h"

// The number of processes whose stat and statm files stay open. The files of further processes are
// opened for each reading.
enum { CP_PROCESSES_CACHED = 256 };

// One process with its stat file open, and its statm file if that was read.
typedef struct cp_cached_process {
    int32_t pid;
    int32_t descriptor;
    int32_t statm;      // -1: not open.
    uint32_t reading;   // The last reading that listed the process.
} cp_cached_process;

typedef struct cp_process_cache {
    int32_t own_pid;       // The reader's own pid in /proc's numbering; 0: unknown.
    uint32_t reading;      // The number of the last reading of the process table.
    uint32_t count;
    cp_cached_process items[CP_PROCESSES_CACHED]; // Sorted by pid.
} cp_process_cache;

// Starts with an empty cache.
void cp_processes_init(cp_process_cache *cache);

// Starts a reading of the process table.
void cp_processes_begin(cp_process_cache *cache);

// Records the reader's own pid in /proc's numbering.
void cp_processes_set_own(cp_process_cache *cache, int32_t pid);

// Marks a process as listed by the current reading.
static inline void cp_processes_mark(const cp_process_cache *cache, cp_cached_process *item) {
    item->reading = cache->reading;
}

// Returns the cached process with this pid, or NULL.
cp_cached_process *cp_processes_find(cp_process_cache *cache, int32_t pid);

// Caches an open stat descriptor. Returns true if the cache now owns the descriptor; false if the
// cache is full, if the pid is already cached, or if the descriptor number is in the upper half of
// the process's descriptor limit.
bool cp_processes_add(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor);

// Caches an open statm descriptor of a process whose stat file is cached. The result is as above;
// also false if the process has no cached stat file.
bool cp_processes_add_statm(cp_process_cache *cache, cp_root *root, int32_t pid, int descriptor);

// Closes the files of one process and removes it from the cache.
void cp_processes_drop(cp_process_cache *cache, cp_cached_process *item);

// Closes the files of processes that the current reading did not list, up to pid `last`, the last
// pid that the reading reached.
void cp_processes_sweep(cp_process_cache *cache, int32_t last);

// Closes all files. May be called again.
void cp_processes_close(cp_process_cache *cache);

#endif
