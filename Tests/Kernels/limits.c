// Limits of nested cgroups, for each controller alone.

#define _GNU_SOURCE 1
#include "groups.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

#define A "/limits"
#define B "/limits/b"
#define C "/limits/b/c"

static void expect_cores(double wanted, cprobe_cpu_bound bound, const char *sentence) {
    char got[96];
    const double cores = quota.cpu.effective_cores;
    snprintf(got, sizeof got, "%.4f cores by bound %d, not %.4f by %d", cores, (int)quota.cpu.bound,
             wanted, (int)bound);
    const bool is_close = cores > wanted - 1e-9 && cores < wanted + 1e-9;
    expect(is_close && quota.cpu.bound == bound, got, "%s", sentence);
}

// Version 1 without hierarchical accounting: until Linux 5.10 the root's use_hierarchy was 0.
void apart(void) {
    const char *what = "a parent that does not count its children does not bind them";
    if (places[MEMORY].version != 1) {
        return skip("memory is not of version 1 here", "%s", what);
    }
    if (number(at(MEMORY, "/", "memory.use_hierarchy")) != 0) {
        return skip("this kernel always counts them", "%s", what);
    }
    make("/apart");
    put(at(MEMORY, "/apart", "memory.use_hierarchy"), "0");
    make("/apart/b");
    limit_memory("/apart", 32 * MIB);
    join("/apart/b");
    if (read_own()) {
        expect_unlimited(&quota.memory.limit, what);
        expect_levels("/apart/b");
        bool is_apart = false;
        for (size_t each = 0; each < level_count; each += 1) {
            is_apart |= levels[each].memory_is_apart && levels[each].memory_max.value == 32 * MIB;
        }
        expect(is_apart, "not", "its level says that it counts apart");
    }
    limit_memory("/apart/b", 16 * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.limit, 16 * MIB, at(MEMORY, "/apart/b", memory_file()),
                     CPROBE_REASON_NONE, "the own limit still binds");
    }
    join("/");
    unmake("/apart");
}

static void cpu_limits(void) {
    if (!has(CPU, "limits of CPU time")) {
        return;
    }
    const char *file = cpu_file();
    const unsigned cpus = own_cpus();
    if (read_own()) {
        expect_unlimited(&quota.cpu.limit, "no level limits CPU time");
        expect_number(quota.cpu.affinity, cpus, "affinity is what sched_getaffinity says");
        expect_cores(cpus, CPROBE_BOUND_ONLINE, "without a limit all CPUs are to be had");
    }
    limit_cpu(B, 150000, 100000);
    if (read_own()) {
        expect_cpu(150000, 100000, at(CPU, B, file), CPROBE_REASON_NONE,
                   "a parent's quota binds its child");
        expect_cores(1.5, CPROBE_BOUND_QUOTA, "one and a half cores");
        expect_levels(C);
    }
    // Version 1 refuses a child limit above that of its parent.
    limit_cpu(B, NONE, 0);
    limit_cpu(A, 50000, 100000);
    if (places[CPU].version == 2) {
        limit_cpu(B, 150000, 100000), limit_cpu(C, 70000, 100000);
    }
    if (read_own()) {
        expect_cpu(50000, 100000, at(CPU, A, file), CPROBE_REASON_NONE,
                   "the tightest is two levels up");
        expect_cores(0.5, CPROBE_BOUND_QUOTA, "half a core");
    }
    limit_cpu(B, 30000, 100000);
    limit_cpu(C, 14000, 50000);
    if (read_own()) {
        expect_cpu(14000, 50000, at(CPU, C, file), CPROBE_REASON_NONE,
                   "28 of 100 are less than 30 of 100, and the period counts");
        expect_levels(C);
    }
    limit_cpu(C, NONE, 0), limit_cpu(B, NONE, 0), limit_cpu(A, NONE, 0);
    limit_cpu(C, 10000000, 1000000);
    if (read_own()) {
        expect_cpu(10000000, 1000000, at(CPU, C, file), CPROBE_REASON_NONE, "a quota of ten CPUs");
        expect_cores(cpus, CPROBE_BOUND_ONLINE, "is more than this machine has");
    }
    limit_cpu(C, NONE, 0);

    const bool is_new = places[CPU].version == 2;
    const char *burst = at(CPU, B, is_new ? "cpu.max.burst" : "cpu.cfs_burst_us");
    if (exists(burst)) {
        limit_cpu(B, 100000, 100000);
        expect(put(burst, "20000"), burst, "a burst can be set");
        if (read_own()) {
            expect_number(quota.cpu.burst_us, 20000, "the burst of the group that binds");
        }
        put(burst, "0");
        limit_cpu(B, NONE, 0);
    } else {
        skip("this kernel has none", "the burst of the group that binds");
    }
    put(at(CPU, C, is_new ? "cpu.weight" : "cpu.shares"), "250");
    if (read_own()) {
        expect_number(is_new ? quota.cpu.weight : quota.cpu.shares, 250,
                      "the weight of the own group");
        expect(cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_WEIGHT) == is_new &&
                   cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_SHARES) != is_new,
               "another", "and only that of its version is there");
        expect_unlimited(&quota.cpu.limit, "a weight is no limit");
    }
    if (exists(at(CPU, C, "cpu.idle"))) {
        put(at(CPU, C, "cpu.idle"), "1");
        if (read_own()) {
            expect_number(quota.cpu.idle, 1, "a group that runs only when idle");
        }
        put(at(CPU, C, "cpu.idle"), "0");
    } else {
        skip("this kernel has none", "a group that runs only when idle");
    }
}

static void cpuset_limits(void) {
    if (!has(CPUSET, "cpusets")) {
        return;
    }
    const unsigned cpus = own_cpus();
    if (cpus < 2) {
        return skip("one CPU", "a cpuset of one CPU of two");
    }
    limit_cpus(C, "1");
    limit_cpus(B, "1");
    if (places[CPUSET].version == 2) {
        put(at(CPUSET, C, "cpuset.cpus"), "\n");
    }
    if (read_own()) {
        const cprobe_cpu_quota *cpu = &quota.cpu;
        expect_number(cpu->cpuset, 1, "a cpuset of one CPU of two");
        const cprobe_name list = cprobe_quota_list(&quota, cpu->cpus_offset, cpu->cpus_length);
        expect(list.length == 1 && list.bytes[0] == '1', "another", "its list is 1");
        expect(cpu->effective_cores > 0.999 && cpu->effective_cores < 1.001 &&
                   (cpu->bound == CPROBE_BOUND_CPUSET || cpu->bound == CPROBE_BOUND_AFFINITY),
               "another", "it leaves one core");
        expect_number(cpu->affinity, 1, "the kernel narrows the affinity too");
        expect_number(cpu->cpuset_mems, 1, "one memory node");
    }
    char all[16];
    snprintf(all, sizeof all, "0-%u", cpus - 1);
    limit_cpus(B, all);
    limit_cpus(C, all);
    // Some kernels do not widen an affinity that version 1 has narrowed: set it again.
    cpu_set_t set;
    CPU_ZERO(&set);
    for (unsigned each = 0; each < cpus; each += 1) {
        CPU_SET(each, &set);
    }
    sched_setaffinity(0, sizeof set, &set);
    if (read_own()) {
        expect_number(quota.cpu.cpuset, cpus, "a cpuset that was widened");
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    sched_setaffinity(0, sizeof one, &one);
    if (read_own()) {
        expect_number(quota.cpu.affinity, 1, "an affinity of one CPU");
        expect_cores(1, CPROBE_BOUND_AFFINITY, "binds");
        expect_number(quota.cpu.cpuset, cpus, "and the cpuset stays");
    }
    sched_setaffinity(0, sizeof set, &set);
}

static void memory_limits(void) {
    if (!has(MEMORY, "limits of memory")) {
        return;
    }
    const bool is_new = places[MEMORY].version == 2;
    const char *file = memory_file();
    const uint64_t physical = keyed("/proc/meminfo", "MemTotal");
    if (read_own()) {
        expect_unlimited(&quota.memory.limit, "no level limits memory");
        expect_number(quota.memory.physical_bytes, physical, "physical memory is MemTotal");
        expect_number(quota.memory.effective_bytes, physical, "and all of it may be used");
    }
    limit_memory(A, 256 * MIB), limit_memory(B, 128 * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.limit, 128 * MIB, at(MEMORY, B, file), CPROBE_REASON_NONE,
                     "a parent's memory limit binds its child");
        expect_number(quota.memory.effective_bytes, 128 * MIB, "and is what may be used");
        expect_levels(C);
    }
    limit_memory(A, 64 * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.limit, 64 * MIB, at(MEMORY, A, file), CPROBE_REASON_NONE,
                     "the tightest memory limit is two levels up");
    }
    if (!is_new) {
        for (size_t each = 0; each < level_count; each += 1) {
            if (levels[each].memory_hierarchical.state != CPROBE_FILE_LIMITED) {
                continue;
            }
            expect_number(levels[each].memory_hierarchical.value, 64 * MIB,
                          "the kernel's own least agrees");
        }
    }
    limit_memory(A, NONE), limit_memory(B, NONE);
    limit_memory(C, (int64_t)physical + 512LL * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.limit, physical, "/proc/meminfo", CPROBE_REASON_NONE,
                     "a limit above physical memory is bound by that");
    }
    limit_memory(C, NONE);

    if (is_new) {
        limit_memory(B, 128 * MIB);
        put(at(MEMORY, C, "memory.high"), "%d", 96 * MIB);
        put(at(MEMORY, B, "memory.high"), "%d", 80 * MIB);
        put(at(MEMORY, C, "memory.low"), "%d", 8 * MIB);
        put(at(MEMORY, C, "memory.min"), "%d", 4 * MIB);
        if (read_own()) {
            expect_limit(&quota.memory.high, 80 * MIB, at(MEMORY, B, "memory.high"),
                         CPROBE_REASON_NONE, "the least memory.high");
            expect_limit(&quota.memory.limit, 128 * MIB, at(MEMORY, B, file), CPROBE_REASON_NONE,
                         "is not the limit");
            expect_levels(C);
        }
        put(at(MEMORY, C, "memory.high"), "max"), put(at(MEMORY, B, "memory.high"), "max");
    } else {
        put(at(MEMORY, C, "memory.soft_limit_in_bytes"), "%d", 8 * MIB);
        if (read_own()) {
            expect_unlimited(&quota.memory.limit, "a soft limit is no limit");
        }
    }
    if (read_own()) {
        expect_number(quota.memory.low.state == CPROBE_FILE_LIMITED ? quota.memory.low.value : 0,
                      8 * MIB, "the memory below which it is protected");
        if (is_new) {
            expect_number(quota.memory.min.value, 4 * MIB, "and below which it is never reclaimed");
        } else {
            expect(quota.memory.min.state == CPROBE_FILE_ABSENT, "another",
                   "version 1 has no memory.min");
        }
    }
    limit_memory(B, NONE);

    const char *swap = is_new ? "memory.swap.max" : "memory.memsw.limit_in_bytes";
    if (!exists(at(MEMORY, B, swap))) {
        return skip("this kernel has none", "a limit of swap");
    }
    if (read_own()) {
        expect_unlimited(&quota.memory.swap, "no level limits swap");
    }
    if (!is_new) {
        limit_memory(B, 64 * MIB);
    }
    put(at(MEMORY, B, swap), "%d", is_new ? 32 * MIB : 96 * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.swap, 32 * MIB, at(MEMORY, B, swap), CPROBE_REASON_NONE,
                     "a parent's limit of swap");
        expect_levels(C);
    }
    put(at(MEMORY, B, swap), is_new ? "0" : "%d", 64 * MIB);
    if (read_own()) {
        expect_limit(&quota.memory.swap, 0, at(MEMORY, B, swap), CPROBE_REASON_NONE,
                     "no swap at all is a limit");
    }
    put(at(MEMORY, B, swap), is_new ? "max" : "-1");
    limit_memory(B, NONE);
}

static void pids_limits(void) {
    if (!has(PIDS, "limits of tasks")) {
        return;
    }
    const uint64_t threads_max = number("/proc/sys/kernel/threads-max");
    const uint64_t pid_max = number("/proc/sys/kernel/pid_max");
    const uint64_t most = threads_max < pid_max - 1 ? threads_max : pid_max - 1;
    if (read_own()) {
        expect_unlimited(&quota.pids.limit, "no level limits tasks");
        expect_number(quota.pids.threads_max, threads_max, "threads-max");
        expect_number(quota.pids.pid_max, pid_max, "pid_max");
        expect_number(quota.pids.effective_tasks, most, "the machine's own limits are left");
    }
    limit_pids(A, 500), limit_pids(B, 100);
    if (read_own()) {
        expect_limit(&quota.pids.limit, 100, at(PIDS, B, "pids.max"), CPROBE_REASON_NONE,
                     "a parent's limit of tasks");
        expect_number(quota.pids.effective_tasks, 100, "is what may be started");
        expect_number(quota.pids.current_tasks, number(at(PIDS, C, "pids.current")),
                      "tasks of the own group");
    }
    limit_pids(A, 50);
    if (read_own()) {
        expect_limit(&quota.pids.limit, 50, at(PIDS, A, "pids.max"), CPROBE_REASON_NONE,
                     "the tightest limit of tasks is two levels up");
        expect_levels(C);
    }
    limit_pids(A, NONE), limit_pids(B, NONE);
}

static const cprobe_hugetlb *huge_pages(uint64_t bytes) {
    for (uint32_t each = 0; each < quota.hugetlb_count; each += 1) {
        if (quota.hugetlb[each].page_bytes == bytes) {
            return &quota.hugetlb[each];
        }
    }
    return NULL;
}

static void hugetlb_limits(void) {
    if (!has(HUGETLB, "limits of huge pages")) {
        return;
    }
    const char *file =
        places[HUGETLB].version == 2 ? "hugetlb.2MB.max" : "hugetlb.2MB.limit_in_bytes";
    if (!exists(at(HUGETLB, B, file))) {
        return skip("no huge pages of 2 MB", "limits of huge pages");
    }
    for (int round = 0; round < 2; round += 1) {
        if (round == 1) {
            put(at(HUGETLB, B, file), "%d", 8 * MIB);
        }
        if (!read_own()) {
            continue;
        }
        const cprobe_hugetlb *pages = huge_pages(2 * MIB);
        if (pages == NULL) {
            expect(false, "none", "huge pages of 2 MB are in the answer");
        } else if (round == 0) {
            expect_unlimited(&pages->limit, "no level limits huge pages");
        } else {
            expect_limit(&pages->limit, 8 * MIB, at(HUGETLB, B, file), CPROBE_REASON_NONE,
                         "a parent's limit of huge pages");
        }
    }
    put(at(HUGETLB, B, file), places[HUGETLB].version == 2 ? "max" : "-1");
}

static const cprobe_quota_device *device(const char *numbers) {
    char text[32];
    for (uint32_t each = 0; each < quota.device_count && each < CPROBE_QUOTA_DEVICES; each += 1) {
        snprintf(text, sizeof text, "%u:%u", quota.devices[each].major, quota.devices[each].minor);
        if (strcmp(text, numbers) == 0) {
            return &quota.devices[each];
        }
    }
    return NULL;
}

static void io_limits(void) {
    char disk[32] = "";
    if (!has(IO, "limits of a disk")) {
        return;
    }
    if (!get("/sys/block/vda/dev", disk, sizeof disk)) {
        return skip("no disk", "limits of a disk");
    }
    disk[strcspn(disk, "\n")] = 0;
    if (read_own()) {
        expect_unlimited(&quota.io, "no level limits a disk");
    }
    if (places[IO].version == 2) {
        if (!exists(at(IO, B, "io.max"))) {
            return skip("this kernel cannot", "limits of a disk");
        }
        put(at(IO, C, "io.max"), "%s rbps=2097152", disk);
        put(at(IO, B, "io.max"), "%s rbps=1048576 wiops=100", disk);
    } else {
        put(at(IO, C, "blkio.throttle.read_bps_device"), "%s 1048576", disk);
        put(at(IO, C, "blkio.throttle.write_iops_device"), "%s 100", disk);
    }
    if (!read_own()) {
        return;
    }
    const char *group = places[IO].version == 2 ? B : C;
    const cprobe_quota_device *found = device(disk);
    expect(quota.io.state == CPROBE_LIMIT_LIMITED && quota.io.reason == CPROBE_REASON_NONE,
           describe(&quota.io), "a disk is limited");
    if (expect(found != NULL, "none", "it is in the answer")) {
        const bool is_new = places[IO].version == 2;
        expect_limit(&found->limits[CPROBE_DEVICE_READ_BYTES], 1048576,
                     at(IO, group, is_new ? "io.max" : "blkio.throttle.read_bps_device"),
                     CPROBE_REASON_NONE, "the least bytes to be read in a second");
        expect_limit(&found->limits[CPROBE_DEVICE_WRITES], 100,
                     at(IO, group, is_new ? "io.max" : "blkio.throttle.write_iops_device"),
                     CPROBE_REASON_NONE, "the writes in a second");
        expect_unlimited(&found->limits[CPROBE_DEVICE_WRITE_BYTES],
                         "what was not written has no limit");
    }
    if (places[IO].version == 1) { // Its throttling does not apply to the cgroups below.
        put(at(IO, C, "blkio.throttle.read_bps_device"), "%s 0", disk);
        put(at(IO, C, "blkio.throttle.write_iops_device"), "%s 0", disk);
        put(at(IO, B, "blkio.throttle.read_bps_device"), "%s 1048576", disk);
        if (read_own()) {
            expect_unlimited(&quota.io, "of version 1 a parent does not slow its child's disk");
        }
    }
}

static void pressure(void) {
    const char *what = "pressure of the own group";
    if (unified[0] == 0) {
        return skip("version 1 has none", "%s", what);
    }
    if (!exists(beneath(unified, C "/memory.pressure"))) {
        return skip("this kernel has none", "%s", what);
    }
    if (!read_own()) {
        return;
    }
    expect(cprobe_has(quota.pressure.present_fields, CPROBE_PRESSURE_MEMORY_SOME) &&
               cprobe_has(quota.pressure.present_fields, CPROBE_PRESSURE_CPU_SOME) &&
               cprobe_has(quota.pressure.present_fields, CPROBE_PRESSURE_IO_FULL),
           "absent", "%s", what);
}

void limits(void) {
    make(C);
    join(C);
    cpu_limits();
    cpuset_limits();
    memory_limits();
    pids_limits();
    hugetlb_limits();
    io_limits();
    pressure();
    if (read_own()) {
        expect_number(quota.failures.count, 0, "no source failed");
    }
    join("/");
    unmake(A);
}
