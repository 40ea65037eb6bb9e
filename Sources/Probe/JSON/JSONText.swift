extension Sample {
    /// The JSON of `probectl sample`: one object, on one line, without a newline.
    ///
    /// `Documentation/schema.json` describes the object. Sizes are in bytes, times in nanoseconds,
    /// shares in percent, as the ending of each name shows. An unknown value is null. A section
    /// that could not be read is null, with its error under "unavailable".
    ///
    /// - Parameters:
    ///   - rates: The value of "rates"; null if nil.
    ///   - sections: The sections to write, in this order; nil for the requested sections. A section
    ///     that the collector was not requested to read is an empty object.
    ///   - perCPU: Whether "cpus" lists each CPU, as with `--per-cpu`; "cpus" is null otherwise.
    public func json(
        rates: Rates? = nil, sections: [Sample.Section]? = nil, perCPU: Bool = true
    ) -> String {
        document(rates, sections, perCPU).text()
    }

    /// Appends the bytes of ``json(rates:sections:perCPU:)``. A buffer that is cleared with
    /// `removeAll(keepingCapacity: true)` and filled again does not reallocate.
    public func appendJSON(
        to buffer: inout [UInt8], rates: Rates? = nil, sections: [Sample.Section]? = nil,
        perCPU: Bool = true
    ) {
        document(rates, sections, perCPU).append(to: &buffer)
    }

    private func document(_ rates: Rates?, _ sections: [Sample.Section]?, _ perCPU: Bool) -> JSON {
        SampleDocument(self, rates, sections ?? requestedSections, perCPU: perCPU).json()
    }

    /// The sections that were requested, in their order.
    var requestedSections: [Sample.Section] {
        Sample.Section.allCases.filter { status(of: $0).isRequested }
    }
}

extension Quota {
    /// The object "quota" of `probectl quota --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension ProcessTable {
    /// The object "process" of `probectl processes --format json`, on one line, with all processes
    /// by pid. Documentation/schema.json describes the object. "user" and "threads" are null, and
    /// "failures" is its last member.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Sensors {
    /// The object "sensors" of `probectl sample --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Swap {
    /// The object "swap" of `probectl sample --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension CgroupTable {
    /// The object "cgroups" of `probectl cgroups --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Interrupts {
    /// The object "interrupts" of `probectl sample --format json`, on one line, with "failures" as
    /// its last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension HostSystem {
    /// The object "host" of `probectl sample --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Topology {
    /// The object "topology" of `probectl sample --format json`, on one line, with "failures" as
    /// its last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Storage {
    /// The object "storage" of `probectl sample --format json`, on one line, with "failures" as
    /// its last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Protocols {
    /// The object "protocols" of `probectl sample --format json`, on one line, with "failures" as
    /// its last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Connections {
    /// The object "connections" of `probectl sample --format json`, on one line, with "failures" as
    /// its last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Power {
    /// The object "power" of `probectl sample --format json`, on one line, with "failures" as its last
    /// member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension GPU {
    /// The object "gpu" of `probectl sample --format json`, on one line, with "failures" as its last
    /// member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension MemoryDetails {
    /// The object "memory_details" of `probectl sample --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension Routing {
    /// The object "routing" of `probectl sample --format json`, on one line, with "failures" as its
    /// last member. Documentation/schema.json describes the object.
    public func json() -> String { JSON(alone: self).text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { JSON(alone: self).append(to: &buffer) }
}

extension JSON {
    /// The text.
    consuming func text() -> String {
        String(decoding: written, as: UTF8.self)
    }

    /// Appends the bytes of the text.
    consuming func append(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: written)
    }
}
