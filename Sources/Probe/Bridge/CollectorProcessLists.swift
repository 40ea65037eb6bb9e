internal import CProbe

extension Collector {
    /// Reads the memory of a process by what its pages are; without a pid, that of the calling
    /// process. The kernel walks all pages of the process: milliseconds for a large one.
    ///
    /// Throws ``ProbeError/Code/notFound`` if there is no such process, the number is that of a thread,
    /// or the kernel lacks the file; ``ProbeError/Code/denied`` if the process belongs to another user or
    /// could be hidden; ``ProbeError/Code/gone`` if it ended or started another program meanwhile; and
    /// ``ProbeError/Code/unsupported`` for the calling process in a live root other than "/".
    public mutating func memory(of pid: Int32?) throws(ProbeError) -> ProcessMemory {
        let pid = try begin(pid)
        var memory = ProcessMemory()
        var c = cprobe_process_memory()
        var reading = cprobe_process_reading()
        var failure = cprobe_failure()
        guard cprobe_process_memory_read(storage, pid, &c, &reading, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        memory.setFields(&c)
        memory.identity = ProcessIdentity(reading)
        memory.failures.set(reading.failures)
        return memory
    }

    /// Reads the user and the group of a process by the /etc/passwd and /etc/group below the process's own
    /// root directory; without a pid, of the calling process. Whatever that directory contains, no link
    /// leads out of it, and the call returns within the deadline of a file server.
    ///
    /// If a file is missing or cannot be read, its name is nil and ``ProcessUser/failures`` has the
    /// reason: ``ProbeError/Code/notFound``, ``ProbeError/Code/malformed`` if it is not a regular file,
    /// ``ProbeError/Code/tooLarge`` above 4 MiB, ``ProbeError/Code/stalled``, and
    /// ``ProbeError/Code/unsupported`` before Linux 5.6.
    ///
    /// Throws as ``memory(of:)``; also ``ProbeError/Code/unsupported`` in a captured root.
    public mutating func user(of pid: Int32?) throws(ProbeError) -> ProcessUser {
        let pid = try begin(pid)
        var c = cprobe_process_user()
        var reading = cprobe_process_reading()
        var failure = cprobe_failure()
        guard cprobe_process_user_read(storage, pid, &c, &reading, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        var user = ProcessUser()
        user.identity = ProcessIdentity(reading)
        user.uid = c.uid
        user.innerUid = c.has_inner_uid ? c.inner_uid : nil
        if c.name_length > 0 {
            var name = KernelName()
            name.set(c.name, c.name_length)
            user.name = name
        }
        user.gid = c.gid
        user.innerGid = c.has_inner_gid ? c.inner_gid : nil
        if c.group_length > 0 {
            var name = KernelName()
            name.set(c.group, c.group_length)
            user.groupName = name
        }
        user.failures.set(reading.failures)
        return user
    }

    /// Reads the program of a process: the size of its addresses, the auxiliary vector, the system call in which
    /// its main thread waits; without a pid, of the calling process.
    ///
    /// A file that may not be read is one of ``ProcessProgram/failures``: /proc/PID/syscall needs permission
    /// to control the process.
    ///
    /// Throws as ``memory(of:)``, but not ``ProbeError/Code/denied`` for the process of another user.
    public mutating func program(of pid: Int32?) throws(ProbeError) -> ProcessProgram {
        let pid = try begin(pid)
        var c = cprobe_program()
        var reading = cprobe_process_reading()
        var failure = cprobe_failure()
        guard cprobe_program_read(storage, pid, &c, &reading, &failure) == .CPROBE_OK else {
            throw ProbeError(failure)
        }
        return ProcessProgram(&c, reading)
    }

    /// Reads the counters of the network namespace of a process: its interfaces, sockets and protocols;
    /// without a pid, of the calling process.
    ///
    /// Throws as ``memory(of:)``; ``ProbeError/Code/notFound`` also for a zombie, which has no network.
    public mutating func network(of pid: Int32?) throws(ProbeError) -> ProcessNetwork {
        let pid = try begin(pid)
        var items = Items<cprobe_interface>(capacity: 16)
        defer { items.deallocate() }
        while true {
            var c = cprobe_network()
            var count = 0
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_process_network_read(
                storage, pid, &c, items.buffer.baseAddress, items.buffer.count, &count, &reading,
                &failure)
            if result == .CPROBE_OK {
                var network = ProcessNetwork()
                network.identity = ProcessIdentity(reading)
                network.network.set(
                    &c, UnsafeMutableBufferPointer(rebasing: items.buffer[..<count]))
                return network
            }
            guard result == .CPROBE_TOO_LARGE, items.grow(to: count) else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads the mounts of the mount namespace of a process, as a container has them; without a pid, those
    /// of the calling process. The usage of no file system is read.
    ///
    /// Throws as ``memory(of:)``; ``ProbeError/Code/notFound`` also for a zombie, which has no mounts.
    public mutating func mounts(of pid: Int32?) throws(ProbeError) -> ProcessMounts {
        let pid = try begin(pid)
        var items = Items<cprobe_mount>(capacity: 64)
        var text = Items<CChar>(capacity: 16384)
        defer {
            items.deallocate()
            text.deallocate()
        }
        while true {
            var list = cprobe_mounts()
            (list.items, list.capacity) = (items.buffer.baseAddress, items.buffer.count)
            (list.text, list.text_capacity) = (text.buffer.baseAddress, text.buffer.count)
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_process_mounts_read(storage, pid, &list, &reading, &failure)
            if result == .CPROBE_OK { return ProcessMounts(list, reading) }
            let isLarger = items.grow(to: list.count)
            let hasMoreText = text.grow(to: list.text_length)
            guard result == .CPROBE_TOO_LARGE, isLarger || hasMoreText else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads the memory mappings of a process; without a pid, those of the calling process.
    ///
    /// With `includingMemory`, each mapping has its memory: the kernel walks all pages of the process.
    ///
    /// Throws as ``memory(of:)``.
    public mutating func memoryMappings(
        of pid: Int32?, includingMemory: Bool = false
    ) throws(ProbeError) -> MemoryMappings {
        let pid = try begin(pid)
        var items = Items<cprobe_mapping>(capacity: 256)
        var memory = Items<cprobe_process_memory>(capacity: includingMemory ? 256 : 0)
        var text = Items<CChar>(capacity: 16384)
        defer {
            items.deallocate()
            memory.deallocate()
            text.deallocate()
        }
        while true {
            var list = cprobe_mapping_list(
                items: items.buffer.baseAddress, memory: memory.buffer.baseAddress,
                capacity: items.buffer.count, count: 0, text: text.buffer.baseAddress,
                text_capacity: text.buffer.count, text_length: 0)
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_mappings_read(storage, pid, &list, &reading, &failure)
            if result == .CPROBE_OK { return MemoryMappings(list, reading) }
            let isLarger = items.grow(to: list.count)
            if includingMemory { _ = memory.grow(to: items.buffer.count) }
            let hasMoreText = text.grow(to: list.text_length)
            guard result == .CPROBE_TOO_LARGE, isLarger || hasMoreText else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads the open files of a process; without a pid, those of the calling process.
    ///
    /// Throws as ``memory(of:)``.
    public mutating func openFiles(of pid: Int32?) throws(ProbeError) -> OpenFiles {
        let pid = try begin(pid)
        var items = Items<cprobe_open_file>(capacity: 256)
        var text = Items<CChar>(capacity: 16384)
        defer {
            items.deallocate()
            text.deallocate()
        }
        while true {
            var list = cprobe_open_file_list(
                items: items.buffer.baseAddress, capacity: items.buffer.count, count: 0,
                text: text.buffer.baseAddress, text_capacity: text.buffer.count, text_length: 0)
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_open_files_read(storage, pid, &list, &reading, &failure)
            if result == .CPROBE_OK { return OpenFiles(list, reading) }
            let isLarger = items.grow(to: list.count)
            let hasMoreText = text.grow(to: list.text_length)
            guard result == .CPROBE_TOO_LARGE, isLarger || hasMoreText else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads the environment with which a process was started; without a pid, that of the calling
    /// process. It often contains passwords and tokens.
    ///
    /// Throws as ``memory(of:)``.
    public mutating func environment(of pid: Int32?) throws(ProbeError) -> ProcessEnvironment {
        let pid = try begin(pid)
        var text = Items<CChar>(capacity: 16384)
        defer { text.deallocate() }
        while true {
            var length = 0
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_environment_read(
                storage, pid, text.buffer.baseAddress, text.buffer.count, &length, &reading,
                &failure)
            if result == .CPROBE_OK {
                var environment = ProcessEnvironment(UnsafeRawBufferPointer(text.buffer), length)
                environment.identity = ProcessIdentity(reading)
                environment.failures.set(reading.failures)
                return environment
            }
            guard result == .CPROBE_TOO_LARGE, text.grow(to: length) else {
                throw ProbeError(failure)
            }
        }
    }

    /// Reads what a process uses of GPUs; without a pid, the calling process.
    ///
    /// Throws as ``memory(of:)``.
    public mutating func gpuClients(of pid: Int32?) throws(ProbeError) -> GPUClients {
        let pid = try begin(pid)
        var items = Items<cprobe_gpu_client>(capacity: 16)
        var engines = Items<cprobe_gpu_engine>(capacity: 64)
        var regions = Items<cprobe_gpu_region>(capacity: 64)
        defer {
            items.deallocate()
            engines.deallocate()
            regions.deallocate()
        }
        while true {
            var list = cprobe_gpu_list(
                items: items.buffer.baseAddress, capacity: items.buffer.count, count: 0,
                engines: engines.buffer.baseAddress, engine_capacity: engines.buffer.count,
                engine_count: 0, regions: regions.buffer.baseAddress,
                region_capacity: regions.buffer.count, region_count: 0)
            var reading = cprobe_process_reading()
            var failure = cprobe_failure()
            let result = cprobe_gpu_clients_read(storage, pid, &list, &reading, &failure)
            if result == .CPROBE_OK { return GPUClients(list, reading) }
            let hasMoreClients = items.grow(to: list.count)
            let hasMoreEngines = engines.grow(to: list.engine_count)
            let hasMoreRegions = regions.grow(to: list.region_count)
            guard result == .CPROBE_TOO_LARGE, hasMoreClients || hasMoreEngines || hasMoreRegions
            else { throw ProbeError(failure) }
        }
    }

    /// Begins a reading of one process. In C the own process has the number 0.
    private func begin(_ pid: Int32?) throws(ProbeError) -> Int32 {
        guard pid != 0 else { throw ProbeError(code: .invalid, source: "the process") }
        cprobe_collector_begin(storage)
        return pid ?? 0
    }
}

extension ProcessIdentity {
    /// The process of a reading; nil if its start or the boot id is unknown.
    fileprivate init?(_ reading: borrowing cprobe_process_reading) {
        guard reading.has_start, reading.has_boot_id,
            let startTicks = Int64(exactly: reading.start_ticks)
        else { return nil }
        self.init(pid: reading.pid, startTicks: startTicks, bootID: BootID(reading.boot_id))
    }
}

/// A part of the texts of a list; nil if empty.
private func name(
    _ text: UnsafePointer<CChar>?, _ offset: UInt32, _ length: UInt32
) -> KernelName? {
    guard length > 0, let text else { return nil }
    return KernelName(
        bytes: [UInt8](UnsafeRawBufferPointer(start: text + Int(offset), count: Int(length))))
}

extension ProcessProgram {
    fileprivate init(
        _ c: UnsafeMutablePointer<cprobe_program>, _ reading: borrowing cprobe_process_reading
    ) {
        identity = ProcessIdentity(reading)
        failures.set(reading.failures)
        addressBits = c.pointee.address_bits == 0 ? nil : Int(c.pointee.address_bits)
        let count = Int(c.pointee.auxiliary_count)
        withUnsafeBytes(of: &c.pointee.auxiliary) { bytes in
            for value in bytes.bindMemory(to: cprobe_auxiliary_value.self).prefix(count) {
                auxiliaryValues.append(AuxiliaryValue(type: value.type, value: value.value))
            }
        }
        if c.pointee.has_addresses { addresses = Addresses(c) }
        exitStatus = c.pointee.has_exit_status ? c.pointee.exit_status : nil
        systemCall = SystemCall(c)
    }
}

extension ProcessProgram.Addresses {
    fileprivate init(_ c: UnsafePointer<cprobe_program>) {
        (codeStart, codeEnd) = (c.pointee.code_start, c.pointee.code_end)
        (dataStart, dataEnd) = (c.pointee.data_start, c.pointee.data_end)
        (heapStart, stackStart) = (c.pointee.heap_start, c.pointee.stack_start)
        (argumentsStart, argumentsEnd) = (c.pointee.arguments_start, c.pointee.arguments_end)
        environmentStart = c.pointee.environment_start
        environmentEnd = c.pointee.environment_end
    }
}

extension ProcessProgram.SystemCall {
    fileprivate init?(_ c: UnsafeMutablePointer<cprobe_program>) {
        switch c.pointee.system_call_state {
        case .CPROBE_SYSTEM_CALL_UNKNOWN: return nil
        case .CPROBE_SYSTEM_CALL_RUNNING: self.init(state: .running)
        case .CPROBE_SYSTEM_CALL_OUTSIDE: self.init(state: .outside)
        case .CPROBE_SYSTEM_CALL_WAITING:
            self.init(state: .waiting)
            number = c.pointee.system_call
            withUnsafeBytes(of: &c.pointee.arguments) { bytes in
                arguments = [UInt64](bytes.bindMemory(to: UInt64.self))
            }
        }
        guard state != .running else { return }
        stackPointer = c.pointee.stack_pointer
        instructionPointer = c.pointee.instruction_pointer
    }
}

extension MemoryMappings {
    fileprivate init(
        _ list: borrowing cprobe_mapping_list, _ reading: borrowing cprobe_process_reading
    ) {
        identity = ProcessIdentity(reading)
        failures.set(reading.failures)
        mappings.reserveCapacity(list.count)
        for index in 0..<list.count {
            var mapping = MemoryMapping(list.items + index, list.text)
            if let memory = list.memory {
                var figures = ProcessMemory()
                figures.setFields(memory + index)
                mapping.memory = figures
            }
            mappings.append(mapping)
        }
    }
}

extension MemoryMapping {
    fileprivate init(_ c: UnsafePointer<cprobe_mapping>, _ text: UnsafePointer<CChar>?) {
        startAddress = c.pointee.start_address
        endAddress = c.pointee.end_address
        isReadable = c.pointee.readable
        isWritable = c.pointee.writable
        isExecutable = c.pointee.executable
        isShared = c.pointee.shared
        fileOffsetBytes = number(c.pointee.file_offset_bytes)
        deviceMajor = c.pointee.device_major
        deviceMinor = c.pointee.device_minor
        inode = c.pointee.inode
        path = name(text, c.pointee.path_offset, c.pointee.path_length)
        isDeleted = c.pointee.deleted
        pageBytes = number(c.pointee.page_bytes, c.pointee.page_bytes != 0)
        isThpEligible = c.pointee.has_thp_eligible ? c.pointee.thp_eligible : nil
        kernelFlags = name(text, c.pointee.flags_offset, c.pointee.flags_length)
    }
}

extension ProcessMounts {
    fileprivate init(
        _ list: borrowing cprobe_mounts, _ reading: borrowing cprobe_process_reading
    ) {
        identity = ProcessIdentity(reading)
        failures.set(reading.failures)
        mounts.reserveCapacity(list.count)
        for index in 0..<list.count {
            var all = Mount()
            all.set(list.items + index, list.text)
            mounts.append(ProcessMount(all, list.items + index))
        }
    }
}

extension ProcessMount {
    fileprivate init(_ mount: Mount, _ c: UnsafePointer<cprobe_mount>) {
        peerGroup = c.pointee.peer_group == 0 ? nil : Int(c.pointee.peer_group)
        masterGroup = c.pointee.master_group == 0 ? nil : Int(c.pointee.master_group)
        isUnbindable = c.pointee.unbindable
        (id, parentId) = (mount.id, mount.parentId)
        (deviceMajor, deviceMinor) = (mount.deviceMajor, mount.deviceMinor)
        (device, mountPoint, root) = (mount.device, mount.mountPoint, mount.root)
        (type, options, superOptions) = (mount.type, mount.options, mount.superOptions)
        isReadOnly = mount.isReadOnly
    }
}

extension OpenFiles {
    fileprivate init(
        _ list: borrowing cprobe_open_file_list, _ reading: borrowing cprobe_process_reading
    ) {
        identity = ProcessIdentity(reading)
        failures.set(reading.failures)
        files.reserveCapacity(list.count)
        for index in 0..<list.count { files.append(OpenFile(list.items + index, list.text)) }
    }
}

extension OpenFile {
    fileprivate init(_ c: UnsafePointer<cprobe_open_file>, _ text: UnsafePointer<CChar>?) {
        descriptor = c.pointee.descriptor
        kind = Kind(c.pointee.kind)
        path = name(text, c.pointee.path_offset, c.pointee.path_length)
        isDeleted = c.pointee.deleted
        position = c.pointee.has_position ? c.pointee.position : nil
        flags = c.pointee.has_flags ? c.pointee.flags : nil
        mountId = c.pointee.has_mount ? c.pointee.mount_id : nil
        inode = c.pointee.has_inode ? c.pointee.inode : nil
        fileBytes = number(c.pointee.file_bytes, c.pointee.has_status)
        deviceMajor = c.pointee.has_status ? c.pointee.device_major : nil
        deviceMinor = c.pointee.has_status ? c.pointee.device_minor : nil
        failure = c.pointee.failure.code == .CPROBE_OK ? nil : ProbeError(c.pointee.failure)
    }
}

extension OpenFile.Kind {
    fileprivate init?(_ c: cprobe_open_file_kind) {
        switch c {
        case .CPROBE_OPEN_UNKNOWN: return nil
        case .CPROBE_OPEN_REGULAR: self = .file
        case .CPROBE_OPEN_DIRECTORY: self = .directory
        case .CPROBE_OPEN_CHARACTER_DEVICE: self = .characterDevice
        case .CPROBE_OPEN_BLOCK_DEVICE: self = .blockDevice
        case .CPROBE_OPEN_FIFO: self = .fifo
        case .CPROBE_OPEN_LINK: self = .link
        case .CPROBE_OPEN_PIPE: self = .pipe
        case .CPROBE_OPEN_SOCKET: self = .socket
        case .CPROBE_OPEN_ANONYMOUS_INODE: self = .anonymousInode
        case .CPROBE_OPEN_NAMESPACE: self = .namespace
        }
    }
}

extension ProcessEnvironment {
    /// Splits the first bytes of a text into variables.
    init(_ text: UnsafeRawBufferPointer, _ length: Int) {
        var bytes = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        var rest = length
        var c = cprobe_variable()
        while rest > 0, cprobe_environment_take(&bytes, &rest, &c) {
            var variable = EnvironmentVariable()
            variable.name = KernelName(
                bytes: [UInt8](UnsafeRawBufferPointer(start: c.name, count: c.name_length)))
            if c.has_value {
                variable.value = KernelName(
                    bytes: [UInt8](UnsafeRawBufferPointer(start: c.value, count: c.value_length)))
            }
            variables.append(variable)
            isCut = c.cut
        }
    }
}

extension GPUClients {
    fileprivate init(
        _ list: borrowing cprobe_gpu_list, _ reading: borrowing cprobe_process_reading
    ) {
        self.init(list)
        identity = ProcessIdentity(reading)
        failures.set(reading.failures)
    }

    /// Copies the lists.
    init(_ list: borrowing cprobe_gpu_list) {
        for index in 0..<list.count {
            let c = list.items + index
            var client = GPUClient()
            client.descriptor = c.pointee.descriptor
            client.descriptors = Int(c.pointee.descriptors)
            client.driver = KernelName(&c.pointee.driver)
            client.device =
                c.pointee.device.length > 0 ? KernelName(&c.pointee.device) : nil
            client.id = c.pointee.has_id ? c.pointee.id : nil
            for engine in 0..<Int(c.pointee.engine_count) {
                client.engines.append(
                    GPUClient.Engine(list.engines + Int(c.pointee.first_engine) + engine))
            }
            for region in 0..<Int(c.pointee.region_count) {
                client.regions.append(
                    GPUClient.Region(list.regions + Int(c.pointee.first_region) + region))
            }
            clients.append(client)
        }
    }
}

extension KernelName {
    fileprivate init(_ c: UnsafePointer<cprobe_gpu_name>) {
        self.init()
        set(c.pointee.bytes, c.pointee.length)
    }
}

extension GPUClient.Engine {
    fileprivate init(_ c: UnsafeMutablePointer<cprobe_gpu_engine>) {
        let fields = c.pointee.present_fields
        func take(_ field: cprobe_gpu_engine_field, _ value: UInt64) -> Int64? {
            number(value, cprobe_has(fields, field.rawValue))
        }
        name = KernelName(&c.pointee.name)
        busyNs = take(.CPROBE_GPU_ENGINE_TIME, c.pointee.time_ns)
        cycles = take(.CPROBE_GPU_ENGINE_CYCLES, c.pointee.cycles)
        totalCycles = take(.CPROBE_GPU_ENGINE_TOTAL_CYCLES, c.pointee.total_cycles)
        capacity = take(.CPROBE_GPU_ENGINE_CAPACITY, c.pointee.capacity)
        maximumHz = take(.CPROBE_GPU_ENGINE_MAXIMUM, c.pointee.maximum_hz)
    }
}

extension GPUClient.Region {
    fileprivate init(_ c: UnsafeMutablePointer<cprobe_gpu_region>) {
        let fields = c.pointee.present_fields
        func take(_ field: cprobe_gpu_region_field, _ value: UInt64) -> Int64? {
            number(value, cprobe_has(fields, field.rawValue))
        }
        name = KernelName(&c.pointee.name)
        totalBytes = take(.CPROBE_GPU_REGION_TOTAL, c.pointee.total_bytes)
        sharedBytes = take(.CPROBE_GPU_REGION_SHARED, c.pointee.shared_bytes)
        residentBytes = take(.CPROBE_GPU_REGION_RESIDENT, c.pointee.resident_bytes)
        purgeableBytes = take(.CPROBE_GPU_REGION_PURGEABLE, c.pointee.purgeable_bytes)
        activeBytes = take(.CPROBE_GPU_REGION_ACTIVE, c.pointee.active_bytes)
    }
}
