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
    }

    extension NetworkAddress {
        enum CodingKeys: String, CodingKey {
            case name, index, family, bytes, mask, broadcast
            case prefixBits = "prefix_bits"
            case scopeId = "scope_id"
        }
    }
#endif
