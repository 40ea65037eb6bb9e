import Testing

@testable import Probe
@testable import probectl

/// How a diagnosis is printed. What is concluded is tested beside the library.
@Suite("Why, as text and as JSON")
struct WhyTextTests {
    private func culprit(_ name: String, _ pid: Int32) -> Diagnosis.Account.Culprit {
        var process = ProcessSnapshot()
        (process.pid, process.name) = (pid, KernelName(name))
        process.ageNs = 11_000_000_000
        return Diagnosis.Account.Culprit(
            process: process, classification: ProcessClassifier().classify(process), value: 98,
            amount: "98% of one CPU", sharePercent: 25)
    }

    private func busy(_ name: String, _ remarks: [String] = []) -> Diagnosis {
        let member = culprit(name, 10)
        let category = Diagnosis.Account.Category(
            category: member.classification.category, count: 1, names: [member.title],
            sharePercent: 25)
        return Diagnosis(
            findings: [
                Diagnosis.Finding(
                    resource: .cpu, kind: .cpuBusy, severity: .severe,
                    title: "CPU busy (97% of 4 CPUs)", details: ["97% of 4 CPUs are in use."],
                    account: Diagnosis.Account(
                        culprits: [member], categories: [category], unit: .percent,
                        whole: "of the CPU time used", remarks: remarks))
            ], windowNs: 2_000_000_000)
    }

    private func text(_ diagnosis: Diagnosis, width: Int? = nil) -> String {
        WhyText(diagnosis, Terminal(width: width, hasColour: false)).page()
    }

    @Test("Where nothing is short the page is one line")
    func nothing() {
        let diagnosis = Diagnosis(figures: ["2% of 4 CPUs in use"], windowNs: 2_000_000_000)
        #expect(text(diagnosis) == "Nothing is short: 2% of 4 CPUs in use.\n")
    }

    @Test("A process is printed with its part and its age, in the width of the terminal")
    func process() {
        let page = text(busy("swift-frontend"), width: 80)
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(page.contains("swift-frontend 10: 98% of one CPU, 25%; started 11 s ago"))
        #expect(page.contains("due to      development: 1 process, 25% of the CPU time used"))
    }

    @Test("A remark is printed also where no process is to blame")
    func remark() {
        let account = Diagnosis.Account(
            unit: .bytesPerSecond, whole: "of what the disks read and wrote",
            remarks: ["No process was seen to read or write."])
        let diagnosis = Diagnosis(findings: [
            Diagnosis.Finding(
                resource: .disk, kind: .diskBusy, severity: .high, title: "Disk sda busy",
                account: account)
        ])
        #expect(text(diagnosis).contains("No process was seen to read or write."))
        #expect(!text(diagnosis).contains("due to"))
    }

    @Test("No control character of a name reaches the terminal")
    func control() {
        let diagnosis = busy("a\u{1b}[31mb")
        let page = text(diagnosis, width: 40)
        #expect(!page.contains("\u{1b}") && page.contains("\\x1b"))
        #expect(!diagnosis.json().contains("\u{1b}"))
    }
}
