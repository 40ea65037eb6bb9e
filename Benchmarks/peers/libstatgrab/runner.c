// libstatgrab.

#include "../runner.h"

#include <statgrab.h>

static sg_cpu_stats *cpu;
static sg_mem_stats *memory;
static sg_swap_stats *swap;
static sg_load_stats *load;
static sg_fs_stats *filesystems;
static sg_disk_io_stats *disks;
static sg_network_io_stats *interfaces;
static sg_process_stats *processes;
static size_t filesystem_count, disk_count, interface_count, process_count;

static void read_cpu(void) {
    cpu = sg_get_cpu_stats(NULL);
}

static void cpu_values(const char *argument) {
    (void)argument;
    read_cpu();
    say("total", "user", cpu->user);
    say("total", "nice", cpu->nice);
    say("total", "system", cpu->kernel);
    say("total", "idle", cpu->idle);
    say("total", "iowait", cpu->iowait);
}

static void read_memory(void) {
    memory = sg_get_mem_stats(NULL);
    swap = sg_get_swap_stats(NULL);
}

static void memory_values(const char *argument) {
    (void)argument;
    read_memory();
    say("", "total", memory->total);
    say("", "free", memory->free);
    say("", "cached", memory->cache);
    say("", "swap_total", swap->total);
    say("", "swap_free", swap->free);
}

static void read_load(void) {
    load = sg_get_load_stats(NULL);
}

static void load_values(const char *argument) {
    (void)argument;
    read_load();
    say_real("", "load1", load->min1);
    say_real("", "load5", load->min5);
    say_real("", "load15", load->min15);
}

static void read_filesystems(void) {
    filesystems = sg_get_fs_stats(&filesystem_count);
}

static void filesystems_values(const char *argument) {
    (void)argument;
    read_filesystems();
    for (size_t index = 0; index < filesystem_count; index += 1) {
        const sg_fs_stats *item = &filesystems[index];
        say(item->mnt_point, "total", item->size);
        say(item->mnt_point, "free", item->free);
        say(item->mnt_point, "available", item->avail);
        say(item->mnt_point, "inodes_total", item->total_inodes);
        say(item->mnt_point, "inodes_free", item->free_inodes);
    }
}

static void read_disk(void) {
    disks = sg_get_disk_io_stats(&disk_count);
}

static void disk_values(const char *argument) {
    (void)argument;
    read_disk();
    for (size_t index = 0; index < disk_count; index += 1) {
        say(disks[index].disk_name, "read_bytes", disks[index].read_bytes);
        say(disks[index].disk_name, "write_bytes", disks[index].write_bytes);
    }
}

static void read_network(void) {
    interfaces = sg_get_network_io_stats(&interface_count);
}

static void network_values(const char *argument) {
    (void)argument;
    read_network();
    for (size_t index = 0; index < interface_count; index += 1) {
        const sg_network_io_stats *item = &interfaces[index];
        say(item->interface_name, "rx_bytes", item->rx);
        say(item->interface_name, "rx_packets", item->ipackets);
        say(item->interface_name, "rx_errors", item->ierrors);
        say(item->interface_name, "tx_bytes", item->tx);
        say(item->interface_name, "tx_packets", item->opackets);
        say(item->interface_name, "tx_errors", item->oerrors);
    }
}

static void read_processes(void) {
    processes = sg_get_process_stats(&process_count);
}

static void processes_values(const char *argument) {
    (void)argument;
    read_processes();
    for (size_t index = 0; index < process_count; index += 1) {
        const sg_process_stats *item = &processes[index];
        char pid[16];
        snprintf(pid, sizeof pid, "%d", (int)item->pid);
        say_text(pid, "name", item->process_name, strlen(item->process_name));
        say(pid, "rss", item->proc_resident);
    }
}

static void read_snapshot(void) {
    read_cpu();
    read_memory();
    read_load();
    read_disk();
    read_network();
}

static void snapshot_values(const char *argument) {
    cpu_values(argument);
    memory_values(argument);
    load_values(argument);
    disk_values(argument);
    network_values(argument);
}

static const work works[] = {
    {"cpu", read_cpu, cpu_values},
    {"memory", read_memory, memory_values},
    {"load", read_load, load_values},
    {"filesystems", read_filesystems, filesystems_values},
    {"disk", read_disk, disk_values},
    {"network", read_network, network_values},
    {"processes", read_processes, processes_values},
    {"snapshot", read_snapshot, snapshot_values},
};

int main(void) {
    (void)sg_init(1);
    const int status = serve(works, sizeof works / sizeof works[0]);
    (void)sg_shutdown();
    return status;
}
