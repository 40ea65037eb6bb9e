#if !hasFeature(Embedded)
    extension Disk {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("monotonic_ns", &monotonicNs)
            try object.read("devices", &devices)
        }
    }

    extension DiskDevice {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            try object.read("name", &name)
            try object.read("partition", &isPartition)
            try object.read("stacked", &isStacked)
            try object.read("mapped_name", &mappedName)
            try object.read("counters", &counters)
            try object.read("failure", &failure)
        }
    }

    extension IO {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("devices", &devices)
            try object.read("device_set", &deviceSet)
            try object.read("total", &total)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension DiskRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("devices", &devices)
        }
    }

    extension DiskDeviceRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            try object.read("name", &name)
            try activity.readFields(of: object)
        }
    }

    extension IORates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try total.readFields(of: object)
        }
    }

    extension Filesystem {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("mounts", &mounts)
        }
    }

    extension Mount {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("id", &id)
            try object.read("parent_id", &parentId)
            try object.read("device_major", &deviceMajor)
            try object.read("device_minor", &deviceMinor)
            try object.read("device", &device)
            try object.read("mount_point", &mountPoint)
            try object.read("root", &root)
            try object.read("type", &type)
            try object.read("options", &options)
            try object.read("super_options", &superOptions)
            try object.read("read_only", &isReadOnly)
            try object.read("pseudo", &isPseudo)
            try object.read("duplicate", &isDuplicate)
            try object.read("covered", &isCovered)
            try object.read("not_requested", &notRequested)
            try readFields(of: object)
            try object.read("failure", &failure)
        }
    }

    extension Networking {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("total", &total)
            try readFields(of: object)
            try object.read("ip", &ip)
            try object.read("icmp", &icmp)
            try object.read("tcp", &tcp)
            try object.read("udp", &udp)
            try object.read("udplite", &udplite)
            try object.read("interfaces", &interfaces)
        }
    }

    extension NetworkInterface {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try readFields(of: object)
            try object.read("flags", &flags)
            try object.read("duplex", &duplex)
            try object.read("operstate", &operstate)
            try object.read("alias", &alias)
            alternativeNames = try object.names("alternative_names")
            try object.read("loopback", &isLoopback)
            try object.read("stacked", &isStacked)
            try object.read("counters", &counters)
            try object.read("failure", &failure)
        }
    }

    /// The coders use the words of the flags, as the JSON of the command.
    extension NetworkInterface.Flags {
        /// Reads words; unknown words are skipped.
        public init(from decoder: any Decoder) throws {
            let names = try decoder.singleValueContainer().decode([String].self)
            self.init(
                rawValue: Self.words.indices.reduce(into: 0) { bits, index in
                    if names.contains(Self.words[index]) { bits |= 1 << UInt32(index) }
                })
        }

        /// Encodes the words.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    extension NetworkRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try object.read("total", &total)
            try readFields(of: object)
            try object.read("interfaces", &interfaces)
        }
    }

    extension NetworkInterfaceRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("name", &name)
            try object.read("index", &index)
            try traffic.readFields(of: object)
        }
    }

    extension Pressure {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("cpu", &cpu)
            try object.read("memory", &memory)
            try object.read("io", &io)
            try object.read("irq", &irq)
            try object.read("monotonic_ns", &monotonicNs)
        }
    }

    extension Pressure.Stalls {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("some", &some)
            try object.read("full", &full)
        }
    }

    extension PressureRates {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("interval_ns", &intervalNs)
            try readFields(of: object)
        }
    }
#endif
