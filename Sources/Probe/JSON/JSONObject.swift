/// A value that is an object of the JSON of the command: Documentation/schema.json has its keys.
protocol JSONObject {
    /// Writes the members, in the order of the schema, into the object that is open.
    func write(to json: inout JSON)
}

extension JSON {
    /// A nested object; null where there is none.
    mutating func object(_ key: Key, _ value: (some JSONObject)?) {
        guard let value else { return null(key) }
        object(key) { value.write(to: &$0) }
    }

    /// An array of objects; null where there is none.
    mutating func objects(_ key: Key, _ values: [some JSONObject]?) {
        guard let values else { return null(key) }
        array(key, values)
    }

    /// An array of objects.
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
