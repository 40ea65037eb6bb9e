/// Finds the category of a process: a backup, a compiler, a database. It uses only names, arguments and
/// cgroups, so it can be wrong, and reports how certain the category is.
///
/// ```swift
/// let classifier = ProcessClassifier()
/// for process in try collector.processes([.commandLine, .cgroup]).processes {
///     print(process.pid, classifier.classify(process).category)
/// }
/// ```
///
/// The first rule that matches decides. ``ClassifierRule`` has the form of a table.
public struct ProcessClassifier: Sendable, Hashable {
    /// The rules in their order.
    public let rules: [ClassifierRule]

    private static let builtIn = (try? ClassifierRule.table(classifierRules, file: nil)) ?? []

    /// The built-in rules alone.
    public init() {
        rules = Self.builtIn
    }

    /// The rules of a text, before the built-in ones. `file` is the name in errors.
    public init(rules text: String, file: String) throws(ClassifierRuleError) {
        rules = try ClassifierRule.table(text, file: file) + Self.builtIn
    }

    /// The category of a process. With ``ProcessDetails/commandLine`` and ``ProcessDetails/cgroup`` it is
    /// more precise than by the name alone.
    public func classify(_ process: ProcessSnapshot) -> ProcessClassification {
        classify(
            name: process.name, arguments: process.arguments, cgroup: process.cgroup,
            isKernelThread: process.isKernelThread ?? false)
    }

    /// The category of a process with this name, these arguments and this cgroup.
    public func classify(
        name: KernelName?, arguments: [KernelName] = [], cgroup: KernelName? = nil,
        isKernelThread: Bool = false
    ) -> ProcessClassification {
        let words = arguments.map { $0.bytes }
        let names = ProgramNames(name: name?.bytes, arguments: words).all
        let cgroup = cgroup?.bytes ?? []
        let owner = ControlGroupName(cgroup)
        let subject = ClassifierRule.Subject(
            names: names, command: Array(words.joined(separator: [UInt8(ascii: " ")])),
            cgroup: cgroup, unit: owner.unit ?? [], isKernelThread: isKernelThread)
        let rule = rules.first { $0.matches(subject) }
        return ProcessClassification(
            category: rule?.category ?? .other, confidence: rule?.confidence ?? .low,
            sentence: rule?.sentence ?? "No rule knows it.", rule: rule?.place,
            program: names.first.map { KernelName(bytes: $0) },
            unit: owner.unit.map { KernelName(bytes: $0) }, container: owner.container)
    }
}
