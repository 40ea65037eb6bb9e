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
        json.field("local_address", NetworkAddress.text(localAddress))
        json.field("local_port", localPort)
        json.field("remote_address", hasRemote ? NetworkAddress.text(remoteAddress) : nil)
        json.field("remote_port", hasRemote ? remotePort : nil)
        json.field("receive_queue", receiveQueue)
        json.field("send_queue", sendQueue)
        json.field("uid", Int64(uid))
        json.field("inode", inode)
        json.field("pid", pid)
        json.field("process_name", processName)
        json.field("owners", owners)
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
            localAddress = try NetworkAddress.bytes("local_address", of: object) ?? none
            try object.read("local_port", &localPort)
            remoteAddress = try NetworkAddress.bytes("remote_address", of: object) ?? none
            remotePort = try object.optional("remote_port") ?? 0
            try object.read("receive_queue", &receiveQueue)
            try object.read("send_queue", &sendQueue)
            try object.read("uid", &uid)
            try object.read("inode", &inode)
            try object.read("pid", &pid)
            try object.read("process_name", &processName)
            try object.read("owners", &owners)
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
