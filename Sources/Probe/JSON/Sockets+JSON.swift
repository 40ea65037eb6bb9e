extension NetworkSockets: JSONObject {
    func write(to json: inout JSON) {
        json.array("sockets", sockets)
        json.array("unix_sockets", unixSockets)
        json.field("unread_processes", unreadProcesses)
        json.array("failures", failures)
    }

    /// The document of `probectl sockets`.
    package func document(timeNs: Int64) -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("time_ns", timeNs)
            write(to: &json)
        }
        return json
    }
}

extension NetworkSocket: JSONObject {
    func write(to json: inout JSON) {
        json.field("transport", transport.rawValue)
        json.field("family", family.rawValue)
        json.field("state", state.rawValue)
        json.field("local_address", text(localAddress))
        json.field("local_port", localPort)
        json.field("remote_address", hasRemote ? text(remoteAddress) : nil)
        json.field("remote_port", hasRemote ? remotePort : nil)
        json.field("receive_queue", receiveQueue)
        json.field("send_queue", sendQueue)
        json.field("uid", Int64(uid))
        json.field("inode", inode)
        json.field("pid", pid)
        json.field("process_name", processName)
        json.field("owners", owners)
    }

    private func text(_ bytes: [UInt8]) -> String {
        var address = NetworkAddress()
        (address.family, address.bytes) = (family, bytes)
        return address.description
    }
}

extension UnixSocket: JSONObject {
    func write(to json: inout JSON) {
        json.field("kind", kind.rawValue)
        json.field("state", state.rawValue)
        json.field("name", name)
        json.field("peer_inode", peerInode)
        json.field("receive_queue", receiveQueue)
        json.field("send_queue", sendQueue)
        json.field("uid", uid.map { Int64($0) })
        json.field("inode", inode)
        json.field("pid", pid)
        json.field("process_name", processName)
        json.field("owners", owners)
    }
}

#if !hasFeature(Embedded)
    extension NetworkSockets {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("sockets", &sockets)
            try object.read("unix_sockets", &unixSockets)
            try object.read("unread_processes", &unreadProcesses)
            try object.read("failures", &failures)
        }
    }

    extension NetworkSocket {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("transport", &transport)
            try object.read("family", &family)
            try object.read("state", &state)
            let none = [UInt8](repeating: 0, count: family == .ipv4 ? 4 : 16)
            localAddress = try Self.address("local_address", family, of: object) ?? none
            try object.read("local_port", &localPort)
            remoteAddress = try Self.address("remote_address", family, of: object) ?? none
            remotePort = try object.optional("remote_port") ?? 0
            try object.read("receive_queue", &receiveQueue)
            try object.read("send_queue", &sendQueue)
            try object.read("uid", &uid)
            try object.read("inode", &inode)
            try object.read("pid", &pid)
            try object.read("process_name", &processName)
            try object.read("owners", &owners)
        }

        private static func address(
            _ key: String, _ family: NetworkAddress.Family, of object: ObjectReader
        ) throws -> [UInt8]? {
            guard let text: String = try object.optional(key) else { return nil }
            guard let bytes = family == .ipv4 ? ipv4(text) : ipv6(text) else {
                throw object.corrupted(key, "not an address")
            }
            return bytes
        }

        private static func ipv4(_ text: String) -> [UInt8]? {
            let bytes = text.split(separator: ".", omittingEmptySubsequences: false)
                .compactMap { UInt8($0) }
            return bytes.count == 4 ? bytes : nil
        }

        /// The 16 bytes of a text of eight groups, of which "::" replaces some.
        private static func ipv6(_ text: String) -> [UInt8]? {
            let mapped = "::ffff:"
            if text.hasPrefix(mapped), let bytes = ipv4(String(text.dropFirst(mapped.count))) {
                return [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + bytes
            }
            func groups(_ part: Substring) -> [UInt16?] {
                part.isEmpty
                    ? []
                    : part.split(separator: ":", omittingEmptySubsequences: false)
                        .map { UInt16($0, radix: 16) }
            }
            var (before, after) = (text[...], text[text.endIndex...])
            var isShort = false
            for index in text.indices where text[index...].hasPrefix("::") {
                (before, after) = (text[..<index], text[index...].dropFirst(2))
                isShort = true
                break
            }
            let (first, last) = (groups(before), groups(after))
            let missing = 8 - first.count - last.count
            guard isShort ? missing > 0 : missing == 0 else { return nil }
            let all = first + [UInt16?](repeating: 0, count: missing) + last
            let known = all.compactMap { $0 }
            guard known.count == 8 else { return nil }
            return known.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        }
    }

    extension UnixSocket {
        init(_ object: ObjectReader) throws {
            self.init()
            try object.read("kind", &kind)
            try object.read("state", &state)
            try object.read("name", &name)
            try object.read("peer_inode", &peerInode)
            try object.read("receive_queue", &receiveQueue)
            try object.read("send_queue", &sendQueue)
            uid = try object.optional("uid")
            try object.read("inode", &inode)
            try object.read("pid", &pid)
            try object.read("process_name", &processName)
            try object.read("owners", &owners)
        }
    }
#endif
