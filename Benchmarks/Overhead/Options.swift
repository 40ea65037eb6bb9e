/// What the command line asks for.
struct Options {
    enum Mode {
        case bench, serve
        case rest(Form, offsetMs: UInt64)
    }

    var mode = Mode.bench
    var rounds = Int.max
    var seconds = 60.0
    var isJSON = false

    /// It ends within two minutes, with what is counted before.
    static let mostSeconds = 110.0

    init?(_ words: [String]) {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--serve" {
                mode = .serve
                continue
            }
            switch (word, words.popFirst()) {
            case ("--rounds", let value?):
                guard let number = Int(value), number >= 20 else { return nil }
                rounds = number
            case ("--seconds", let value?):
                guard let number = Double(value), number >= 1 else { return nil }
                seconds = number
            case ("--rest", let value?):
                guard let form = Form(rawValue: value) else { return nil }
                mode = .rest(form, offsetMs: 0)
            case ("--offset-ms", let value?):
                guard case .rest(let form, _) = mode, let number = UInt64(value), number < 1000
                else { return nil }
                mode = .rest(form, offsetMs: number)
            case ("--format", "json"): isJSON = true
            case ("--format", "text"): isJSON = false
            default: return nil
            }
        }
    }
}
