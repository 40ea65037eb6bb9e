/// The name of what failed: a text, or a constant of the C core that is not copied until it is read.
/// A machine without some file has the same failure in every reading, which must not allocate.
struct SourceName: Hashable, @unchecked Sendable {
    private enum Storage {
        case text(String)
        case constant(UnsafePointer<CChar>)
    }

    private let storage: Storage

    init(_ text: String) {
        storage = .text(text)
    }

    /// A text that lives as long as the program.
    init(constant: UnsafePointer<CChar>) {
        storage = .constant(constant)
    }

    var text: String {
        switch storage {
        case .text(let text): text
        case .constant(let text): String(cString: text)
        }
    }

    static func == (one: SourceName, other: SourceName) -> Bool {
        if case .constant(let a) = one.storage, case .constant(let b) = other.storage, a == b {
            return true
        }
        return one.text == other.text
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}
