/// One rule of the classifier, which is one line of a table:
///
///     category  confidence  condition…  : sentence
///     backup    high        name=restic|borg                : Makes encrypted backups.
///     backup    medium      name=tar command="* /srv/*"     : Archives the data of our services.
///
/// A rule matches if all its conditions hold. A condition is a key and patterns separated by `|`, one of
/// which has to match; `*` matches any number of any characters. A pattern with spaces is in quotes. A
/// line that ends with `\` continues on the next line.
public struct ClassifierRule: Sendable, Hashable {
    /// The category of a matching process.
    public let category: ProcessCategory
    /// How certain the category is.
    public let confidence: ProcessClassification.Confidence
    /// A sentence about the process.
    public let sentence: String
    /// The file and line of the rule.
    public let place: ProcessClassification.RulePlace
    /// All of them have to hold.
    let conditions: [Condition]

    /// The property of a process that a condition compares.
    enum Key: String, CaseIterable {
        /// The program's name, that of an interpreter's script, or the kernel's name of 15 bytes.
        case name
        /// The command line, with spaces between its words.
        case command
        /// The systemd unit.
        case unit
        /// The path of the cgroup.
        case cgroup
        /// "yes" for a kernel thread, "no" for a program.
        case kernel
    }

    struct Condition: Sendable, Hashable {
        let key: Key
        let patterns: [NamePattern]
    }

    /// The properties of a process that conditions compare, computed once for all rules.
    struct Subject {
        let names: [[UInt8]]
        let command: [UInt8]
        let cgroup: [UInt8]
        let unit: [UInt8]
        let isKernelThread: Bool
    }

    func matches(_ subject: Subject) -> Bool {
        conditions.allSatisfy { condition in
            condition.patterns.contains { pattern in
                switch condition.key {
                case .name: subject.names.contains(where: pattern.matchesCut)
                case .command: pattern.matches(subject.command)
                case .unit: pattern.matches(subject.unit)
                case .cgroup: pattern.matches(subject.cgroup)
                case .kernel: pattern.matches(Array((subject.isKernelThread ? "yes" : "no").utf8))
                }
            }
        }
    }
}

/// A syntax error in a table of rules: file, line and reason.
public struct ClassifierRuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The reason, as text.
    public let reason: String

    /// One line: "my.rules, line 3: there is no condition 'nam='".
    public var description: String { "\(file), line \(line): \(reason)" }
}

extension ClassifierRule {
    /// Parses a table of rules, one a line. Empty lines and lines that begin with `#` are skipped.
    static func table(_ text: String, file: String?) throws(ClassifierRuleError) -> [ClassifierRule]
    {
        var rules: [ClassifierRule] = []
        var whole = ""
        var first = 1
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            whole += line
            if whole.hasSuffix("\\"), index + 1 < lines.count {
                whole.removeLast()
                continue
            }
            do throws(Complaint) {
                let place = ProcessClassification.RulePlace(file: file, line: first)
                if let rule = try ClassifierRule(whole, place) { rules.append(rule) }
            } catch {
                throw ClassifierRuleError(
                    file: file ?? "the built-in rules", line: first, reason: error.reason)
            }
            whole = ""
            first = index + 2
        }
        return rules
    }

    private struct Complaint: Error {
        let reason: String
    }

    /// Parses the rule of one line; nil if the line has none.
    private init?(
        _ line: String, _ place: ProcessClassification.RulePlace
    ) throws(Complaint) {
        var words = try Self.words(line)
        guard let first = words.first, !first.hasPrefix("#") else { return nil }
        guard let colon = words.firstIndex(of: ":") else {
            throw Complaint(reason: "there is no ' : ' before the sentence")
        }
        sentence = words[(colon + 1)...].joined(separator: " ")
        guard !sentence.isEmpty else {
            throw Complaint(reason: "there is no sentence after ' : '")
        }
        words.removeSubrange(colon...)
        guard words.count >= 3 else {
            throw Complaint(
                reason: "a rule is: category, confidence, conditions, ' : ' and a sentence")
        }
        guard first.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }) else {
            throw Complaint(
                reason: "the category '\(first)' is not made of lower case letters and '_'")
        }
        category = ProcessCategory(rawValue: first)
        guard let confidence = ProcessClassification.Confidence(rawValue: words[1]) else {
            throw Complaint(reason: "the confidence is low, medium or high, not '\(words[1])'")
        }
        self.confidence = confidence
        self.place = place
        var conditions: [Condition] = []
        for word in words.dropFirst(2) { conditions.append(try Self.condition(word)) }
        self.conditions = conditions
    }

    private static func condition(_ word: String) throws(Complaint) -> Condition {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Key(rawValue: String(parts[0])) else {
            throw Complaint(
                reason: "'\(word)' is no condition: there is "
                    + Key.allCases.map { "\($0.rawValue)=" }.joined(separator: ", "))
        }
        let patterns = parts[1].split(separator: "|", omittingEmptySubsequences: false)
        guard patterns.allSatisfy({ !$0.isEmpty }) else {
            throw Complaint(reason: "'\(word)' has an empty pattern")
        }
        if key == .kernel, parts[1] != "yes", parts[1] != "no" {
            throw Complaint(reason: "kernel= takes yes or no, not '\(parts[1])'")
        }
        return Condition(key: key, patterns: patterns.map { NamePattern($0.utf8) })
    }

    /// The words of a line. Quotes around a word with spaces are removed, but not in the sentence.
    private static func words(_ line: String) throws(Complaint) -> [String] {
        var words: [String] = []
        var word = ""
        var isWord = false  // An empty one, too, where it was quoted.
        var isQuoted = false
        var isSentence = false
        for character in line {
            if character == "\"", !isSentence, words.first?.hasPrefix("#") != true {
                isQuoted.toggle()
                isWord = true
            } else if character == " " || character == "\t" || character == "\r", !isQuoted {
                guard isWord else { continue }
                isSentence = isSentence || word == ":"
                words.append(word)
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        guard !isQuoted else { throw Complaint(reason: "a quote is not closed") }
        return isWord ? words + [word] : words
    }
}
