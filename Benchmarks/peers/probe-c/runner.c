// Probe through C, as a program in C uses it.

#include "../runner.h"

#include <CProbe.h>

enum { CAPACITY = 1024, PROCESSES = 1 << 15 };

static cprobe_collector collector;
static cprobe_cpu cpu;
static cprobe_logical_cpu cpus[CAPACITY];
static cprobe_memory memory;
static cprobe_load load;
static cprobe_filesystem filesystem;
static cprobe_mount mount_items[CAPACITY];
static char mount_text[1 << 18];
static cprobe_mounts mounts = {.items = mount_items, .capacity = CAPACITY, .text = mount_text,
                               .text_capacity = sizeof mount_text};
static cprobe_disk disk;
static cprobe_disk_device devices[CAPACITY];
static cprobe_network network;
static cprobe_interface interfaces[CAPACITY];
static cprobe_pressure pressure;
static cprobe_quota quota;
static cprobe_processes processes;
static cprobe_process items[PROCESSES];
static cprobe_process_list list = {items, PROCESSES, 0, NULL, 0, 0};
static size_t count, cpu_count;

static void begin(void) {
    cprobe_collector_begin(&collector);
}

static void hold(cprobe_result result, const char *what) {
    if (result != CPROBE_OK) {
        fprintf(stderr, "probe-c: %s: %s\n", what, cprobe_result_name(result));
        exit(1);
    }
}

static void read_cpu(void) {
    begin();
    hold(cprobe_cpu_read(&collector, &cpu, cpus, CAPACITY, &cpu_count, NULL, NULL), "cpu");
}

static void say_cpu(const char *name, const uint64_t *times) {
    static const char *const keys[] = {"user", "nice",    "system", "idle",  "iowait",
                                       "irq",  "softirq", "steal",  "guest", "guest_nice"};
    for (int index = 0; index < CPROBE_CPU_TIMES; index += 1) {
        say(name, keys[index], times[index] / 10000000);
    }
}

static void cpu_values(const char *argument) {
    (void)argument;
    read_cpu();
    say_cpu("total", &cpu.user_ns);
    for (size_t index = 0; index < cpu_count; index += 1) {
        char name[32];
        snprintf(name, sizeof name, "cpu%u", cpus[index].id);
        say_cpu(name, &cpus[index].user_ns);
    }
}

static void read_memory(void) {
    begin();
    hold(cprobe_memory_read(&collector, &memory, NULL, NULL), "memory");
}

static void say_amounts(void) {
    say("", "total", memory.total_bytes);
    say("", "free", memory.free_bytes);
    say("", "available", memory.available_bytes);
    say("", "buffers", memory.buffers_bytes);
    say("", "cached", memory.cached_bytes);
    say("", "shared", memory.shared_bytes);
    say("", "swap_total", memory.swap_total_bytes);
    say("", "swap_free", memory.swap_free_bytes);
}

static void memory_values(const char *argument) {
    (void)argument;
    read_memory();
    say_amounts();
}

static void paging_values(const char *argument) {
    (void)argument;
    read_memory();
    say_amounts();
    say("", "swapped_in", memory.swapped_in_bytes);
    say("", "swapped_out", memory.swapped_out_bytes);
}

static void read_load(void) {
    begin();
    hold(cprobe_load_read(&collector, &load, NULL), "load");
}

static void load_values(const char *argument) {
    (void)argument;
    read_load();
    say_real("", "load1", load.load1);
    say_real("", "load5", load.load5);
    say_real("", "load15", load.load15);
}

static void read_filesystems(void) {
    begin();
    hold(cprobe_filesystem_read(&collector, CPROBE_MOUNTS_STORAGE, &filesystem, &mounts, NULL,
                                NULL),
         "filesystem");
}

static void say_mount(const char *name, const cprobe_mount *mount) {
    say(name, "total", mount->total_bytes);
    say(name, "free", mount->free_bytes);
    say(name, "available", mount->available_bytes);
    say(name, "inodes_total", mount->inodes_total);
    say(name, "inodes_free", mount->inodes_free);
}

static void filesystems_values(const char *argument) {
    (void)argument;
    read_filesystems();
    for (size_t index = 0; index < mounts.count; index += 1) {
        const cprobe_mount *mount = &mounts.items[index];
        if (cprobe_has(mount->present_fields, CPROBE_MOUNT_TOTAL)) {
            say_mount(cprobe_mount_text(&mounts, mount->mount_point), mount);
        }
    }
}

static void read_disk(void) {
    begin();
    hold(cprobe_disk_read(&collector, &disk, NULL, devices, CAPACITY, &count, NULL), "disk");
}

static void disk_values(const char *argument) {
    (void)argument;
    read_disk();
    for (size_t index = 0; index < count; index += 1) {
        const cprobe_disk_counters *counters = &devices[index].counters;
        char name[CPROBE_DISK_NAME_BYTES + 1];
        snprintf(name, sizeof name, "%.*s", (int)devices[index].name_length, devices[index].name);
        say(name, "reads", counters->reads);
        say(name, "reads_merged", counters->reads_merged);
        say(name, "read_bytes", counters->read_bytes);
        say(name, "read_ms", counters->read_ns / 1000000);
        say(name, "writes", counters->writes);
        say(name, "writes_merged", counters->writes_merged);
        say(name, "write_bytes", counters->write_bytes);
        say(name, "write_ms", counters->write_ns / 1000000);
        say(name, "busy_ms", counters->busy_ns / 1000000);
    }
}

static void read_network(void) {
    begin();
    hold(cprobe_network_read(&collector, &network, interfaces, CAPACITY, &count, NULL), "network");
}

static void say_interfaces(void) {
    for (size_t index = 0; index < count; index += 1) {
        const cprobe_traffic *traffic = &interfaces[index].counters;
        char name[CPROBE_INTERFACE_NAME_BYTES + 1];
        snprintf(name, sizeof name, "%.*s", (int)interfaces[index].name_length,
                 interfaces[index].name);
        say(name, "rx_bytes", traffic->rx_bytes);
        say(name, "rx_packets", traffic->rx_packets);
        say(name, "rx_errors", traffic->rx_errors);
        say(name, "rx_dropped", traffic->rx_dropped);
        say(name, "tx_bytes", traffic->tx_bytes);
        say(name, "tx_packets", traffic->tx_packets);
        say(name, "tx_errors", traffic->tx_errors);
        say(name, "tx_dropped", traffic->tx_dropped);
    }
}

static void network_values(const char *argument) {
    (void)argument;
    read_network();
    say_interfaces();
}

static void sockets_values(const char *argument) {
    (void)argument;
    read_network();
    say_interfaces();
    say("", "sockets_used", network.sockets_used);
    say("", "tcp_established", network.tcp_established);
    say("", "tcp_retransmits", network.tcp_retransmits);
}

static void read_pressure(void) {
    begin();
    hold(cprobe_pressure_read(&collector, &pressure, NULL), "pressure");
}

static void say_stall(const char *name, const cprobe_stall *stall) {
    say_real(name, "avg10", stall->avg10_percent);
    say_real(name, "avg60", stall->avg60_percent);
    say_real(name, "avg300", stall->avg300_percent);
    say(name, "total_us", stall->total_ns / 1000);
}

static void pressure_values(const char *argument) {
    (void)argument;
    read_pressure();
    say_stall("cpu_some", &pressure.cpu.some);
    say_stall("memory_some", &pressure.memory.some);
    say_stall("memory_full", &pressure.memory.full);
    say_stall("io_some", &pressure.io.some);
    say_stall("io_full", &pressure.io.full);
}

// Only the files that decide how many CPUs may be used.
static const cprobe_quota_subject cpus_alone = {
    .limits_of = 1u << CPROBE_CONTROLLER_CPU | 1u << CPROBE_CONTROLLER_CPUSET};

static void read_quota(void) {
    begin();
    hold(cprobe_quota_read(&collector, &cpus_alone, NULL, &quota, NULL, 0, &count, NULL), "quota");
}

static void say_cpus(void) {
    say("", "cpus", quota.cpu.effective_cores < 1 ? 1 : (uint64_t)quota.cpu.effective_cores);
}

static void quota_values(const char *argument) {
    (void)argument;
    read_quota();
    say_cpus();
}

// As a program that reads once: with a collector for this reading alone.
static void read_once(void) {
    static cprobe_collector single;
    hold(cprobe_collector_open(&single, "/", CPROBE_READS_ONCE, NULL), "open");
    hold(cprobe_quota_read(&single, &cpus_alone, NULL, &quota, NULL, 0, &count, NULL), "quota");
    cprobe_collector_close(&single);
}

static void once_values(const char *argument) {
    (void)argument;
    read_once();
    say_cpus();
}

static void read_own(void) {
    begin();
    hold(cprobe_process_read(&collector, 0, 0, &processes, &list, NULL), "process");
}

static void own_values(const char *argument) {
    begin();
    hold(cprobe_process_read(&collector, argument == NULL ? 0 : atoi(argument), 0, &processes,
                             &list, NULL),
         "process");
    say("", "user", items[0].user_time_ns / 10000000);
    say("", "system", items[0].system_time_ns / 10000000);
    say("", "rss", items[0].rss_bytes);
}

static void read_processes(void) {
    begin();
    hold(cprobe_processes_read(&collector, 0, &processes, &list, NULL), "processes");
}

static void processes_values(const char *argument) {
    (void)argument;
    read_processes();
    for (size_t index = 0; index < list.count; index += 1) {
        const cprobe_process *process = &items[index];
        char pid[16];
        snprintf(pid, sizeof pid, "%d", process->pid);
        say_text(pid, "name", process->name, process->name_length);
        say_text(pid, "state", &process->state, 1);
        say(pid, "user", process->user_time_ns / 10000000);
        say(pid, "system", process->system_time_ns / 10000000);
        say(pid, "start", process->start_ticks);
        say(pid, "rss", process->rss_bytes);
    }
}

static void read_snapshot(void) {
    begin();
    (void)cprobe_cpu_read(&collector, &cpu, cpus, CAPACITY, &cpu_count, NULL, NULL);
    (void)cprobe_memory_read(&collector, &memory, NULL, NULL);
    (void)cprobe_load_read(&collector, &load, NULL);
    (void)cprobe_disk_read(&collector, &disk, NULL, devices, CAPACITY, &count, NULL);
    (void)cprobe_network_read(&collector, &network, interfaces, CAPACITY, &count, NULL);
    (void)cprobe_pressure_read(&collector, &pressure, NULL);
}

static void snapshot_values(const char *argument) {
    cpu_values(argument);
    paging_values(argument);
    load_values(argument);
    disk_values(argument);
    sockets_values(argument);
    pressure_values(argument);
}

static const work works[] = {
    {"cpu", read_cpu, cpu_values},
    {"memory", read_memory, memory_values},
    {"paging", read_memory, paging_values},
    {"load", read_load, load_values},
    {"filesystems", read_filesystems, filesystems_values},
    {"disk", read_disk, disk_values},
    {"network", read_network, network_values},
    {"sockets", read_network, sockets_values},
    {"pressure", read_pressure, pressure_values},
    {"quota", read_quota, quota_values},
    {"once", read_once, once_values},
    {"own", read_own, own_values},
    {"processes", read_processes, processes_values},
    {"snapshot", read_snapshot, snapshot_values},
};

int main(void) {
    hold(cprobe_collector_open(&collector, "/", CPROBE_READS_AGAIN, NULL), "open");
    const int status = serve(works, sizeof works / sizeof works[0]);
    cprobe_collector_close(&collector);
    return status;
}
