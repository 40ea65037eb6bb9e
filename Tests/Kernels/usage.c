// Usage of a limit, threaded cgroups, CPUs that go offline.

#define _GNU_SOURCE 1
#include "groups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// ---- usage

static uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

// The CPU time that the cgroup of this cpu.stat used, in nanoseconds.
static uint64_t usage_of(const char *file) {
    return places[CPU].version == 2 ? keyed(file, "usage_usec") * 1000
                                    : number(at(CPU, "/usage/b", "cpuacct.usage"));
}

static void throttling(void) {
    if (!has(CPU, "throttling")) {
        return;
    }
    const char *file = at(CPU, "/usage/b", "cpu.stat");
    limit_cpu("/usage/b", 10000, 100000);
    const uint64_t start = now_ns();
    while (now_ns() - start < 500000000) {
    }
    limit_cpu("/usage/b", 90000, 100000);
    const uint64_t before = keyed(file, "nr_throttled"), periods = keyed(file, "nr_periods");
    const bool is_new = places[CPU].version == 2;
    const uint64_t unit = is_new ? 1000 : 1;
    const uint64_t time = keyed(file, is_new ? "throttled_usec" : "throttled_time") * unit;
    const uint64_t used = usage_of(file);
    if (!read_own()) {
        return;
    }
    const cprobe_throttling *throttling = &quota.cpu.throttling;
    expect(throttling->throttled_periods > 0, "0", "periods in which its quota was used up");
    expect_within(throttling->throttled_periods, before, keyed(file, "nr_throttled"),
                  "throttled periods are those of cpu.stat");
    expect_within(throttling->periods, periods, keyed(file, "nr_periods"),
                  "periods are those of cpu.stat");
    expect_within(throttling->throttled_ns, time,
                  keyed(file, is_new ? "throttled_usec" : "throttled_time") * unit,
                  "throttled time is that of cpu.stat");
    expect(cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_USAGE) && used > 0, "0",
           "CPU time used");
    expect_within(quota.cpu.usage_ns, used, usage_of(file),
                  is_new ? "CPU time used is that of cpu.stat"
                         : "CPU time used is that of cpuacct.usage");
    expect(quota.has_monotonic && quota.monotonic_ns > start && quota.monotonic_ns <= now_ns(), "",
           "the time of the reading");
    limit_cpu("/usage/b", NONE, 0);
}

// Maps memory and populates it.
static void *fill(size_t bytes) {
    void *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return block == MAP_FAILED ? NULL : block;
}

static void memory_usage(void) {
    if (!has(MEMORY, "memory in use")) {
        return;
    }
    const bool is_new = places[MEMORY].version == 2;
    const char *current = is_new ? "memory.current" : "memory.usage_in_bytes";
    limit_memory("/usage", 200 * MIB), limit_memory("/usage/b", 100 * MIB);
    void *ballast = fill(24 * MIB);
    const uint64_t margin = 2 * MIB; // The kernel counts in batches for each CPU.
    const uint64_t machine = keyed("/proc/meminfo", "MemAvailable");
    uint64_t used = 0, least = 1, most = 0;
    bool is_read = true;
    // The kernel charges and uncharges meanwhile, and the usage changes within a reading: retry
    // until a reading falls between two reads of the file.
    for (int tries = 0; tries < 50 && is_read && (quota.memory.current_bytes < least ||
                                                  quota.memory.current_bytes > most);
         tries += 1) {
        used = number(at(MEMORY, "/usage/b", current));
        is_read = read_own();
        const uint64_t after = number(at(MEMORY, "/usage/b", current));
        least = used < after ? used : after, most = used < after ? after : used;
    }
    if (is_read) {
        const uint64_t inactive = keyed(at(MEMORY, "/usage/b", "memory.stat"),
                                        is_new ? "inactive_file" : "total_inactive_file");
        expect_within(quota.memory.current_bytes, least, most, "memory in use is what %s says",
                      current);
        expect_within(quota.memory.current_bytes, 24 * MIB, 100 * MIB,
                      "and has what was just written to");
        expect_within(quota.memory.working_set_bytes + inactive, least - margin, most + margin,
                      "the working set is that less the inactive file cache");
        const uint64_t left = 100 * MIB - quota.memory.working_set_bytes;
        expect_within(quota.memory.available_bytes, 1, left < machine ? left : machine + 8 * MIB,
                      "what is available fits the limit and the machine");
        expect_within(quota.memory.available_bytes, (left < machine ? left : machine) - 8 * MIB,
                      (left < machine ? left : machine) + 8 * MIB, "and is all of the less");
        // The parent's own usage can leave less than the limit of the own cgroup.
        const bool has_peak =
            exists(at(MEMORY, "/usage/b", is_new ? "memory.peak" : "memory.max_usage_in_bytes"));
        expect(cprobe_has(quota.memory.present_fields, CPROBE_MEMORY_QUOTA_PEAK) == has_peak,
               "another", "the peak is there where the kernel has it");
        if (has_peak) {
            expect_within(quota.memory.peak_bytes, used, 200 * MIB,
                          "and is at least what is in use");
        }
    }
    limit_memory("/usage", (int64_t)((number(at(MEMORY, "/usage", current)) / MIB + 20) * MIB));
    if (read_own()) {
        expect_within(quota.memory.available_bytes, 10 * MIB, 30 * MIB,
                      "a level above leaves less than the own");
    }
    limit_memory("/usage", 200 * MIB);
    if (ballast != NULL) {
        munmap(ballast, 24 * MIB);
    }

    const char *events = is_new ? "memory.events" : "memory.oom_control";
    limit_memory("/usage/hog", 16 * MIB);
    const pid_t hog = fork();
    if (hog == 0) {
        join("/usage/hog");
        for (int blocks = 0; blocks < 64; blocks += 1) {
            fill(MIB); // Four times its limit.
        }
        _exit(0);
    }
    for (int tries = 0; tries < 500 && keyed(at(MEMORY, "/usage/hog", events), "oom_kill") == 0;
         tries += 1) {
        usleep(20000);
    }
    end(hog);
    expect(read_subject(CPROBE_SUBJECT_CGROUP, 0, "/usage/hog") == CPROBE_OK, "failure",
           "the group of a breach is read");
    const cprobe_memory_events *counted = &quota.memory.events;
    expect(counted->oom_kill >= 1, "0", "a process was killed for want of memory");
    expect_number(counted->oom_kill, keyed(at(MEMORY, "/usage/hog", events), "oom_kill"),
                  "as often as %s says", events);
    expect_number(counted->max,
                  is_new ? keyed(at(MEMORY, "/usage/hog", events), "max")
                         : number(at(MEMORY, "/usage/hog", "memory.failcnt")),
                  "how often the limit was met");
    bool is_there = false;
    for (size_t each = 0; each < level_count; each += 1) {
        is_there |= levels[each].memory_events.oom_kill >= 1;
    }
    expect(is_there, "no", "its level counts that too");
    limit_memory("/usage", NONE), limit_memory("/usage/b", NONE);
}

void usage(void) {
    make("/usage/b");
    make("/usage/hog");
    join("/usage/b");
    throttling();
    memory_usage();
    join("/");
    unmake("/usage");
}

// ---- threaded cgroups

static void inside_threaded(void) {
    char text[32];
    snprintf(text, sizeof text, "%d", (int)getpid());
    if (!put(beneath(unified, "/domain/threads/cgroup.procs"), "%s", text)) {
        return skip("the kernel does not take the process", "a threaded group");
    }
    if (!read_own()) {
        return;
    }
    expect_cpu(40000, 100000, beneath(unified, "/domain/threads/cpu.max"), CPROBE_REASON_NONE,
               "the quota of a threaded group binds its process");
    expect_limit(&quota.memory.limit, 100 * MIB, beneath(unified, "/domain/memory.max"),
                 CPROBE_REASON_NONE, "memory binds at the domain above");
    expect_limit(&quota.pids.limit, 200, beneath(unified, "/domain/threads/pids.max"),
                 CPROBE_REASON_NONE, "tasks at either");
    expect_levels("/domain/threads");
}

void threads(void) {
    for (int each = 0; each < CPROBE_CONTROLLERS; each += 1) {
        if (places[each].version == 1) {
            return skip("not all controllers are of version 2", "a threaded group");
        }
    }
    make("/domain");
    limit_memory("/domain", 100 * MIB);
    limit_pids("/domain", 300);
    // Not make(): a cgroup that enables memory for its children cannot have threaded ones.
    const char *group = beneath(unified, "/domain/threads");
    mkdir(group, 0755);
    if (put(beneath(group, "/cgroup.type"), "threaded") &&
        put(beneath(unified, "/domain/cgroup.subtree_control"), "+cpu +pids")) {
        limit_cpu("/domain/threads", 40000, 100000);
        limit_pids("/domain/threads", 200);
        in_child(inside_threaded, "a threaded process");
    } else {
        skip("this kernel refuses", "a threaded group");
    }
    unmake("/domain");
}

// ---- CPUs that go offline

static unsigned listed(const char *path) { // Counts the ids in a list such as "0-3,8".
    char text[256];
    unsigned count = 0;
    if (!get(path, text, sizeof text)) {
        return 0;
    }
    for (char *next = text; *next >= '0' && *next <= '9';) {
        const unsigned long first = strtoul(next, &next, 10);
        const unsigned long last = *next == '-' ? strtoul(next + 1, &next, 10) : first;
        count += (unsigned)(last - first) + 1;
        if (*next == ',') {
            next += 1;
        }
    }
    return count;
}

static void expect_processors(const char *when) {
    usleep(300000); // The kernel updates its cpusets a moment later.
    if (!read_own()) {
        return;
    }
    const unsigned online = listed("/sys/devices/system/cpu/online"), own = own_cpus();
    expect_number(quota.cpu.online, online, "CPUs online %s", when);
    expect_number(quota.cpu.affinity, own, "the affinity %s", when);
    unsigned least = own < online ? own : online;
    if (places[CPUSET].version != 0) {
        const bool is_new = places[CPUSET].version == 2;
        const unsigned cpuset = listed(
            at(CPUSET, "/processors", is_new ? "cpuset.cpus.effective" : "cpuset.effective_cpus"));
        expect_number(quota.cpu.cpuset, cpuset, "the cpuset %s", when);
        if (cpuset < least) {
            least = cpuset;
        }
    }
    expect_number((uint64_t)(quota.cpu.effective_cores * 1000), least * 1000,
                  "effective cores %s, in thousandths", when);
}

void processors(void) {
    const char *file = "/sys/devices/system/cpu/cpu3/online";
    if (!exists(file)) {
        return skip("fewer than four CPUs, or they cannot go", "a CPU that goes");
    }
    make("/processors");
    join("/processors");
    expect_processors("before one goes");
    if (put(file, "0")) {
        expect_processors("without the last");
    } else {
        skip("the kernel refuses", "a CPU that goes");
    }
    put(file, "1");
    expect_processors("when it is back");
    join("/");
    unmake("/processors");
}
