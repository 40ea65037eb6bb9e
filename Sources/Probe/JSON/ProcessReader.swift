#if !hasFeature(Embedded)
    extension ProcessTable {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("hidden", &isHidden)
            try object.read("ended", &ended)
            try object.read("boot_id", &bootID)
            try object.read("uptime_ns", &uptimeNs)
            try object.read("memory_total_bytes", &memoryTotalBytes)
            try object.read("monotonic_ns", &monotonicNs)
            try object.read("processes", &processes)
            // The command writes processes in the order of its option --sort.
            processes.sort { $0.pid < $1.pid }
            try readCounts(of: object)
            for index in processes.indices { processes[index].setIdentity(bootID) }
        }
    }

    extension ProcessTable {
        /// Reads the counts of all processes, which a document has even if it lists only some.
        private mutating func readCounts(of object: ObjectReader) throws {
            let count: Int? = try object.optional("count")
            let isShort = count.map { $0 > processes.count } ?? false
            isPartial = try isShort || object.optional("partial") ?? false
            guard isShort else { return }
            documentCount = count
            documentStates = try object.optional("states")
        }
    }

    extension ProcessTable.States {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("running", &running)
            try object.read("sleeping", &sleeping)
            try object.read("disk_sleep", &diskSleep)
            try object.read("zombie", &zombie)
            try object.read("stopped", &stopped)
            try object.read("tracing_stop", &tracingStop)
            try object.read("idle", &idle)
            try object.read("other", &other)
        }
    }

    extension ProcessSnapshot {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("pid", &pid)
            try readFields(of: object)
            try object.read("age_ns", &ageNs)
            try object.read("name", &name)
            try object.read("state", &state)
            try object.read("command_line_cut", &isCommandLineCut)
            if let words = try object.names("command_line") {
                // A NUL follows each argument, except the last of a cut command line.
                var bytes: [UInt8] = []
                for word in words { bytes += word.bytes + [0] }
                if isCommandLineCut == true, !bytes.isEmpty { bytes.removeLast() }
                commandLine = KernelName(bytes: bytes)
            }
            try object.read("cgroup", &cgroup)
            try readSets(of: object)
            try object.read("executable", &executable)
            try object.read("executable_deleted", &isExecutableDeleted)
            try object.read("working_directory", &workingDirectory)
            try object.read("working_directory_deleted", &isWorkingDirectoryDeleted)
            try object.read("root_directory", &rootDirectory)
            try object.read("wait_channel", &waitChannel)
            try object.read("unread", &unread)
            try object.read("failures", &failures)
        }

        private mutating func readSets(of object: ObjectReader) throws {
            try object.read("pending_signals", &pendingSignals)
            try object.read("shared_pending_signals", &sharedPendingSignals)
            try object.read("blocked_signals", &blockedSignals)
            try object.read("ignored_signals", &ignoredSignals)
            try object.read("caught_signals", &caughtSignals)
            try object.read("inheritable_capabilities", &inheritableCapabilities)
            try object.read("permitted_capabilities", &permittedCapabilities)
            try object.read("effective_capabilities", &effectiveCapabilities)
            try object.read("bounding_capabilities", &boundingCapabilities)
            try object.read("ambient_capabilities", &ambientCapabilities)
            supplementaryGroups = try object.optional("supplementary_groups")
            try object.read("allowed_cpus", &allowedCPUs)
            try object.read("allowed_nodes", &allowedNodes)
        }

        fileprivate mutating func setIdentity(_ bootID: BootID?) {
            guard let bootID, let startTicks else { return }
            identity = ProcessIdentity(pid: pid, startTicks: startTicks, bootID: bootID)
        }
    }

    extension ProcessIdentity {
        enum CodingKeys: String, CodingKey {
            case pid
            case startTicks = "start_ticks"
            case bootID = "boot_id"
        }

        /// Reads the keys that the encoder writes.
        public init(from decoder: any Decoder) throws {
            let object = try ObjectReader(decoder)
            self.init(pid: 0, startTicks: 0, bootID: BootID(high: 0, low: 0))
            try object.read("pid", &pid)
            try object.read("start_ticks", &startTicks)
            try object.read("boot_id", &bootID)
        }
    }

    /// The coders use the kernel's text, as the JSON of the command.
    extension BootID {
        /// Reads the text of ``description``.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let digits = Array(text.utf8.filter { $0 != UInt8(ascii: "-") })
            guard text.utf8.count == 36, digits.count == 32,
                let high = UInt64(String(decoding: digits[..<16], as: UTF8.self), radix: 16),
                let low = UInt64(String(decoding: digits[16...], as: UTF8.self), radix: 16)
            else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "not the identifier of a boot")
            }
            self.init(high: high, low: low)
        }

        /// Encodes ``description``.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }

    /// The coders use hexadecimal digits, as the JSON of the command.
    extension SignalSet {
        /// Reads the text of ``description``.
        public init(from decoder: any Decoder) throws {
            self.init(rawValue: try mask(from: decoder))
        }

        /// Encodes ``description``.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }

    /// The coders use hexadecimal digits, as the JSON of the command.
    extension CapabilitySet {
        /// Reads the text of ``description``.
        public init(from decoder: any Decoder) throws {
            self.init(rawValue: try mask(from: decoder))
        }

        /// Encodes ``description``.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }

    private func mask(from decoder: any Decoder) throws -> UInt64 {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.utf8.count == 16, let bits = UInt64(text, radix: 16) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not 16 hexadecimal digits: \(text)")
        }
        return bits
    }

    /// The coders use the kernel's word, as the JSON of the command.
    extension ProcessState {
        private static let known: [ProcessState] = [
            .running, .sleeping, .diskSleep, .zombie, .stopped, .tracingStop, .dead, .idle,
        ]

        /// Reads the text of ``description``.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let word = try container.decode(String.self)
            if let known = Self.known.first(where: { $0.description == word }) {
                self = known
            } else if let letter = word.unicodeScalars.first, letter.value < 256,
                word.unicodeScalars.count == 1
            {
                self.init(rawValue: UInt8(letter.value))
            } else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "not a state of a process: \(word)")
            }
        }

        /// Encodes ``description``.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }
    }

    /// The coders use the names of the details, as the JSON of the command.
    extension ProcessDetails {
        /// Reads names; unknown names are skipped.
        public init(from decoder: any Decoder) throws {
            let names = try decoder.singleValueContainer().decode([String].self)
            self = Self.coded.filter { names.contains($0.0) }.reduce(into: []) { $0.insert($1.1) }
        }

        /// Encodes the names.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(Self.coded.filter { contains($0.1) }.map { $0.0 })
        }

        private static var coded: [(String, ProcessDetails)] {
            named + [("approximate_rss", .approximateRss)]
        }
    }

    extension ProcessTableRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("started", &started)
            try object.read("ended", &ended)
            try object.read("processes", &processes)
            // In the order of a table that was read: by pid.
            processes.sort { $0.pid < $1.pid }
        }
    }

    extension ProcessRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("pid", &pid)
            try object.read("change", &change)
            try readFields(of: object)
        }
    }

    /// The coders use the text, as the JSON of the command. For a name that is not UTF-8 they use
    /// an object with the repaired text as `name` and the bytes as `name_hex`.
    extension KernelName {
        /// Reads a text, or an object of a text and the bytes.
        public init(from decoder: any Decoder) throws {
            self.init()
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.init(text)
            } else {
                try ObjectReader(decoder).read("name", &self)
            }
        }

        /// Encodes the text, or an object of the text and the bytes.
        public func encode(to encoder: any Encoder) throws {
            if isUTF8 {
                var container = encoder.singleValueContainer()
                try container.encode(description)
            } else {
                var json = JSON()
                json.object { $0.field("name", self) }
                try json.tree().encode(to: encoder)
            }
        }
    }
#endif
