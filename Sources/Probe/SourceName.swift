/// The name of what failed: a text, or a constant one of the C core, of which no copy is made until
/// somebody wants to see it. A machine that lacks a file says so at every reading.
struct SourceName: Hashable, @unchecked Sendable {
    private enum Storage {
        case text(String)
        case constant(UnsafePointer<CChar>)
    }

    private let storage: Storage

    init(_ text: String) {
        storage = .text(text)
    }

    /// Of a text that stays where it is for as long as the program runs.
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
