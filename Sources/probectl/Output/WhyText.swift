import Probe

/// A diagnosis for people: the conclusion first, then the evidence.
struct WhyText {
    let diagnosis: Diagnosis
    let terminal: Terminal

    init(_ diagnosis: Diagnosis, _ terminal: Terminal) {
        self.diagnosis = diagnosis
        self.terminal = terminal
    }

    func page() -> String {
        var page = Page(terminal)
        for headline in diagnosis.headlines {
            page.paragraph(headline, isAlarm: (diagnosis.severity ?? .noticed) > .noticed)
        }
        for finding in diagnosis.findings {
            page.blank()
            page.line(Self.label(finding.resource), finding.details.first ?? finding.title)
            for fileValue in finding.details.dropFirst() { page.line("", fileValue) }
            if let since = finding.since {
                page.line("since", "\(since.words) (\(since.evidence))")
            }
            if let account = finding.account { add(account, &page) }
        }
        if !diagnosis.gaps.isEmpty { page.blank() }
        for (index, gap) in diagnosis.gaps.enumerated() {
            page.line(index == 0 ? "not known" : "", gap)
        }
        return page.text
    }

    private static func label(_ resource: Diagnosis.Resource) -> String {
        switch resource {
        case .cpuQuota: "cpu quota"
        case .openFiles: "open files"
        default: resource.rawValue
        }
    }

    private func add(_ account: Diagnosis.Account, _ page: inout Page) {
        for (index, category) in account.categories.enumerated() {
            let members = account.culprits.filter {
                $0.classification.category == category.category
            }
            // A category without a process worth naming is part of the remainder.
            guard !members.isEmpty else { continue }
            page.line(
                index == 0 ? "due to" : "",
                "\(category.category): \(counted(category.count, "process", "processes")), "
                    + "\(Self.share(category.sharePercent)) \(account.whole)")
            for member in members { page.item(Self.line(member)) }
        }
        for remark in account.remarks { page.line("", remark) }
        for (index, cgroup) in account.controlGroups.prefix(3).enumerated() {
            page.line(
                index == 0 ? "cgroups" : "", "\(Self.share(cgroup.sharePercent)) in \(cgroup.path)")
        }
    }

    private static func line(_ culprit: Diagnosis.Account.Culprit) -> String {
        let classification = culprit.classification
        var parts = ["\(culprit.name): \(culprit.amount), \(share(culprit.sharePercent))"]
        if culprit.hasEnded {
            parts.append("ended meanwhile")
        } else if let age = culprit.process.ageNs {
            parts.append("started \(Self.age(age)) ago")
        }
        let sure =
            switch classification.confidence {
            case .high: ""
            case .medium: " (likely)"
            case .low: " (a guess)"
            }
        if classification.confidence == .low, let command = shortCommand(culprit.process) {
            parts.append(command)
        }
        if classification.rule != nil { parts.append(trimmed(classification.sentence) + sure) }
        if let container = classification.container {
            parts.append("container \(container)")
        } else if let unit = classification.unit {
            parts.append("\(unit)")
        }
        return parts.joined(separator: "; ")
    }

    /// The maximum length of a command line, enough to recognize a script.
    private static let commandLength = 60

    private static func shortCommand(_ process: ProcessSnapshot) -> String? {
        let words = process.arguments.map { $0.description }.joined(separator: " ")
        guard !words.isEmpty else { return nil }
        let isCut = words.count > commandLength || process.isCommandLineCut == true
        return isCut ? "\(words.prefix(commandLength))…" : words
    }

    private static func trimmed(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private static func share(_ percent: Double) -> String {
        "\(decimal(percent, 0))%"
    }

    private static func age(_ ns: Int64) -> String {
        ProcessText.age(ns)
    }
}
