#if hasFeature(Embedded)
    // Embedded Swift, in which the command is installed, has no coders: there these ask nothing.
    public protocol Encodable {}
    public protocol Decodable {}
    public typealias Codable = Encodable & Decodable

    extension SourceName: Codable {}
#else
    /// The sections are keys beside the time.
    extension Sample: Codable {
        private enum CodingKeys: CodingKey {
            case wallTimeNs
        }

        /// A sample that was encoded.
        public init(from decoder: any Decoder) throws {
            wallTimeNs = try decoder.container(keyedBy: CodingKeys.self)
                .decode(Int64.self, forKey: .wallTimeNs)
            slots = try Slots(from: decoder)
        }

        /// Encodes the time and each section.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(wallTimeNs, forKey: .wallTimeNs)
            try slots.encode(to: encoder)
        }
    }

    extension Slot: Encodable where Value: Encodable {
        func encode(to encoder: any Encoder) throws { try reading.encode(to: encoder) }
    }

    extension Slot: Decodable where Value: Decodable & Emptiable {
        init(from decoder: any Decoder) throws {
            self.init(Value())
            reading = try Reading(from: decoder)
        }
    }

    extension ProbeError {
        enum CodingKeys: String, CodingKey {
            case code
            case sourceName = "source"
            case line, systemError
        }
    }

    extension SourceName: Codable {
        init(from decoder: any Decoder) throws {
            self.init(try decoder.singleValueContainer().decode(String.self))
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }
#endif
