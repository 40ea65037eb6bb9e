// sysinfo. It answers without reading where it was asked for the CPUs less than 200 ms ago: here it is
// as many systems as there are calls in a batch, and each is asked again when its time has come.

mod protocol;

use protocol::{serve, Values, Work};
use std::thread::sleep;
use std::time::{Duration, Instant};
use sysinfo::{
    CpuRefreshKind, DiskRefreshKind, Disks, MemoryRefreshKind, Networks, Pid, ProcessRefreshKind,
    ProcessesToUpdate, System, MINIMUM_CPU_UPDATE_INTERVAL,
};

const SYSTEMS: usize = 128;

struct Peer {
    systems: Vec<System>,
    next: usize,
    refreshed: Instant,
    system: System,
    processes: System,
    disks: Disks,
    networks: Networks,
    own: Pid,
}

fn wait(peer: &mut Peer) {
    let least = MINIMUM_CPU_UPDATE_INTERVAL + Duration::from_millis(1);
    sleep(least.saturating_sub(peer.refreshed.elapsed()));
}

fn read_cpu(peer: &mut Peer) {
    peer.systems[peer.next].refresh_cpu_specifics(CpuRefreshKind::nothing().with_cpu_usage());
    peer.next += 1;
    if peer.next == SYSTEMS {
        peer.next = 0;
    }
    peer.refreshed = Instant::now();
}

fn read_memory(peer: &mut Peer) {
    peer.system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram().with_swap());
}

fn memory_values(peer: &mut Peer, values: &mut Values) {
    read_memory(peer);
    values.say("", "total", peer.system.total_memory());
    values.say("", "free", peer.system.free_memory());
    values.say("", "available", peer.system.available_memory());
    values.say("", "swap_total", peer.system.total_swap());
    values.say("", "swap_free", peer.system.free_swap());
}

fn read_load(_: &mut Peer) {
    std::hint::black_box(System::load_average());
}

fn load_values(_: &mut Peer, values: &mut Values) {
    let read = System::load_average();
    values.say("", "load1", read.one);
    values.say("", "load5", read.five);
    values.say("", "load15", read.fifteen);
}

fn read_filesystems(peer: &mut Peer) {
    peer.disks.refresh_specifics(true, DiskRefreshKind::nothing().with_storage());
}

fn filesystems_values(peer: &mut Peer, values: &mut Values) {
    read_filesystems(peer);
    for disk in peer.disks.list() {
        let name = disk.mount_point().to_string_lossy();
        values.say(&name, "total", disk.total_space());
        values.say(&name, "available", disk.available_space());
    }
}

fn read_disk(peer: &mut Peer) {
    peer.disks.refresh_specifics(true, DiskRefreshKind::nothing().with_io_usage());
}

fn disk_values(peer: &mut Peer, values: &mut Values) {
    read_disk(peer);
    for disk in peer.disks.list() {
        let path = disk.name().to_string_lossy();
        if let Some(name) = path.strip_prefix("/dev/") {
            let usage = disk.usage();
            values.say(name, "read_bytes", usage.total_read_bytes);
            values.say(name, "write_bytes", usage.total_written_bytes);
        }
    }
}

fn read_network(peer: &mut Peer) {
    peer.networks.refresh(true);
}

fn network_values(peer: &mut Peer, values: &mut Values) {
    read_network(peer);
    for (name, data) in peer.networks.list() {
        values.say(name, "rx_bytes", data.total_received());
        values.say(name, "rx_packets", data.total_packets_received());
        values.say(name, "rx_errors", data.total_errors_on_received());
        values.say(name, "tx_bytes", data.total_transmitted());
        values.say(name, "tx_packets", data.total_packets_transmitted());
        values.say(name, "tx_errors", data.total_errors_on_transmitted());
    }
}

fn kind() -> ProcessRefreshKind {
    ProcessRefreshKind::nothing().with_cpu().with_memory().without_tasks()
}

fn read_own(peer: &mut Peer) {
    let own = [peer.own];
    peer.system.refresh_processes_specifics(ProcessesToUpdate::Some(&own), true, kind());
}

fn own_values(peer: &mut Peer, values: &mut Values) {
    read_own(peer);
    values.say("", "rss", peer.system.process(peer.own).unwrap().memory());
}

fn read_processes(peer: &mut Peer) {
    peer.processes.refresh_processes_specifics(ProcessesToUpdate::All, true, kind());
}

fn processes_values(peer: &mut Peer, values: &mut Values) {
    read_processes(peer);
    let boot = System::boot_time();
    for (pid, process) in peer.processes.processes() {
        let pid = pid.to_string();
        let state = match process.status() {
            sysinfo::ProcessStatus::Run => "R",
            sysinfo::ProcessStatus::Sleep => "S",
            sysinfo::ProcessStatus::Idle => "I",
            sysinfo::ProcessStatus::Zombie => "Z",
            sysinfo::ProcessStatus::UninterruptibleDiskSleep => "D",
            _ => "?",
        };
        values.say_text(&pid, "name", &process.name().to_string_lossy());
        values.say_text(&pid, "state", state);
        values.say(&pid, "start", (process.start_time() - boot) * 100);
        values.say(&pid, "rss", process.memory());
    }
}

fn read_snapshot(peer: &mut Peer) {
    read_cpu(peer);
    read_memory(peer);
    read_load(peer);
    read_disk(peer);
    read_network(peer);
}

fn snapshot_values(peer: &mut Peer, values: &mut Values) {
    memory_values(peer, values);
    load_values(peer, values);
    disk_values(peer, values);
    network_values(peer, values);
}

fn main() {
    let mut peer = Peer {
        systems: (0..SYSTEMS).map(|_| System::new()).collect(),
        next: 0,
        refreshed: Instant::now(),
        system: System::new(),
        processes: System::new(),
        disks: Disks::new_with_refreshed_list(),
        networks: Networks::new_with_refreshed_list(),
        own: Pid::from_u32(std::process::id()),
    };
    for _ in 0..SYSTEMS {
        read_cpu(&mut peer);
    }
    let works = [
        Work { name: "cpu", read: read_cpu, values: |_, _| (), prepare: Some(wait) },
        Work { name: "memory", read: read_memory, values: memory_values, prepare: None },
        Work { name: "load", read: read_load, values: load_values, prepare: None },
        Work { name: "filesystems", read: read_filesystems, values: filesystems_values, prepare: None },
        Work { name: "disk", read: read_disk, values: disk_values, prepare: None },
        Work { name: "network", read: read_network, values: network_values, prepare: None },
        Work { name: "own", read: read_own, values: own_values, prepare: None },
        Work { name: "processes", read: read_processes, values: processes_values, prepare: None },
        Work { name: "snapshot", read: read_snapshot, values: snapshot_values, prepare: Some(wait) },
    ];
    serve(&mut peer, &works);
}
