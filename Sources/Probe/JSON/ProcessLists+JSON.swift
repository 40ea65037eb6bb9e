/// What is read of one process only if it is requested.
package struct ProcessParts {
    package var user: ProcessUser?
    package var program: ProcessProgram?
    package var network: ProcessNetwork?
    package var mounts: ProcessMounts?
    package var memory: ProcessMemory?
    package var mappings: MemoryMappings?
    package var files: OpenFiles?
    package var sockets: NetworkSockets?
    package var environment: ProcessEnvironment?
    package var gpuClients: GPUClients?

    package init() {}

    /// Writes each part; null unless it was requested and could be read.
    func write(to json: inout JSON) {
        json.object("own_user", user)
        json.object("program", program)
        json.object("network", network)
        json.object("mounts", mounts)
        json.object("memory", memory)
        json.object("memory_mappings", mappings)
        json.object("open_files", files)
        json.object("sockets", sockets)
        json.object("environment", environment)
        json.object("gpu_clients", gpuClients)
    }
}

extension JSON {
    /// The members that identify a process.
    fileprivate mutating func identity(_ identity: ProcessIdentity?) {
        field("pid", identity?.pid)
        field("start_ticks", identity?.startTicks)
        field("boot_id", identity?.bootID.description)
    }
}

extension ProcessUser: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.field("uid", Int64(uid))
        json.field("inner_uid", innerUid.map { Int64($0) })
        json.field("name", name)
        json.field("gid", Int64(gid))
        json.field("inner_gid", innerGid.map { Int64($0) })
        json.field("group", groupName)
        json.array("failures", failures)
    }
}

extension JSON {
    /// An address, as hexadecimal digits.
    fileprivate mutating func address(_ key: Key, _ address: UInt64?) {
        field(key, address.map { String($0, radix: 16) })
    }
}

extension ProcessProgram: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.field("address_bits", addressBits)
        json.object("addresses", addresses)
        json.field("exit_status", exitStatus.map { Int64($0) })
        json.object("system_call", systemCall)
        json.array("auxiliary_values", auxiliaryValues)
        json.array("failures", failures)
    }
}

extension ProcessProgram.Addresses: JSONObject {
    func write(to json: inout JSON) {
        json.address("code_start", codeStart)
        json.address("code_end", codeEnd)
        json.address("data_start", dataStart)
        json.address("data_end", dataEnd)
        json.address("heap_start", heapStart)
        json.address("stack_start", stackStart)
        json.address("arguments_start", argumentsStart)
        json.address("arguments_end", argumentsEnd)
        json.address("environment_start", environmentStart)
        json.address("environment_end", environmentEnd)
    }
}

extension ProcessProgram.SystemCall: JSONObject {
    func write(to json: inout JSON) {
        json.field("state", state.rawValue)
        json.field("number", number.map { Int64($0) })
        json.strings("arguments", arguments.map { String($0, radix: 16) })
        json.address("stack_pointer", stackPointer)
        json.address("instruction_pointer", instructionPointer)
    }
}

extension AuxiliaryValue: JSONObject {
    func write(to json: inout JSON) {
        json.field("type", type)
        json.field("name", name)
        json.address("value", value)
    }
}

extension ProcessNetwork: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.object("network", network)
        json.array("failures", failures)
    }
}

extension ProcessMemory: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        forEachField { json.field($0, $1) }
        json.array("failures", failures)
    }
}

extension MemoryMappings: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.array("mappings", mappings)
        json.array("failures", failures)
    }
}

extension MemoryMapping: JSONObject {
    func write(to json: inout JSON) {
        json.field("start_address", String(startAddress, radix: 16))
        json.field("end_address", String(endAddress, radix: 16))
        json.field("size_bytes", sizeBytes)
        json.field("permissions", permissions)
        json.field("file_offset_bytes", fileOffsetBytes)
        json.field("device_major", Int64(deviceMajor))
        json.field("device_minor", Int64(deviceMinor))
        json.field("inode", inode)
        json.field("path", path)
        json.field("deleted", isDeleted)
        json.field("page_bytes", pageBytes)
        json.field("thp_eligible", isThpEligible)
        json.field("kernel_flags", kernelFlags)
        (memory ?? ProcessMemory()).forEachField { json.field($0, $1) }
    }
}

extension OpenFiles: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.array("files", files)
        json.array("failures", failures)
    }
}

extension OpenFile: JSONObject {
    func write(to json: inout JSON) {
        json.field("descriptor", descriptor)
        json.field("kind", kind?.rawValue)
        json.field("path", path)
        json.field("deleted", isDeleted)
        json.field("position", position)
        json.field("access_mode", accessMode)
        json.field("flags", flags.map { Int64($0) })
        json.field("mount_id", mountId)
        json.field("inode", inode)
        json.field("file_bytes", fileBytes)
        json.field("device_major", deviceMajor.map { Int64($0) })
        json.field("device_minor", deviceMinor.map { Int64($0) })
        json.field("failure", failure)
    }
}

extension ProcessMounts: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.array("mounts", mounts)
        json.array("failures", failures)
    }
}

extension ProcessMount: JSONObject {
    func write(to json: inout JSON) {
        json.field("id", Int64(id))
        json.field("parent_id", Int64(parentId))
        json.field("peer_group", peerGroup.map { Int64($0) })
        json.field("master_group", masterGroup.map { Int64($0) })
        json.field("unbindable", isUnbindable)
        json.field("device_major", Int64(deviceMajor))
        json.field("device_minor", Int64(deviceMinor))
        json.field("device", device)
        json.field("mount_point", mountPoint)
        json.field("root", root)
        json.field("type", type)
        json.field("options", options)
        json.field("super_options", superOptions)
        json.field("read_only", isReadOnly)
    }
}

extension ProcessEnvironment: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.array("variables", variables)
        json.field("cut", isCut)
        json.array("failures", failures)
    }
}

extension EnvironmentVariable: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("value", value)
    }
}

extension GPUClients: JSONObject {
    func write(to json: inout JSON) {
        json.identity(identity)
        json.array("clients", clients)
        json.array("failures", failures)
    }
}

extension GPUClient: JSONObject {
    func write(to json: inout JSON) {
        json.field("descriptor", descriptor)
        json.field("descriptors", descriptors)
        json.field("driver", driver)
        json.field("device", device)
        json.field("id", id)
        json.array("engines", engines)
        json.array("regions", regions)
    }
}

extension GPUClient.Engine: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("busy_ns", busyNs)
        json.field("cycles", cycles)
        json.field("total_cycles", totalCycles)
        json.field("capacity", capacity)
        json.field("maximum_hz", maximumHz)
    }
}

extension GPUClient.Region: JSONObject {
    func write(to json: inout JSON) {
        json.field("name", name)
        json.field("total_bytes", totalBytes)
        json.field("shared_bytes", sharedBytes)
        json.field("resident_bytes", residentBytes)
        json.field("purgeable_bytes", purgeableBytes)
        json.field("active_bytes", activeBytes)
    }
}

#if !hasFeature(Embedded)
    extension ObjectReader {
        /// Reads the members that identify a process; nil if one is null.
        fileprivate func identity() throws -> ProcessIdentity? {
            guard let pid: Int32 = try optional("pid"),
                let startTicks: Int64 = try optional("start_ticks"),
                let bootID: BootID = try optional("boot_id")
            else { return nil }
            return ProcessIdentity(pid: pid, startTicks: startTicks, bootID: bootID)
        }
    }

    extension ProcessUser {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("uid", &uid)
            try object.read("inner_uid", &innerUid)
            try object.read("name", &name)
            gid = try object.optional("gid") ?? 0
            try object.read("inner_gid", &innerGid)
            try object.read("group", &groupName)
            try object.read("failures", &failures)
        }
    }

    extension ObjectReader {
        /// An address of hexadecimal digits; nil if null or missing.
        fileprivate func address(_ key: String) throws -> UInt64? {
            guard let text: String = try optional(key) else { return nil }
            guard let address = UInt64(text, radix: 16) else {
                throw corrupted(key, "not an address in hexadecimal")
            }
            return address
        }
    }

    extension ProcessProgram {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("address_bits", &addressBits)
            addresses = try object.optional("addresses")
            try object.read("exit_status", &exitStatus)
            systemCall = try object.optional("system_call")
            try object.read("auxiliary_values", &auxiliaryValues)
            try object.read("failures", &failures)
        }
    }

    extension ProcessProgram.Addresses {
        init(_ object: ObjectReader) throws {
            self.init()
            codeStart = try object.address("code_start") ?? 0
            codeEnd = try object.address("code_end") ?? 0
            dataStart = try object.address("data_start") ?? 0
            dataEnd = try object.address("data_end") ?? 0
            heapStart = try object.address("heap_start") ?? 0
            stackStart = try object.address("stack_start") ?? 0
            argumentsStart = try object.address("arguments_start") ?? 0
            argumentsEnd = try object.address("arguments_end") ?? 0
            environmentStart = try object.address("environment_start") ?? 0
            environmentEnd = try object.address("environment_end") ?? 0
        }
    }

    extension ProcessProgram.SystemCall {
        init(_ object: ObjectReader) throws {
            var state = State.running
            try object.read("state", &state)
            self.init(state: state)
            try object.read("number", &number)
            let texts: [String] = try object.optional("arguments") ?? []
            arguments = try texts.map { text in
                guard let argument = UInt64(text, radix: 16) else {
                    throw object.corrupted("arguments", "not numbers in hexadecimal")
                }
                return argument
            }
            stackPointer = try object.address("stack_pointer")
            instructionPointer = try object.address("instruction_pointer")
        }
    }

    extension AuxiliaryValue {
        init(_ object: ObjectReader) throws {
            self.init(
                type: try object.optional("type") ?? 0, value: try object.address("value") ?? 0)
        }
    }

    extension ProcessNetwork {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("network", &network)
            try object.read("failures", &network.failures)
        }
    }

    extension ProcessMemory {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try readFields(of: object)
            try object.read("failures", &failures)
        }
    }

    extension MemoryMappings {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("mappings", &mappings)
            try object.read("failures", &failures)
        }
    }

    extension MemoryMapping {
        init(_ object: ObjectReader) throws {
            self.init()
            startAddress = try Self.address("start_address", of: object)
            endAddress = try Self.address("end_address", of: object)
            var letters = ""
            try object.read("permissions", &letters)
            (isReadable, isWritable) = (letters.hasPrefix("r"), letters.dropFirst().hasPrefix("w"))
            (isExecutable, isShared) = (letters.dropFirst(2).hasPrefix("x"), letters.hasSuffix("s"))
            try object.read("file_offset_bytes", &fileOffsetBytes)
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            inode = try object.optional("inode") ?? 0
            try object.read("path", &path)
            try object.read("deleted", &isDeleted)
            try object.read("page_bytes", &pageBytes)
            try object.read("thp_eligible", &isThpEligible)
            try object.read("kernel_flags", &kernelFlags)
            var figures = ProcessMemory()
            try figures.readFields(of: object)
            memory = figures == ProcessMemory() ? nil : figures
        }

        private static func address(_ key: String, of object: ObjectReader) throws -> UInt64 {
            var text = ""
            try object.read(key, &text)
            guard let address = UInt64(text, radix: 16) else {
                throw object.corrupted(key, "not an address in hexadecimal")
            }
            return address
        }
    }

    extension OpenFiles {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("files", &files)
            try object.read("failures", &failures)
        }
    }

    extension OpenFile {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("descriptor", &descriptor)
            try object.read("kind", &kind)
            try object.read("path", &path)
            try object.read("deleted", &isDeleted)
            try object.read("position", &position)
            try object.read("flags", &flags)
            try object.read("mount_id", &mountId)
            try object.read("inode", &inode)
            try object.read("file_bytes", &fileBytes)
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            failure = try object.optional("failure")
        }
    }

    extension ProcessMounts {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("mounts", &mounts)
            try object.read("failures", &failures)
        }
    }

    extension ProcessMount {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try object.read("parent_id", &parentId)
            try object.read("peer_group", &peerGroup)
            try object.read("master_group", &masterGroup)
            try object.read("unbindable", &isUnbindable)
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            try object.read("device", &device)
            try object.read("mount_point", &mountPoint)
            try object.read("root", &root)
            try object.read("type", &type)
            try object.read("options", &options)
            try object.read("super_options", &superOptions)
            try object.read("read_only", &isReadOnly)
        }
    }

    extension ProcessEnvironment {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("variables", &variables)
            try object.read("cut", &isCut)
            try object.read("failures", &failures)
        }
    }

    extension EnvironmentVariable {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("value", &value)
        }
    }

    extension GPUClients {
        init(_ object: ObjectReader) throws {
            self.init()
            identity = try object.identity()
            try object.read("clients", &clients)
            try object.read("failures", &failures)
        }
    }

    extension GPUClient {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("descriptor", &descriptor)
            try object.read("descriptors", &descriptors)
            try object.read("driver", &driver)
            try object.read("device", &device)
            try object.read("id", &id)
            try object.read("engines", &engines)
            try object.read("regions", &regions)
        }
    }

    extension GPUClient.Engine {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("busy_ns", &busyNs)
            try object.read("cycles", &cycles)
            try object.read("total_cycles", &totalCycles)
            try object.read("capacity", &capacity)
            try object.read("maximum_hz", &maximumHz)
        }
    }

    extension GPUClient.Region {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("total_bytes", &totalBytes)
            try object.read("shared_bytes", &sharedBytes)
            try object.read("resident_bytes", &residentBytes)
            try object.read("purgeable_bytes", &purgeableBytes)
            try object.read("active_bytes", &activeBytes)
        }
    }
#endif
