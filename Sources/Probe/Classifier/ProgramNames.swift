/// The names that rules compare for a process: first those of the script that an interpreter runs, then
/// that of the program, then the kernel's.
///
///     python3 -u /usr/bin/borg create   borg, python3
///     java -Xmx1g -jar jenkins.war      jenkins.war, jenkins, java
///     postgres: writer process          postgres
///     gunicorn: worker [app]            gunicorn
struct ProgramNames {
    private(set) var all: [[UInt8]] = []

    /// How an interpreter's command line leads to the script.
    private struct Interpreter {
        /// The name without its version: "python" for "python3.12".
        let names: [String]
        /// Options whose value is a word of its own.
        var valued: [String] = []
        /// Options followed by the program: a module, an archive.
        var leading: [String] = []
        /// Options followed by the program's text, so that there is no name.
        var inline: [String] = []
        /// Words before the script that are no script.
        var verbs: [String] = []
    }

    private static let interpreters = [
        Interpreter(
            names: ["python", "pypy"], valued: ["-W", "-X", "--check-hash-based-pycs"],
            leading: ["-m"], inline: ["-c"]),
        Interpreter(
            names: ["node", "nodejs"],
            valued: ["-r", "--require", "--import", "--loader", "--experimental-loader", "-C"],
            inline: ["-e", "-p", "--eval", "--print"]),
        Interpreter(names: ["bun", "deno"], inline: ["-e", "eval"], verbs: ["run", "x"]),
        Interpreter(
            names: ["java"],
            valued: [
                "-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules",
                "--add-opens", "--add-exports", "--upgrade-module-path",
            ],
            leading: ["-jar", "-m", "--module"]),
        Interpreter(names: ["perl"], inline: ["-e", "-E"]),
        Interpreter(names: ["ruby"], valued: ["-I", "-r", "-C"], inline: ["-e"]),
        Interpreter(
            names: ["bash", "sh", "dash", "zsh", "ksh", "ash", "fish"],
            valued: ["-o", "+o", "-O", "--rcfile", "--init-file"], inline: ["-c"]),
        Interpreter(names: ["php"], valued: ["-d", "-c", "-z"], leading: ["-f"], inline: ["-r"]),
        Interpreter(
            names: ["lua", "luajit", "tclsh", "Rscript", "julia", "guile"], inline: ["-e"]),
        Interpreter(names: ["dotnet", "mono"], verbs: ["exec"]),
        Interpreter(names: ["busybox", "toybox"]),
    ]

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")
    private static let dash = UInt8(ascii: "-")
    private static let space = UInt8(ascii: " ")

    init(name: [UInt8]?, arguments: [[UInt8]]) {
        if let first = arguments.first {
            let program = Self.program(first)
            let bare = program.drop(fromLast: { Self.isVersion($0) })
            if let interpreter = Self.interpreters.first(where: {
                $0.names.contains(String(decoding: bare, as: UTF8.self))
            }) {
                addScript(interpreter, arguments.dropFirst())
            }
            add(program)
        }
        if let name { add(name) }
    }

    /// The name of the program in the first argument. Some programs overwrite it with a description after
    /// the name: "sshd: user", "npm run build".
    private static func program(_ first: [UInt8]) -> [UInt8] {
        var word = first[...]
        let marks: [[UInt8]] =
            first.first == slash ? [Array(" -".utf8)] : [Array(": ".utf8), [space]]
        for mark in marks {
            if let end = word.place(of: mark) { word = word[..<end] }
        }
        if word.last == UInt8(ascii: ":") { word = word.dropLast() }
        // A login shell has a dash before its name.
        let base = Self.base(word)
        return Array(base.first == dash ? base.dropFirst() : base)
    }

    private mutating func addScript(_ interpreter: Interpreter, _ words: ArraySlice<[UInt8]>) {
        var isValue = false
        var isLed = false
        for word in words {
            let text = String(decoding: word, as: UTF8.self)
            if isValue {
                isValue = false
            } else if isLed {
                return add(script: word)
            } else if interpreter.inline.contains(where: { Self.isOption(text, $0) }) {
                return
            } else if interpreter.leading.contains(text) {
                isLed = true
            } else if interpreter.valued.contains(text) {
                isValue = true
            } else if word.first != Self.dash, word.first != UInt8(ascii: "+"),
                !interpreter.verbs.contains(text)
            {
                return add(script: word)
            }
        }
    }

    /// Whether a word is the option, alone or as the last letter of several: "-lc" is "-c".
    private static func isOption(_ word: String, _ option: String) -> Bool {
        if word == option { return true }
        guard option.utf8.count == 2, word.utf8.first == dash, word.utf8.count <= 4,
            word.utf8.dropFirst().first != dash
        else { return false }
        return word.utf8.last == option.utf8.last
    }

    private static let endings = [
        "py", "pyc", "js", "mjs", "cjs", "ts", "pl", "rb", "sh", "php", "jar", "war", "dll", "exe",
        "lua",
    ]

    /// The names of a script: its file name with and without the extension; of a class or module, also
    /// its last and its first part.
    private mutating func add(script word: [UInt8]) {
        let base = Array(Self.base(word[...]))
        add(base)
        guard let end = base.lastIndex(of: Self.dot), end > 0 else { return }
        let ending = Array(base[(end + 1)...])
        guard !Self.endings.contains(String(decoding: ending, as: UTF8.self)) else {
            return add(Array(base[..<end]))
        }
        guard !word.contains(Self.slash) else { return }
        add(ending)
        add(Array(base.prefix { $0 != Self.dot }))
    }

    private mutating func add(_ name: [UInt8]) {
        if !name.isEmpty, !all.contains(name) { all.append(name) }
    }

    private static func base(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        path.lastIndex(of: slash).map { path[($0 + 1)...] } ?? path
    }

    private static func isVersion(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == dot || byte == dash
    }
}

extension ArraySlice<UInt8> {
    /// The offset of the first occurrence of another sequence of bytes.
    fileprivate func place(of mark: [UInt8]) -> Int? {
        indices.first { self[$0...].starts(with: mark) }
    }
}

extension Array<UInt8> {
    /// The bytes without those at the end that satisfy the condition.
    fileprivate func drop(fromLast isDropped: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        guard let last = lastIndex(where: { !isDropped($0) }) else { return [] }
        return self[...last]
    }
}
