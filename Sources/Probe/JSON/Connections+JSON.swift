extension Connections {
    func write(to json: inout JSON) {
        forEachField { json.field($0, $1) }
        json.object("tcp", tcp)
        json.object("tcp6", tcp6)
    }
}

extension TCPStates: JSONRecord {}

#if !hasFeature(Embedded)
    extension Connections {
        init(_ object: ObjectReader) throws {
            self.init()
            try readFields(of: object)
            try object.read("tcp", &tcp)
            try object.read("tcp6", &tcp6)
        }
    }
#endif
