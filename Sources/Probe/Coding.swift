#if hasFeature(Embedded)
    // Embedded Swift, in which the command is installed, has no coders: these protocols require nothing.
    public protocol Encodable {}
    public protocol Decodable {}
    public typealias Codable = Encodable & Decodable

    extension Sample: Codable {}
#else
    extension Load.Tasks {
        enum CodingKeys: String, CodingKey {
            case runnable, all
            case lastPid = "last_pid"
        }

        /// Reads the keys of the schema.
        public init(from decoder: any Decoder) throws {
            let object = try ObjectReader(decoder)
            self.init()
            try object.read("runnable", &runnable)
            try object.read("all", &all)
            try object.read("last_pid", &lastPid)
        }
    }

    extension NetworkAddress {
        enum CodingKeys: String, CodingKey {
            case name, index, family, bytes, mask, broadcast
            case prefixBits = "prefix_bits"
            case scopeId = "scope_id"
        }

        /// Reads the keys that the encoder writes.
        public init(from decoder: any Decoder) throws {
            let object = try ObjectReader(decoder)
            guard let name: KernelName = try object.optional("name") else {
                throw object.corrupted("name", "an address without the name of its interface")
            }
            self.init(name: name)
            try object.read("index", &index)
            try object.read("family", &family)
            try object.read("bytes", &bytes)
            try object.read("prefix_bits", &prefixBits)
            mask = try object.optional("mask")
            broadcast = try object.optional("broadcast")
            try object.read("scope_id", &scopeId)
        }
    }
#endif
