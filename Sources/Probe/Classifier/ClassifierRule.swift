/// One rule of the classifier, as a line of its table says it:
///
///     category  confidence  condition…  : sentence
///     backup    high        name=restic|borg                : Makes encrypted backups.
///     backup    medium      name=tar command="* /srv/*"     : Archives the data of our services.
///
/// All conditions have to hold. Each is a key and patterns with `|` between them, of which one has to
/// match; `*` matches any number of any characters. A pattern with spaces is put in quotes. A line
/// that ends with `\` goes on in the next.
public struct ClassifierRule: Sendable, Hashable {
    /// What a process that matches is.
    public let category: ProcessCategory
    /// How sure that is.
    public let confidence: ProcessClassification.Confidence
    /// What there is to say of it.
    public let sentence: String
    /// The place of the rule.
    public let place: ProcessClassification.RulePlace
    /// What has to hold.
    let conditions: [Condition]

    /// What a condition looks at.
    enum Key: String, CaseIterable {
        /// The program's name, that of an interpreter's script, or the kernel's name of 15 bytes.
        case name
        /// The command line, with spaces between its words.
        case command
        /// The systemd unit.
        case unit
        /// The path of the cgroup.
        case cgroup
        /// "yes" of a thread of the kernel's own, "no" of a program.
        case kernel
    }

    struct Condition: Sendable, Hashable {
        let key: Key
        let patterns: [NamePattern]
    }

    /// What the conditions look at, made once for all rules.
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

/// A table of rules that cannot be understood: which file and line, and why.
public struct ClassifierRuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// Why, in plain words.
    public let reason: String

    /// One line: "my.rules, line 3: there is no condition 'nam='".
    public var description: String { "\(file), line \(line): \(reason)" }
}

extension ClassifierRule {
    /// The rules of a table: one a line; empty lines and those that begin with `#` are passed over.
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

    /// The rule of one line; nil of a line without one.
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

    /// The words of a line. Before the sentence quotes keep spaces; in it they are ordinary characters.
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
