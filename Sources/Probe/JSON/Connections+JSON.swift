extension Connections {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.object("tcp", tcp)
        json.object("tcp6", tcp6)
        json.object("udp", udp)
        json.object("udp6", udp6)
    }
}

extension TCPStates: JSONRecord {}
extension UDPStates: JSONRecord {}

#if !hasFeature(Embedded)
    extension Connections {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("tcp", &tcp)
            try object.read("tcp6", &tcp6)
            try object.read("udp", &udp)
            try object.read("udp6", &udp6)
        }
    }
#endif
