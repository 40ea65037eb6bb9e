extension Sample {
    /// Calls `body` with each number of the sections that were read: its section, its labels, its field, and
    /// its value or nil. Nothing is allocated.
    ///
    /// Numbers of the whole section have no labels; those of its items have these:
    ///
    /// | item | labels |
    /// | --- | --- |
    /// | CPU, frequency of a CPU | `cpu` |
    /// | block device | `device` |
    /// | mount | `mount_point`, `device` |
    /// | network interface | `interface` |
    /// | counters of a network protocol | `protocol` |
    /// | pressure | `resource`, `stall` |
    /// | process | `pid`, `name` |
    /// | cgroup | `cgroup`, its path |
    /// | pressure of a cgroup | `cgroup`, `resource`, `stall` |
    /// | limits of a block device in the quota | `major`, `minor` |
    /// | size of huge pages in the quota | `page_bytes` |
    /// | resource of RDMA or misc in the quota | `controller`: "rdma" or "misc"; `resource` |
    /// | resource limit | `bound`: "soft" or "hard"; `rlimits_is_limited` has `resource`, too |
    /// | level of the quota | `level`, the path of the cgroup, and `hierarchy`, its index |
    /// | temperature, fan, voltage or another sensor | `device`, `index`, `chip` and `label`; a thermal zone has no `index` |
    /// | swap device | `device` |
    /// | zram device | `zram` |
    /// | interrupt | `interrupt` |
    /// | CPU of `interrupts` or `topology` | `cpu` |
    /// | cache | `level`, `type`, and `cpu`, the first of those that share it |
    /// | NUMA node | `node` |
    /// | block device of `storage` | `device` |
    /// | array, member of an array | `array`; a member has `member`, too |
    /// | file system of btrfs, device of one | `uuid`; a device has `id`, too |
    /// | battery, charger | `supply` |
    /// | energy zone | `zone`, `label` |
    /// | cooling device | `cooling_device`, `type` |
    /// | graphics processor | `card`, `driver` |
    /// | zone of memory | `node`, `zone` |
    /// | slab cache | `slab` |
    /// | counter of memory | `counter` |
    /// | queueing discipline | `interface`, `parent` |
    /// | wireless interface | `interface` |
    ///
    /// A name and its labels occur once in a section, and all numbers of one name have the same labels. A
    /// covered mount is left out: its usage is never read, and another mount can have the same labels. A swap
    /// device without a name, a cache without a level, a type or a list of CPUs, and a slab cache that has the
    /// name of an earlier one are left out, because another item can have the same labels. ``Cgroup/devices``,
    /// ``MemoryDetails/Zone/freeBlocks`` and routes are not listed.
    ///
    /// A limit is nil where there is none or it is unknown. A second field reports which: its name ends in
    /// `is_limited`, and its value is 1 where there is a limit, 0 where there is none, and nil where that is
    /// unknown. The details of a quota are listed only if they were read (``Collector/readsQuotaDetails``).
    public func forEachField(
        _ body: (Sample.Section, Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        let none = Sample.Field.Labels()
        if let cpu = slots.cpu.current {
            cpu.forEachField { body(.cpu, none, $0.prefixed, $1) }
            for item in cpu.cpus {
                let labels = Sample.Field.Labels("cpu", .number(item.id))
                item.forEachField { body(.cpu, labels, $0, $1) }
            }
        }
        slots.load.current?.forEachField { body(.load, none, $0, $1) }
        slots.memory.current?.forEachField { body(.memory, none, $0, $1) }
        for device in slots.disk.current?.devices ?? [] {
            let labels = Sample.Field.Labels("device", .name(device.name))
            device.counters.forEachField { body(.disk, labels, $0, $1) }
        }
        for mount in slots.filesystem.current?.mounts ?? [] where !mount.isCovered {
            let labels = Sample.Field.Labels(
                "mount_point", .name(mount.mountPoint), "device", .name(mount.device))
            mount.forEachField { body(.filesystem, labels, $0, $1) }
        }
        func labels(_ word: Sample.Field.Text) -> Sample.Field.Labels {
            Sample.Field.Labels("protocol", .word(word))
        }
        if let network = slots.network.current {
            network.total.forEachField { body(.network, none, $0.prefixed, $1) }
            network.forEachField { body(.network, none, $0, $1) }
            network.ip.forEachField { body(.network, labels("ip"), $0, $1) }
            network.icmp.forEachField { body(.network, labels("icmp"), $0, $1) }
            network.tcp.forEachField { body(.network, labels("tcp"), $0, $1) }
            network.udp.forEachField { body(.network, labels("udp"), $0, $1) }
            network.udplite.forEachField { body(.network, labels("udplite"), $0, $1) }
            for interface in network.interfaces {
                let labels = Sample.Field.Labels("interface", .name(interface.name))
                interface.forEachField { body(.network, labels, $0, $1) }
                interface.counters.forEachField { body(.network, labels, $0, $1) }
            }
        }
        slots.io.current?.total.forEachField { body(.io, none, $0.prefixed, $1) }
        slots.pressure.current?.forEachField { body(.pressure, $0, $1, $2) }
        slots.quota.current?.forEachField { body(.quota, $0, $1, $2) }
        for process in slots.process.current?.processes ?? [] {
            let labels = Sample.Field.Labels(
                "pid", .number(Int(process.pid)), "name", .name(process.name ?? KernelName()))
            process.forEachField { body(.process, labels, $0, $1) }
        }
        slots.sensors.current?.forEachField { body(.sensors, $0, $1, $2) }
        for cgroup in slots.cgroups.current?.cgroups ?? [] {
            let labels = Sample.Field.Labels("cgroup", .name(cgroup.path))
            cgroup.forEachField { body(.cgroups, labels, $0, $1) }
            cgroup.pressure.forEachField { stall, field, value in
                let all = Sample.Field.Labels(labels[0], stall[0], stall[1])
                body(.cgroups, all, field, value)
            }
        }
        for device in slots.swap.current?.devices ?? [] {
            guard let name = device.name else { continue }
            let labels = Sample.Field.Labels("device", .name(name))
            device.forEachField { body(.swap, labels, $0, $1) }
        }
        for zram in slots.swap.current?.zram ?? [] {
            let labels = Sample.Field.Labels("zram", .number(zram.index))
            zram.forEachField { body(.swap, labels, $0, $1) }
        }
        for line in slots.interrupts.current?.lines ?? [] {
            let labels = Sample.Field.Labels("interrupt", .name(line.name))
            line.forEachField { body(.interrupts, labels, $0, $1) }
        }
        for cpu in slots.interrupts.current?.cpus ?? [] {
            let labels = Sample.Field.Labels("cpu", .number(cpu.id))
            cpu.forEachField { body(.interrupts, labels, $0, $1) }
        }
        slots.host.current?.forEachField { body(.host, none, $0, $1) }
        for cpu in slots.topology.current?.cpus ?? [] {
            let labels = Sample.Field.Labels("cpu", .number(cpu.id))
            cpu.forEachField { body(.topology, labels, $0, $1) }
        }
        for cache in slots.topology.current?.caches ?? [] {
            typealias Label = Sample.Field.Label
            guard let level = cache.level, let type = cache.type,
                let first = cache.cpus?.ranges.first?.lowerBound
            else { continue }
            let labels = Sample.Field.Labels(
                Label(name: "level", value: .number(level)),
                Label(name: "type", value: .name(type)), Label(name: "cpu", value: .number(first)))
            cache.forEachField { body(.topology, labels, $0, $1) }
        }
        for node in slots.topology.current?.nodes ?? [] {
            let labels = Sample.Field.Labels("node", .number(node.id))
            node.forEachField { body(.topology, labels, $0, $1) }
        }
        slots.storage.current?.forEachField { body(.storage, $0, $1, $2) }
        if let protocols = slots.protocols.current {
            protocols.forEachField { body(.protocols, none, $0, $1) }
            protocols.tcpExt.forEachField { body(.protocols, labels("tcp_ext"), $0, $1) }
            protocols.tcpFastOpen.forEachField {
                body(.protocols, labels("tcp_fast_open"), $0, $1)
            }
            protocols.tcpSignature.forEachField {
                body(.protocols, labels("tcp_signature"), $0, $1)
            }
            protocols.ipExt.forEachField { body(.protocols, labels("ip_ext"), $0, $1) }
            protocols.mptcp.forEachField { body(.protocols, labels("mptcp"), $0, $1) }
            protocols.ip6.forEachField { body(.protocols, labels("ip6"), $0, $1) }
            protocols.icmp6.forEachField { body(.protocols, labels("icmp6"), $0, $1) }
            protocols.udp6.forEachField { body(.protocols, labels("udp6"), $0, $1) }
            protocols.udplite6.forEachField { body(.protocols, labels("udplite6"), $0, $1) }
        }
        if let connections = slots.connections.current {
            connections.forEachField { body(.connections, none, $0, $1) }
            connections.tcp.forEachField { body(.connections, labels("tcp"), $0, $1) }
            connections.tcp6.forEachField { body(.connections, labels("tcp6"), $0, $1) }
            connections.udp.forEachField { body(.connections, labels("udp"), $0, $1) }
            connections.udp6.forEachField { body(.connections, labels("udp6"), $0, $1) }
        }
        for supply in slots.power.current?.supplies ?? [] {
            let labels = Sample.Field.Labels("supply", .name(supply.name))
            supply.forEachField { body(.power, labels, $0, $1) }
        }
        for zone in slots.power.current?.zones ?? [] {
            let labels = Sample.Field.Labels(
                "zone", .name(zone.name), "label", .name(zone.label ?? KernelName()))
            zone.forEachField { body(.power, labels, $0, $1) }
        }
        for device in slots.power.current?.coolingDevices ?? [] {
            let labels = Sample.Field.Labels(
                "cooling_device", .name(device.name), "type", .name(device.type ?? KernelName()))
            device.forEachField { body(.power, labels, $0, $1) }
        }
        for device in slots.gpu.current?.devices ?? [] {
            let labels = Sample.Field.Labels(
                "card", .name(device.name), "driver", .name(device.driver ?? KernelName()))
            device.forEachField { body(.gpu, labels, $0, $1) }
        }
        slots.memoryDetails.current?.forEachField { body(.memoryDetails, $0, $1, $2) }
        slots.routing.current?.forEachField { body(.routing, $0, $1, $2) }
    }
}

extension MemoryDetails {
    /// Calls `body` with each number of each zone, slab cache and counter: its labels, its field, and its value
    /// or nil.
    func forEachField(_ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void) {
        typealias Label = Sample.Field.Label
        for zone in zones {
            let labels = Sample.Field.Labels(
                Label(name: "node", value: .number(zone.node)),
                Label(name: "zone", value: .name(zone.name)))
            zone.forEachField { body(labels, $0, $1) }
        }
        for (index, slab) in slabs.enumerated() {
            if slabs[..<index].contains(where: { $0.name == slab.name }) { continue }
            let labels = Sample.Field.Labels("slab", .name(slab.name))
            slab.forEachField { body(labels, $0, $1) }
        }
        for counter in counters {
            let labels = Sample.Field.Labels("counter", .name(counter.name))
            counter.forEachField { body(labels, $0, $1) }
        }
    }
}

extension Routing {
    /// Calls `body` with each number of each queueing discipline and wireless interface, and of IPsec: its
    /// labels, its field, and its value or nil.
    func forEachField(_ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void) {
        for qdisc in qdiscs {
            guard let interface = qdisc.interface else { continue }
            let labels = Sample.Field.Labels(
                "interface", .name(interface), "parent",
                .name(KernelName(qdisc.parent.description)))
            qdisc.forEachField { body(labels, $0, $1) }
        }
        for item in wireless {
            let labels = Sample.Field.Labels("interface", .name(item.interface))
            item.forEachField { body(labels, $0, $1) }
        }
        xfrm.forEachField { body(Sample.Field.Labels(), $0.prefixed, $1) }
    }
}

extension Storage {
    /// Calls `body` with each number of each device, array and member: its labels, its field, and its value or
    /// nil.
    func forEachField(_ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void) {
        typealias Label = Sample.Field.Label
        for device in devices {
            let labels = Sample.Field.Labels("device", .name(device.name))
            device.forEachField { body(labels, $0, $1) }
            device.health?.forEachField { body(labels, $0, $1) }
        }
        for array in arrays {
            let labels = Sample.Field.Labels("array", .name(array.name))
            array.forEachField { body(labels, $0, $1) }
            for member in array.members {
                let labels = Sample.Field.Labels(
                    Label(name: "array", value: .name(array.name)),
                    Label(name: "member", value: .name(member.name)))
                member.forEachField { body(labels, $0, $1) }
            }
        }
        arc?.forEachField { body(Sample.Field.Labels(), $0.prefixed, $1) }
        for fileSystem in btrfs {
            let labels = Sample.Field.Labels("uuid", .name(fileSystem.uuid))
            fileSystem.forEachField { body(labels, $0, $1) }
            for device in fileSystem.devices {
                let labels = Sample.Field.Labels(
                    Label(name: "uuid", value: .name(fileSystem.uuid)),
                    Label(name: "id", value: .number(Int(device.id))))
                device.forEachField { body(labels, $0, $1) }
            }
        }
    }
}

extension Pressure {
    /// Calls `body` with each number of each stall that the kernel reports: its resource and stall ("some" or
    /// "full"), its field, and its value.
    public func forEachField(
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        func each(_ stalls: Pressure.Stalls, _ resource: Sample.Field.Text) {
            func one(_ stall: Pressure.Stall?, _ word: Sample.Field.Text) {
                let labels = Sample.Field.Labels("resource", .word(resource), "stall", .word(word))
                stall?.forEachField { body(labels, $0, $1) }
            }
            one(stalls.some, "some")
            one(stalls.full, "full")
        }
        each(cpu, "cpu")
        each(memory, "memory")
        each(io, "io")
        each(irq, "irq")
    }
}

extension Rates {
    /// Calls `body` with each rate: its section, its labels, its field, and its value or nil. The labels and
    /// the names follow ``Sample/forEachField(_:)``, but a process has its `pid` and a graphics processor its
    /// `card` alone, and the name of a
    /// pressure's rate contains the resource and the stall. No rate has the name of a number of a sample,
    /// so that an exporter can list both. Nothing is allocated.
    public func forEachField(
        _ body: (Sample.Section, Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        let none = Sample.Field.Labels()
        cpu.forEachField { body(.cpu, none, $0.prefixed, $1) }
        for item in cpu.cpus {
            let labels = Sample.Field.Labels("cpu", .number(item.id))
            item.forEachField { body(.cpu, labels, $0, $1) }
        }
        memory.forEachField { body(.memory, none, $0, $1) }
        for device in disk.devices {
            let labels = Sample.Field.Labels("device", .name(device.name))
            device.activity.forEachField { body(.disk, labels, $0, $1) }
        }
        network.total.forEachField { body(.network, none, $0.prefixed, $1) }
        network.forEachField { body(.network, none, $0, $1) }
        for interface in network.interfaces {
            let labels = Sample.Field.Labels("interface", .name(interface.name))
            interface.traffic.forEachField { body(.network, labels, $0, $1) }
        }
        io.total.forEachField { body(.io, none, $0.prefixed, $1) }
        pressure.forEachField { body(.pressure, none, $0, $1) }
        quota.forEachField { body(.quota, none, $0, $1) }
        quota.pressure.forEachField { body(.quota, none, $0.prefixed, $1) }
        for process in process.processes {
            let labels = Sample.Field.Labels("pid", .number(Int(process.pid)))
            process.forEachField { body(.process, labels, $0, $1) }
        }
        for cgroup in cgroups.cgroups {
            let labels = Sample.Field.Labels("cgroup", .name(cgroup.path))
            cgroup.forEachField { body(.cgroups, labels, $0, $1) }
            cgroup.pressure.forEachField { body(.cgroups, labels, $0.prefixed, $1) }
        }
        protocols.forEachField { body(.protocols, none, $0, $1) }
        for zone in power.zones {
            let labels = Sample.Field.Labels(
                "zone", .name(zone.name), "label", .name(zone.label ?? KernelName()))
            zone.forEachField { body(.power, labels, $0, $1) }
        }
        for device in gpu.devices {
            let labels = Sample.Field.Labels("card", .name(device.name))
            device.forEachField { body(.gpu, labels, $0, $1) }
        }
    }
}
