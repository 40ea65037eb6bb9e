extension Sample {
    /// Calls `body` with each number of the sections that were read: its section, what it is of, its field,
    /// and its value or nil. Quota and sensors have no list of fields yet.
    ///
    /// Nothing is allocated. Numbers of the whole section have no label; those of its items have one or
    /// two: a CPU `cpu`, a block device `device`, a mount `mount_point` and `device`, an interface
    /// `interface`, counters of a protocol `protocol`, a pressure `resource` and `stall`, a process `pid` and `name`.
    public func forEachField(
        _ body: (Sample.Section, Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        let none = Sample.Field.Labels()
        if let cpu = slots.cpu.current {
            cpu.forEachField { body(.cpu, none, $0, $1) }
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
        for mount in slots.filesystem.current?.mounts ?? [] {
            let labels = Sample.Field.Labels(
                "mount_point", .name(mount.mountPoint), "device", .name(mount.device))
            mount.forEachField { body(.filesystem, labels, $0, $1) }
        }
        if let network = slots.network.current {
            network.total.forEachField { body(.network, none, $0, $1) }
            network.forEachField { body(.network, none, $0, $1) }
            func labels(_ word: Sample.Field.Text) -> Sample.Field.Labels {
                Sample.Field.Labels("protocol", .word(word))
            }
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
        slots.io.current?.total.forEachField { body(.io, none, $0, $1) }
        if let pressure = slots.pressure.current {
            pressure.forEachField { body(.pressure, $0, $1, $2) }
        }
        for process in slots.process.current?.processes ?? [] {
            let pid = Sample.Field.Label.Value.number(Int(process.pid))
            let labels =
                process.name.map { Sample.Field.Labels("pid", pid, "name", .name($0)) }
                ?? Sample.Field.Labels("pid", pid)
            process.forEachField { body(.process, labels, $0, $1) }
        }
    }
}

extension Pressure {
    /// Calls `body` with each number of each stall that the kernel keeps: its resource and stall ("some" or
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
    /// Calls `body` with each rate: its section, what it is of, its field, and its value or nil. The labels
    /// are those of ``Sample/forEachField(_:)``, but a process has its `pid` alone, and the resource and the
    /// stall of a pressure are in the name of the rate. Nothing is allocated.
    public func forEachField(
        _ body: (Sample.Section, Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        let none = Sample.Field.Labels()
        cpu.forEachField { body(.cpu, none, $0, $1) }
        for item in cpu.cpus {
            let labels = Sample.Field.Labels("cpu", .number(item.id))
            item.forEachField { body(.cpu, labels, $0, $1) }
        }
        memory.forEachField { body(.memory, none, $0, $1) }
        for device in disk.devices {
            let labels = Sample.Field.Labels("device", .name(device.name))
            device.activity.forEachField { body(.disk, labels, $0, $1) }
        }
        network.total.forEachField { body(.network, none, $0, $1) }
        network.forEachField { body(.network, none, $0, $1) }
        for interface in network.interfaces {
            let labels = Sample.Field.Labels("interface", .name(interface.name))
            interface.traffic.forEachField { body(.network, labels, $0, $1) }
        }
        io.total.forEachField { body(.io, none, $0, $1) }
        pressure.forEachField { body(.pressure, none, $0, $1) }
        quota.forEachField { body(.quota, none, $0, $1) }
        quota.pressure.forEachField { body(.quota, none, $0, $1) }
        for process in process.processes {
            let labels = Sample.Field.Labels("pid", .number(Int(process.pid)))
            process.forEachField { body(.process, labels, $0, $1) }
        }
    }
}
