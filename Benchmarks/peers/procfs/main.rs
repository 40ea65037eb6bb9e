// The crate procfs.

mod protocol;

use procfs::process::{all_processes, Process, Stat};
use procfs::{
    net, CpuPressure, Current, CurrentSI, IoPressure, KernelStats, LoadAverage, Meminfo,
    MemoryPressure, PressureRecord,
};
use protocol::{serve, Values, Work};
use std::hint::black_box;

fn read_cpu(_: &mut ()) {
    black_box(KernelStats::current().unwrap());
}

fn say_cpu(values: &mut Values, name: &str, times: &procfs::CpuTime) {
    values.say(name, "user", times.user);
    values.say(name, "nice", times.nice);
    values.say(name, "system", times.system);
    values.say(name, "idle", times.idle);
    for (key, value) in [
        ("iowait", times.iowait),
        ("irq", times.irq),
        ("softirq", times.softirq),
        ("steal", times.steal),
        ("guest", times.guest),
        ("guest_nice", times.guest_nice),
    ] {
        values.say(name, key, value.unwrap());
    }
}

fn cpu_values(_: &mut (), values: &mut Values) {
    let read = KernelStats::current().unwrap();
    say_cpu(values, "total", &read.total);
    for (index, times) in read.cpu_time.iter().enumerate() {
        say_cpu(values, &format!("cpu{index}"), times);
    }
}

fn read_memory(_: &mut ()) {
    black_box(Meminfo::current().unwrap());
}

fn memory_values(_: &mut (), values: &mut Values) {
    let read = Meminfo::current().unwrap();
    values.say("", "total", read.mem_total);
    values.say("", "free", read.mem_free);
    values.say("", "available", read.mem_available.unwrap());
    values.say("", "buffers", read.buffers);
    values.say("", "cached", read.cached);
    values.say("", "shared", read.shmem.unwrap());
    values.say("", "swap_total", read.swap_total);
    values.say("", "swap_free", read.swap_free);
}

fn read_paging(peer: &mut ()) {
    read_memory(peer);
    black_box(procfs::vmstat().unwrap());
}

fn paging_values(peer: &mut (), values: &mut Values) {
    memory_values(peer, values);
    let read = procfs::vmstat().unwrap();
    values.say("", "swapped_in", read["pswpin"] as u64 * procfs::page_size());
    values.say("", "swapped_out", read["pswpout"] as u64 * procfs::page_size());
}

fn read_load(_: &mut ()) {
    black_box(LoadAverage::current().unwrap());
}

fn load_values(_: &mut (), values: &mut Values) {
    let read = LoadAverage::current().unwrap();
    values.say("", "load1", read.one);
    values.say("", "load5", read.five);
    values.say("", "load15", read.fifteen);
}

fn read_disk(_: &mut ()) {
    black_box(procfs::diskstats().unwrap());
}

fn disk_values(_: &mut (), values: &mut Values) {
    for device in procfs::diskstats().unwrap() {
        values.say(&device.name, "reads", device.reads);
        values.say(&device.name, "reads_merged", device.merged);
        values.say(&device.name, "read_bytes", device.sectors_read * 512);
        values.say(&device.name, "read_ms", device.time_reading);
        values.say(&device.name, "writes", device.writes);
        values.say(&device.name, "writes_merged", device.writes_merged);
        values.say(&device.name, "write_bytes", device.sectors_written * 512);
        values.say(&device.name, "write_ms", device.time_writing);
        values.say(&device.name, "busy_ms", device.time_in_progress);
    }
}

fn read_network(_: &mut ()) {
    black_box(net::dev_status().unwrap());
}

fn network_values(_: &mut (), values: &mut Values) {
    for (name, device) in net::dev_status().unwrap() {
        values.say(&name, "rx_bytes", device.recv_bytes);
        values.say(&name, "rx_packets", device.recv_packets);
        values.say(&name, "rx_errors", device.recv_errs);
        values.say(&name, "rx_dropped", device.recv_drop);
        values.say(&name, "tx_bytes", device.sent_bytes);
        values.say(&name, "tx_packets", device.sent_packets);
        values.say(&name, "tx_errors", device.sent_errs);
        values.say(&name, "tx_dropped", device.sent_drop);
    }
}

fn read_sockets(peer: &mut ()) {
    read_network(peer);
    black_box(net::snmp().unwrap());
}

fn sockets_values(peer: &mut (), values: &mut Values) {
    network_values(peer, values);
    let read = net::snmp().unwrap();
    values.say("", "tcp_established", read.tcp_curr_estab);
    values.say("", "tcp_retransmits", read.tcp_retrans_segs);
}

fn read_pressure(_: &mut ()) {
    black_box(CpuPressure::current().unwrap());
    black_box(MemoryPressure::current().unwrap());
    black_box(IoPressure::current().unwrap());
}

fn say_pressure(values: &mut Values, name: &str, record: &PressureRecord) {
    values.say(name, "avg10", record.avg10);
    values.say(name, "avg60", record.avg60);
    values.say(name, "avg300", record.avg300);
    values.say(name, "total_us", record.total);
}

fn pressure_values(_: &mut (), values: &mut Values) {
    say_pressure(values, "cpu_some", &CpuPressure::current().unwrap().some);
    let memory = MemoryPressure::current().unwrap();
    say_pressure(values, "memory_some", &memory.some);
    say_pressure(values, "memory_full", &memory.full);
    let io = IoPressure::current().unwrap();
    say_pressure(values, "io_some", &io.some);
    say_pressure(values, "io_full", &io.full);
}

fn say_process(values: &mut Values, name: &str, stat: &Stat) {
    values.say(name, "user", stat.utime);
    values.say(name, "system", stat.stime);
    values.say(name, "rss", stat.rss * procfs::page_size());
}

fn read_own(_: &mut ()) {
    black_box(Process::myself().unwrap().stat().unwrap());
}

fn own_values(_: &mut (), values: &mut Values) {
    say_process(values, "", &Process::myself().unwrap().stat().unwrap());
}

fn read_processes(_: &mut ()) {
    let all: Vec<Stat> =
        all_processes().unwrap().filter_map(|process| process.ok()?.stat().ok()).collect();
    black_box(all);
}

fn processes_values(_: &mut (), values: &mut Values) {
    for stat in all_processes().unwrap().filter_map(|process| process.ok()?.stat().ok()) {
        let pid = stat.pid.to_string();
        values.say_text(&pid, "name", &stat.comm);
        values.say_text(&pid, "state", &stat.state.to_string());
        values.say(&pid, "start", stat.starttime);
        say_process(values, &pid, &stat);
    }
}

fn read_snapshot(peer: &mut ()) {
    read_cpu(peer);
    read_paging(peer);
    read_load(peer);
    read_disk(peer);
    read_sockets(peer);
    read_pressure(peer);
}

fn snapshot_values(peer: &mut (), values: &mut Values) {
    cpu_values(peer, values);
    paging_values(peer, values);
    load_values(peer, values);
    disk_values(peer, values);
    sockets_values(peer, values);
    pressure_values(peer, values);
}

fn main() {
    let works = [
        Work { name: "cpu", read: read_cpu, values: cpu_values, prepare: None },
        Work { name: "memory", read: read_memory, values: memory_values, prepare: None },
        Work { name: "paging", read: read_paging, values: paging_values, prepare: None },
        Work { name: "load", read: read_load, values: load_values, prepare: None },
        Work { name: "disk", read: read_disk, values: disk_values, prepare: None },
        Work { name: "network", read: read_network, values: network_values, prepare: None },
        Work { name: "sockets", read: read_sockets, values: sockets_values, prepare: None },
        Work { name: "pressure", read: read_pressure, values: pressure_values, prepare: None },
        Work { name: "own", read: read_own, values: own_values, prepare: None },
        Work { name: "processes", read: read_processes, values: processes_values, prepare: None },
        Work { name: "snapshot", read: read_snapshot, values: snapshot_values, prepare: None },
    ];
    serve(&mut (), &works);
}
