/// A name from the kernel, such as a path or a cgroup: bytes that need not be UTF-8.
public struct KernelName: Sendable, Hashable, Codable {
    /// The bytes themselves.
    public var bytes: [UInt8]

    /// A name of these bytes.
    public init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// A name of this text's bytes in UTF-8.
    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Whether the bytes are UTF-8, so that the description loses nothing.
    public var isUTF8: Bool {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue: continue
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    /// Copies the bytes; allocates only if they differ.
    mutating func set(_ other: UnsafeRawBufferPointer) {
        if !bytes.withUnsafeBytes({ areEqual($0, other) }) {
            bytes = [UInt8](other)
        }
    }
}

extension KernelName: ExpressibleByStringLiteral {
    /// A name of a literal's bytes in UTF-8.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// Whether the bytes of the name are those of a text in UTF-8: `interface.name == "eth0"`.
    public static func == (name: KernelName, text: String) -> Bool {
        name.bytes.elementsEqual(text.utf8)
    }

    /// Whether the bytes of the name are those of a text in UTF-8.
    public static func == (text: String, name: KernelName) -> Bool { name == text }

    /// Whether the bytes of the name differ from those of a text in UTF-8.
    public static func != (name: KernelName, text: String) -> Bool { !(name == text) }
}

extension KernelName? {
    /// Whether there is a name, and its bytes are those of a text in UTF-8: `process.name == wanted`.
    public static func == (name: KernelName?, text: String) -> Bool {
        name.map { $0 == text } ?? false
    }

    /// Whether there is no name, or its bytes are not those of a text in UTF-8.
    public static func != (name: KernelName?, text: String) -> Bool { !(name == text) }

    /// Whether there is a name, and its bytes are those of a text in UTF-8.
    public static func == (text: String, name: KernelName?) -> Bool { name == text }
}

extension KernelName: CustomStringConvertible {
    /// The name as text; invalid UTF-8 is replaced by U+FFFD.
    public var description: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

/// Whether both buffers have the same bytes. Compares eight bytes at a time: each reading compares
/// all names, which are usually equal.
func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    var offset = 0
    while a.count - offset >= 8 {
        guard
            a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        else { return false }
        offset += 8
    }
    while offset < a.count {
        guard a[offset] == b[offset] else { return false }
        offset += 1
    }
    return true
}
