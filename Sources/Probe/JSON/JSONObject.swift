/// A value that is an object in the JSON of the command. Documentation/schema.json describes the
/// keys.
///
/// The coders use the same object: each type has one writer (``write(to:)``, for text and coders)
/// and one reader, both by key.
protocol JSONObject: Codable {
    /// Writes the members, in the order of the schema, into the open object.
    func write(to json: inout JSON)
    #if !hasFeature(Embedded)
        /// Reads the known members.
        init(_ object: ObjectReader) throws
    #endif
}

#if !hasFeature(Embedded)
    extension JSONObject {
        /// Reads an object of the command's JSON. Unknown keys are skipped; a missing one is an unknown
        /// value.
        public init(from decoder: any Decoder) throws {
            try self.init(ObjectReader(decoder))
        }

        /// Encodes the object of the command's JSON.
        public func encode(to encoder: any Encoder) throws {
            try JSON(self).tree().encode(to: encoder)
        }
    }
#endif

/// A section of a document. A document has the failures of all sections as a member of its own; a
/// section written alone has its failures as a member.
protocol JSONSection: JSONObject {
    static var section: Sample.Section { get }
    var failures: [ProbeError] { get set }
}

extension CPU: JSONSection { static var section: Sample.Section { .cpu } }
extension Load: JSONSection { static var section: Sample.Section { .load } }
extension Memory: JSONSection { static var section: Sample.Section { .memory } }
extension Disk: JSONSection { static var section: Sample.Section { .disk } }
extension Filesystem: JSONSection { static var section: Sample.Section { .filesystem } }
extension Networking: JSONSection { static var section: Sample.Section { .network } }
extension IO: JSONSection { static var section: Sample.Section { .io } }
extension Pressure: JSONSection { static var section: Sample.Section { .pressure } }
extension Quota: JSONSection { static var section: Sample.Section { .quota } }
extension ProcessTable: JSONSection { static var section: Sample.Section { .process } }
extension Sensors: JSONSection { static var section: Sample.Section { .sensors } }
extension CgroupTable: JSONSection { static var section: Sample.Section { .cgroups } }
extension Swap: JSONSection { static var section: Sample.Section { .swap } }
extension Interrupts: JSONSection { static var section: Sample.Section { .interrupts } }
extension HostSystem: JSONSection { static var section: Sample.Section { .host } }
extension Topology: JSONSection { static var section: Sample.Section { .topology } }
extension Protocols: JSONSection { static var section: Sample.Section { .protocols } }
extension Storage: JSONSection { static var section: Sample.Section { .storage } }
extension Connections: JSONSection { static var section: Sample.Section { .connections } }
extension Power: JSONSection { static var section: Sample.Section { .power } }
extension GPU: JSONSection { static var section: Sample.Section { .gpu } }
extension MemoryDetails: JSONSection { static var section: Sample.Section { .memoryDetails } }
extension Routing: JSONSection { static var section: Sample.Section { .routing } }

/// A value whose only members are its numeric fields.
protocol JSONRecord: JSONObject {
    init()
    func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void)
    #if !hasFeature(Embedded)
        mutating func readFields(of object: ObjectReader) throws
    #endif
}

extension JSONRecord {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
    }

    #if !hasFeature(Embedded)
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
        }
    #endif
}

extension JSON {
    /// Writes an object.
    init(_ value: some JSONObject) {
        self.init()
        object { value.write(to: &$0) }
    }

    /// Writes a section outside a document, with its failures.
    init(alone section: some JSONSection) {
        self.init()
        object { $0.writeAlone(section) }
    }

    /// Writes a nested section with its failures as a member; null if nil.
    mutating func object(alone key: Key, _ section: (some JSONSection)?) {
        guard let section else { return null(key) }
        object(key) { $0.writeAlone(section) }
    }

    private mutating func writeAlone(_ section: some JSONSection) {
        section.write(to: &self)
        array("failures", section.failures)
    }

    /// Writes a nested object; null if nil.
    mutating func object(_ key: Key, _ value: (some JSONObject)?) {
        guard let value else { return null(key) }
        object(key) { value.write(to: &$0) }
    }

    /// Writes an array of objects; null if nil.
    mutating func objects(_ key: Key, _ values: [some JSONObject]?) {
        guard let values else { return null(key) }
        array(key, values)
    }

    /// Writes an array of objects.
    mutating func array(_ key: Key, _ values: [some JSONObject]) {
        array(key, values) { json, value in
            json.object { value.write(to: &$0) }
        }
    }
}

extension ProbeError: JSONObject {
    package func write(to json: inout JSON) {
        json.field("code", code.rawValue)
        json.field("source", source)
        json.field("line", line)
        json.field("system_error", systemError)
    }
}
