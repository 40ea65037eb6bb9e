// libproc2 of procps, the library of ps, top, free and vmstat.

#include "../runner.h"

#include <libproc2/diskstats.h>
#include <libproc2/meminfo.h>
#include <libproc2/misc.h>
#include <libproc2/pids.h>
#include <libproc2/stat.h>
#include <libproc2/vmstat.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static struct stat_info *stat_info;
static struct meminfo_info *meminfo_info;
static struct vmstat_info *vmstat_info;
static struct diskstats_info *diskstats_info;
static struct pids_info *pids_info;

static enum stat_item stat_items[] = {
    STAT_TIC_ID,     STAT_TIC_USER,   STAT_TIC_NICE,    STAT_TIC_SYSTEM,
    STAT_TIC_IDLE,   STAT_TIC_IOWAIT, STAT_TIC_IRQ,     STAT_TIC_SOFTIRQ,
    STAT_TIC_STOLEN, STAT_TIC_GUEST,  STAT_TIC_GUEST_NICE};
static struct stat_reaped *cpus;

static void read_cpu(void) {
    cpus = procps_stat_reap(stat_info, STAT_REAP_CPUS_ONLY, stat_items, COUNT(stat_items));
}

static void say_cpu(const char *name, const struct stat_stack *stack) {
    static const char *const keys[] = {"",    "user",    "nice",  "system", "idle",      "iowait",
                                       "irq", "softirq", "steal", "guest",  "guest_nice"};
    for (int index = 1; index < COUNT(keys); index += 1) {
        say(name, keys[index], STAT_VAL(index, ull_int, stack));
    }
}

static void cpu_values(const char *argument) {
    (void)argument;
    read_cpu();
    say_cpu("total", cpus->summary);
    for (int index = 0; index < cpus->cpus->total; index += 1) {
        char name[32];
        snprintf(name, sizeof name, "cpu%d", STAT_VAL(0, s_int, cpus->cpus->stacks[index]));
        say_cpu(name, cpus->cpus->stacks[index]);
    }
}

static enum meminfo_item meminfo_items[] = {
    MEMINFO_MEM_TOTAL,  MEMINFO_MEM_FREE,   MEMINFO_MEM_AVAILABLE, MEMINFO_MEM_BUFFERS,
    MEMINFO_MEM_CACHED, MEMINFO_MEM_SHARED, MEMINFO_SWAP_TOTAL,    MEMINFO_SWAP_FREE};
static struct meminfo_stack *meminfo;

static void read_memory(void) {
    meminfo = procps_meminfo_select(meminfo_info, meminfo_items, COUNT(meminfo_items));
}

static void memory_values(const char *argument) {
    static const char *const keys[] = {"total",  "free",   "available",  "buffers",
                                       "cached", "shared", "swap_total", "swap_free"};
    (void)argument;
    read_memory();
    for (int index = 0; index < COUNT(keys); index += 1) {
        say("", keys[index], (uint64_t)MEMINFO_VAL(index, ul_int, meminfo) * 1024);
    }
}

static enum vmstat_item vmstat_items[] = {VMSTAT_PSWPIN, VMSTAT_PSWPOUT};
static struct vmstat_stack *vmstat;

static void read_paging(void) {
    read_memory();
    vmstat = procps_vmstat_select(vmstat_info, vmstat_items, COUNT(vmstat_items));
}

static void paging_values(const char *argument) {
    const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    memory_values(argument);
    read_paging();
    say("", "swapped_in", VMSTAT_VAL(0, ul_int, vmstat) * page);
    say("", "swapped_out", VMSTAT_VAL(1, ul_int, vmstat) * page);
}

static double averages[3];

static void read_load(void) {
    (void)procps_loadavg(&averages[0], &averages[1], &averages[2]);
}

static void load_values(const char *argument) {
    (void)argument;
    read_load();
    say_real("", "load1", averages[0]);
    say_real("", "load5", averages[1]);
    say_real("", "load15", averages[2]);
}

static enum diskstats_item diskstats_items[] = {
    DISKSTATS_NAME,      DISKSTATS_READS,  DISKSTATS_READS_MERGED,  DISKSTATS_READ_SECTORS,
    DISKSTATS_READ_TIME, DISKSTATS_WRITES, DISKSTATS_WRITES_MERGED, DISKSTATS_WRITE_SECTORS,
    DISKSTATS_WRITE_TIME, DISKSTATS_IO_TIME};
static struct diskstats_reaped *disks;

static void read_disk(void) {
    disks = procps_diskstats_reap(diskstats_info, diskstats_items, COUNT(diskstats_items));
}

static void disk_values(const char *argument) {
    static const char *const keys[] = {
        "",       "reads",         "reads_merged", "read_bytes", "read_ms",
        "writes", "writes_merged", "write_bytes",  "write_ms",   "busy_ms"};
    (void)argument;
    read_disk();
    for (int disk = 0; disk < disks->total; disk += 1) {
        const struct diskstats_stack *stack = disks->stacks[disk];
        for (int index = 1; index < COUNT(keys); index += 1) {
            const uint64_t unit = index == 3 || index == 7 ? 512 : 1;
            say(DISKSTATS_VAL(0, str, stack), keys[index],
                DISKSTATS_VAL(index, ul_int, stack) * unit);
        }
    }
}

static enum pids_item pids_items[] = {PIDS_ID_PID,    PIDS_CMD,        PIDS_STATE, PIDS_TICS_USER,
                                      PIDS_TICS_SYSTEM, PIDS_TICS_BEGAN, PIDS_RSS};
static struct pids_fetch *pids;

static void read_own(void) {
    unsigned own = (unsigned)getpid();
    pids = procps_pids_select(pids_info, &own, 1, PIDS_SELECT_PID);
}

static void say_process(const char *name, const struct pids_stack *stack) {
    const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    say(name, "user", PIDS_VAL(3, ull_int, stack));
    say(name, "system", PIDS_VAL(4, ull_int, stack));
    say(name, "rss", PIDS_VAL(6, ul_int, stack) * page);
}

static void own_values(const char *argument) {
    (void)argument;
    read_own();
    say_process("", pids->stacks[0]);
}

static void read_processes(void) {
    pids = procps_pids_reap(pids_info, PIDS_FETCH_TASKS_ONLY);
}

static void processes_values(const char *argument) {
    (void)argument;
    read_processes();
    for (int index = 0; index < pids->counts->total; index += 1) {
        const struct pids_stack *stack = pids->stacks[index];
        char pid[16];
        snprintf(pid, sizeof pid, "%d", PIDS_VAL(0, s_int, stack));
        const char *name = PIDS_VAL(1, str, stack);
        const char state = (char)PIDS_VAL(2, s_ch, stack);
        say_text(pid, "name", name, strlen(name));
        say_text(pid, "state", &state, 1);
        say(pid, "start", PIDS_VAL(5, ull_int, stack));
        say_process(pid, stack);
    }
}

static void read_snapshot(void) {
    read_cpu();
    read_paging();
    read_load();
    read_disk();
}

static void snapshot_values(const char *argument) {
    cpu_values(argument);
    paging_values(argument);
    load_values(argument);
    disk_values(argument);
}

static const work works[] = {
    {"cpu", read_cpu, cpu_values},
    {"memory", read_memory, memory_values},
    {"paging", read_paging, paging_values},
    {"load", read_load, load_values},
    {"disk", read_disk, disk_values},
    {"own", read_own, own_values},
    {"processes", read_processes, processes_values},
    {"snapshot", read_snapshot, snapshot_values},
};

int main(void) {
    if (procps_stat_new(&stat_info) < 0 || procps_meminfo_new(&meminfo_info) < 0 ||
        procps_vmstat_new(&vmstat_info) < 0 || procps_diskstats_new(&diskstats_info) < 0 ||
        procps_pids_new(&pids_info, pids_items, COUNT(pids_items)) < 0) {
        fprintf(stderr, "libproc2 cannot start\n");
        return 1;
    }
    return serve(works, sizeof works / sizeof works[0]);
}
