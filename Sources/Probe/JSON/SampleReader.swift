#if !hasFeature(Embedded)
    /// Reads a document: the sections, the errors of unavailable sections, the failures.
    struct DocumentReader {
        let object: ObjectReader
        private let unavailable: ObjectReader?
        private let failures: [SectionFailure]

        private struct SectionFailure: Decodable {
            let section: String
            let failure: ProbeError

            init(from decoder: any Decoder) throws {
                let object = try ObjectReader(decoder)
                var section = ""
                try object.read("section", &section)
                self.section = section
                failure = try ProbeError(object)
            }
        }

        init(_ object: ObjectReader) throws {
            self.object = object
            var schema = 0
            try object.read("schema", &schema)
            guard schema == JSON.schema else {
                throw object.corrupted(
                    "schema",
                    "the document has schema \(schema), and schema \(JSON.schema) is read here")
            }
            unavailable = try object.object("unavailable")
            var failures: [SectionFailure] = []
            try object.read("failures", &failures)
            self.failures = failures
        }

        /// Reads a section: its value, its error if unavailable, or "not requested" if missing.
        func reading<Value: JSONSection>() throws -> Sample.Reading<Value> {
            let name = Value.section.rawValue
            if let members = try object.object(name) {
                var value = try Value(members)
                value.failures = failures.filter { $0.section == name }.map { $0.failure }
                return .value(value)
            }
            guard object.contains(name) else { return .notRequested }
            guard let error: ProbeError = try unavailable?.optional(name) else {
                throw object.corrupted(name, "null, without a reason under \"unavailable\"")
            }
            return .error(error)
        }
    }

    extension JSONSection {
        /// Reads the object of this section, or the section of a whole document.
        public init(from decoder: any Decoder) throws {
            let object = try ObjectReader(decoder)
            guard !object.contains("schema") else {
                self = try DocumentReader(object).reading().get()
                return
            }
            self = try Self(object)
            try object.read("failures", &failures)
        }

        /// Encodes the object of the section, including its failures, which in a whole document are
        /// a member of the document.
        public func encode(to encoder: any Encoder) throws {
            try JSON(alone: self).tree().encode(to: encoder)
        }
    }

    /// The coders use the object of the command (Documentation/schema.json), with `rates` null.
    extension Sample: Codable {
        /// Reads a line of `probectl sample --format json`, or what a coder wrote.
        ///
        /// Unknown keys are skipped; a missing key is an unknown value, and a missing section was
        /// not requested. An unavailable section is its error. A value of a wrong type is a
        /// `DecodingError` with its path, and so is another version of the schema. A decoded sample
        /// lacks:
        /// - the single CPUs, unless they were requested with `--per-cpu`;
        /// - processes that a filter or a limit left out: the table is partial, and has the counts of all;
        /// - the padding behind the last argument of a command line, and whether a NUL ended it;
        /// - the files of unlimited and unknown values of cgroup v1's io.
        ///
        /// Members that are not part of a sample are skipped: frequencies of the CPUs, names of
        /// users, threads. ``Rates`` decodes the rates.
        public init(from decoder: any Decoder) throws {
            let document = try DocumentReader(ObjectReader(decoder))
            self.init()
            try document.object.read("time_ns", &wallTimeNs)
            slots.cpu.reading = try document.reading()
            slots.load.reading = try document.reading()
            slots.memory.reading = try document.reading()
            slots.disk.reading = try document.reading()
            slots.filesystem.reading = try document.reading()
            slots.network.reading = try document.reading()
            slots.io.reading = try document.reading()
            slots.pressure.reading = try document.reading()
            slots.quota.reading = try document.reading()
            slots.process.reading = try document.reading()
            slots.sensors.reading = try document.reading()
            slots.cgroups.reading = try document.reading()
            slots.swap.reading = try document.reading()
            slots.interrupts.reading = try document.reading()
            slots.host.reading = try document.reading()
            slots.topology.reading = try document.reading()
            slots.protocols.reading = try document.reading()
            slots.storage.reading = try document.reading()
            slots.connections.reading = try document.reading()
            slots.power.reading = try document.reading()
            slots.gpu.reading = try document.reading()
            slots.memoryDetails.reading = try document.reading()
            slots.routing.reading = try document.reading()
            findParts()
        }

        /// Encodes the sections that were requested, with each CPU.
        public func encode(to encoder: any Encoder) throws {
            try SampleDocument(self, nil, requestedSections, perCPU: true).json().tree()
                .encode(to: encoder)
        }

        /// Restores the parts of the total of all devices: the whole devices, if the section of
        /// disks is present.
        private mutating func findParts() {
            guard case .value(var io) = slots.io.reading, let disk = slots.disk.current else {
                return
            }
            let parts = disk.devices.filter { !$0.isPartition && !$0.isStacked }.map { $0.counters }
            guard parts.count == io.devices else { return }
            io.parts = parts
            slots.io.reading = .value(io)
        }
    }

    extension ProbeError {
        init(_ object: ObjectReader) throws {
            var code = Code.io
            var source = ""
            var line: Int?
            var systemError: Int32?
            try object.read("code", &code)
            try object.read("source", &source)
            try object.read("line", &line)
            try object.read("system_error", &systemError)
            self.init(code: code, source: source, line: line, systemError: systemError)
        }
    }

    extension CPU {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("cpus", &cpus)
        }
    }

    extension LogicalCPU {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try readFields(of: object)
        }
    }

    extension CPUFrequency {
        init(_ object: ObjectReader) throws {
            self.init(id: 0)
            try object.read("id", &id)
            try object.read("current_hz", &currentHz)
            try object.read("minimum_hz", &minimumHz)
            try object.read("maximum_hz", &maximumHz)
            try object.read("failure", &failure)
        }
    }

    extension Load {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
        }
    }

    /// The coders use the object `rates` of the command's document.
    extension Rates {
        /// Reads the object `rates`, or a whole document whose `rates` is not null.
        ///
        /// Missing rates are nil. The document has only the number of ended processes, and only the
        /// processes that passed the filters and the limit.
        public init(from decoder: any Decoder) throws {
            var object = try ObjectReader(decoder)
            if object.contains("schema") {
                let document = try DocumentReader(object)
                guard let rates = try document.object.object("rates") else {
                    throw object.corrupted("rates", "the document has no rates")
                }
                object = rates
            }
            self.init()
            try object.read("cpu", &cpu)
            try object.read("memory", &memory)
            try object.read("disk", &disk)
            try object.read("network", &network)
            try object.read("io", &io)
            try object.read("pressure", &pressure)
            try object.read("quota", &quota)
            try object.read("process", &process)
            try object.read("cgroups", &cgroups)
            try object.read("protocols", &protocols)
            try object.read("power", &power)
            try object.read("gpu", &gpu)
        }

        /// Encodes the rates of all sections, with each CPU.
        public func encode(to encoder: any Encoder) throws {
            var json = JSON()
            json.object { write(to: &$0, Sample.Section.allCases, perCPU: true) }
            try json.tree().encode(to: encoder)
        }
    }

    extension CPURates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try readShares(of: object)
            try readFields(of: object)
            try object.read("cpus", &cpus)
        }
    }

    extension LogicalCPURates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try readShares(of: object)
        }
    }

    extension MemoryRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try readFields(of: object)
        }
    }
#endif
