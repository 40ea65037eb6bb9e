import Probe

extension ProcessText {
    /// The parts of the first process that were requested.
    func addParts(to page: inout Page) {
        if let user = list.parts.user { add(user, to: &page) }
        if let program = list.parts.program { add(program, to: &page) }
        if let network = list.parts.network { add(network, to: &page) }
        if let mounts = list.parts.mounts { add(mounts, to: &page) }
        if let files = list.parts.files { add(files, to: &page) }
        if let sockets = list.parts.sockets { add(sockets, to: &page) }
        if let mappings = list.parts.mappings { add(mappings, to: &page) }
        if let environment = list.parts.environment { add(environment, to: &page) }
        if let clients = list.parts.gpuClients { add(clients, to: &page) }
    }

    private func add(_ user: ProcessUser, to page: inout Page) {
        page.line("own user", Self.words(user.innerUid, user.name, user.failures))
        page.line("own group", Self.words(user.innerGid, user.groupName, user.failures))
        add(user.failures, to: &page)
    }

    /// An id and its name. What is nil after a failure may be there.
    private static func words(
        _ id: UInt32?, _ name: KernelName?, _ failures: [ProbeError]
    ) -> String {
        guard id != nil || failures.isEmpty else { return "not known" }
        let number = id.map { "\($0)" } ?? "not of its user namespace"
        let nameless = failures.isEmpty ? "without a name in its root" : "its name is not known"
        return name.map { "\($0) (\(number))" } ?? "\(number), \(nameless)"
    }

    private func add(_ program: ProcessProgram, to page: inout Page) {
        func hex(_ address: UInt64) -> String { "0x" + String(address, radix: 16) }
        let bitless = program.failures.isEmpty ? "none: a kernel thread or a zombie" : "not known"
        page.line("program", program.addressBits.map { "of \($0) bits" } ?? bitless)
        if let status = program.exitStatus {
            let signal = status & 127
            page.line("", signal == 0 ? "exited with \(status >> 8)" : "ended by signal \(signal)")
        }
        if let at = program.addresses {
            page.line(
                "",
                "code \(hex(at.codeStart)) to \(hex(at.codeEnd)), data \(hex(at.dataStart)) to "
                    + hex(at.dataEnd))
            page.line("", "heap from \(hex(at.heapStart)), stack from \(hex(at.stackStart))")
        }
        if let call = program.systemCall {
            switch call.state {
            case .running: page.line("", "runs, or is ready to")
            case .outside: page.line("", "waits outside of a system call")
            case .waiting:
                let number = call.number.map { "\($0)" } ?? "?"
                let arguments = call.arguments.map(hex).joined(separator: " ")
                page.line("", "waits in system call \(number): \(arguments)")
            }
            if let stack = call.stackPointer, let instruction = call.instructionPointer {
                page.line("", "stack at \(hex(stack)), instruction at \(hex(instruction))")
            }
        }
        for value in program.auxiliaryValues {
            page.line("", "\(value.name ?? "type \(value.type)") \(hex(value.value))")
        }
        add(program.failures, to: &page)
    }

    private func add(_ own: ProcessNetwork, to page: inout Page) {
        var table = Table([
            Column(), Column(isRight: true), Column(isRight: true), Column(rank: 2, isRight: true),
            Column(rank: 1, isRight: true), Column(rank: 1, isRight: true),
        ])
        table.add("interface", "received", "sent", "errors", "dropped in", "dropped out")
        func figure(_ value: Int64?) -> String { value.map { "\($0)" } ?? "-" }
        for interface in own.network.interfaces {
            let counters = interface.counters
            table.add(
                safe(interface.name.description), counters.rxBytes.map(bytes) ?? "-",
                counters.txBytes.map(bytes) ?? "-",
                figure(sum([counters.rxErrors, counters.txErrors])), figure(counters.rxDropped),
                figure(counters.txDropped))
        }
        page.rows("network", table)
        let sockets: [(String, Int64?)] = [
            ("sockets", own.network.socketsUsed), ("established", own.network.tcpEstablished),
            ("TIME-WAIT", own.network.tcpTimeWait), ("of UDP", own.network.udpSockets),
        ]
        let known = sockets.compactMap { name, count in count.map { "\($0) \(name)" } }
        if !known.isEmpty { page.line("", known.joined(separator: ", ")) }
        add(own.failures, to: &page)
    }

    private func add(_ files: OpenFiles, to page: inout Page) {
        var table = Table([
            Column(isRight: true), Column(), Column(rank: 2), Column(rank: 3, isRight: true),
            Column(rank: 1, isRight: true), Column(least: 16),
        ])
        table.add("fd", "for", "kind", "position", "size", "path")
        for file in files.files {
            let size = file.kind == .file ? file.fileBytes.map(bytes) : nil
            let path = file.path.map { "\($0)" + (file.isDeleted ? " (deleted)" : "") }
            table.add(
                "\(file.descriptor)", file.accessMode ?? "-", Self.word(file.kind),
                file.position.map { "\($0)" } ?? "-", size ?? "-",
                safe(path ?? file.failure.map { "not known: \($0)" } ?? "-"))
        }
        page.rows("files", table)
        add(files.failures, to: &page)
    }

    private func add(_ sockets: NetworkSockets, to page: inout Page) {
        if sockets.sockets.isEmpty, sockets.unixSockets.isEmpty { page.line("sockets", "none") }
        if !sockets.sockets.isEmpty {
            page.rows("sockets", SocketsText.table(sockets.sockets, ofProcess: true))
        }
        if !sockets.unixSockets.isEmpty {
            page.rows(
                sockets.sockets.isEmpty ? "sockets" : "",
                SocketsText.table(sockets.unixSockets, ofProcess: true))
        }
        add(sockets.failures, to: &page)
    }

    private static func word(_ kind: OpenFile.Kind?) -> String {
        switch kind {
        case .characterDevice, .blockDevice: "device"
        case .anonymousInode: "kernel object"
        case let kind?: kind.rawValue
        case nil: "-"
        }
    }

    private func add(_ mappings: MemoryMappings, to page: inout Page) {
        var table = Table([
            Column(), Column(rank: 1), Column(rank: 1, isRight: true), Column(isRight: true),
            Column(isRight: true), Column(rank: 2, isRight: true), Column(least: 16),
        ])
        table.add("address", "for", "size", "resident", "prop.", "swapped", "path")
        func figure(_ value: Int64?) -> String { value.map(bytes) ?? "-" }
        for mapping in mappings.mappings {
            let path = mapping.path.map { "\($0)" + (mapping.isDeleted ? " (deleted)" : "") }
            table.add(
                String(mapping.startAddress, radix: 16), mapping.permissions,
                figure(mapping.sizeBytes), figure(mapping.memory?.rssBytes),
                figure(mapping.memory?.pssBytes), figure(mapping.memory?.swapBytes),
                safe(path ?? ""))
        }
        if let memory = list.parts.memory {
            let size = sum(mappings.mappings.map { $0.sizeBytes })
            table.add(
                "all \(mappings.mappings.count)", "", figure(size), figure(memory.rssBytes),
                figure(memory.pssBytes), figure(memory.swapBytes), "")
        }
        page.rows("mappings", table)
        if let memory = list.parts.memory { add(memory, to: &page) }
        add(mappings.failures, to: &page)
    }

    private func add(_ memory: ProcessMemory, to page: inout Page) {
        func list(_ parts: [(String, Int64?)]) -> String {
            parts.compactMap { name, count in
                count.flatMap { $0 > 0 ? "\(name) \(bytes($0))" : nil }
            }.joined(separator: "   ")
        }
        let lines = [
            list([
                ("private clean", memory.privateCleanBytes),
                ("private dirty", memory.privateDirtyBytes),
                ("shared clean", memory.sharedCleanBytes),
                ("shared dirty", memory.sharedDirtyBytes),
            ]),
            list([
                ("proportional without a file", memory.pssAnonymousBytes),
                ("in files", memory.pssFileBytes), ("in shared memory", memory.pssShmemBytes),
            ]),
            list([
                ("huge pages", memory.anonymousHugePagesBytes), ("merged", memory.ksmBytes),
                ("freed on demand", memory.lazyFreeBytes), ("locked", memory.lockedBytes),
            ]),
        ].filter { !$0.isEmpty }
        for (index, line) in lines.enumerated() { page.line(index == 0 ? "pages" : "", line) }
        add(memory.failures, to: &page)
    }

    private func add(_ mounts: ProcessMounts, to page: inout Page) {
        var table = Table([Column(), Column(), Column(rank: 1, least: 12)])
        for mount in mounts.mounts {
            let part = mount.root.description == "/" ? "" : " (\(safe(mount.root.description)))"
            table.add(
                safe(mount.mountPoint.description), safe(mount.type.description),
                safe(mount.device.description) + part + (mount.isReadOnly ? ", read-only" : ""))
        }
        if mounts.mounts.isEmpty {
            page.line("mounts", "none")
        } else {
            page.rows("mounts", table)
        }
        add(mounts.failures, to: &page)
    }

    private func add(_ environment: ProcessEnvironment, to page: inout Page) {
        for (index, variable) in environment.variables.enumerated() {
            let value = variable.value.map { "=\($0)" } ?? ""
            page.line(index == 0 ? "environment" : "", "\(variable.name)\(value)")
        }
        if environment.variables.isEmpty { page.line("environment", "empty") }
        if environment.isCut { page.line("", "the last variable is cut") }
        add(environment.failures, to: &page)
    }

    private func add(_ clients: GPUClients, to page: inout Page) {
        for (index, client) in clients.clients.enumerated() {
            let device = client.device.map { " \($0)" } ?? ""
            page.line(index == 0 ? "gpu" : "", "\(client.driver)\(device)")
            let engines = client.engines.compactMap { engine -> String? in
                if let busy = engine.busyNs { return "\(engine.name) \(Self.time(busy))" }
                guard let cycles = engine.cycles, let total = engine.totalCycles, total > 0 else {
                    return nil
                }
                let share = percent(Double(cycles) * 100 / Double(total))
                return "\(engine.name) \(share) of its cycles so far"
            }
            let regions = client.regions.compactMap { region in
                (region.residentBytes ?? region.totalBytes).map {
                    "\(region.name) \(bytes($0))"
                }
            }
            for line in [engines, regions] where !line.isEmpty {
                page.line("", line.joined(separator: "   "))
            }
        }
        if clients.clients.isEmpty {
            page.line("gpu", "not used, or through a driver without figures")
        }
        add(clients.failures, to: &page)
    }

    private func add(_ failures: [ProbeError], to page: inout Page) {
        for failure in failures { page.line("", "not known: \(failure)") }
    }
}
