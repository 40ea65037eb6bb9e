import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("All fields as text")
struct FieldRowsTests {
    private func page(
        _ sample: Sample, _ sections: [Sample.Section], isOnly: Bool = true, perCPU: Bool = false,
        width: Int? = nil
    ) -> String {
        SampleText(
            sample, nil, sections, isOnly: isOnly, perCPU: perCPU,
            Terminal(width: width, hasColour: false)
        ).page()
    }

    private func words(_ page: String) -> Set<String> {
        Set(page.split { " ,\n".contains($0) }.map(String.init))
    }

    @Test(
        "A section that is named prints every field that the captured machine has", .needsLinux,
        arguments: [
            "debian-6.12-x86_64-machine", "debian-6.1-x86_64-laptop",
            "debian-6.1-x86_64-devices",
        ], [nil, 200])
    func fixtures(fixture: String, width: Int?) throws {
        var collector = try Collector(root: GoldenTests.root(fixture))
        // These tables have their own commands.
        let sections = Sample.Section.allCases.filter { $0 != .process && $0 != .cgroups }
        let sample = collector.sample(Sample.Sections(sections))
        var count = 0
        for section in sections where sample.status(of: section).error == nil {
            let words = words(page(sample, [section], perCPU: true, width: width))
            sample.forEachField { each, labels, field, value in
                let isInTable = SampleText.inTables.contains { $0 == labels.first?.name }
                guard each == section, !isInTable else { return }
                count += 1
                #expect(words.contains(field.name.description), "\(section) \(field.name)")
            }
        }
        #expect(count > 100)
        #expect(!words(page(sample, [.memory], isOnly: false)).contains("percpu_bytes"))
    }

    @Test("A field has a row with its unit, a name that is 0 or unknown everywhere is listed")
    func rows() {
        var memory = Memory()
        (memory.percpuBytes, memory.corruptedBytes) = (3 << 20, 0)
        var sample = Sample()
        sample.memory = .value(memory)
        let text = page(sample, [.memory])
        #expect(text.contains("\n            percpu_bytes  3 MiB\n"))
        #expect(text.contains("\n            0: corrupted_bytes\n"))
        #expect(text.contains("unknown: total_bytes, "))
        #expect(!page(sample, [.memory], isOnly: false).contains("percpu_bytes"))
    }

    @Test(
        "An interface has what was given to it: alias, other names, flags, mtu; also one that is down"
    )
    func interfaces() {
        var (first, second) = (NetworkInterface(), NetworkInterface())
        (first.name, first.alias, first.alternativeNames) = ("eth0", "to the lab", ["enp3s0", "x"])
        (first.mtuBytes, first.carrierChanges, first.flags) = (9000, 4, [.up, .running])
        (second.name, second.mtuBytes, second.carrierChanges) = ("eth1", 1500, 0)
        var network = Networking()
        network.interfaces = [first, second]
        (network.udp.noPorts, network.icmp.inMsgs) = (17, 19)
        var sample = Sample()
        sample.network = .value(network)
        let lines = page(sample, [.network]).split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        for line in [
            "eth1 - in - out", "eth0 mtu_bytes 9000 B", "eth0 carrier_changes 4",
            // Another interface has it, so this one's 0 has a row.
            "eth1 carrier_changes 0", "udp no_ports 17", "icmp in_msgs 19",
            "eth0: alias to the lab, other names enp3s0 x, flags up running",
        ] {
            #expect(lines.contains(line), "\(line) in \(lines)")
        }
    }

    @Test("Soft interrupts are those of all CPUs together, or of each if requested")
    func interrupts() {
        var interrupts = Interrupts()
        interrupts.cpus = [Interrupts.CPUWork(), Interrupts.CPUWork()]
        for index in 0..<2 {
            interrupts.cpus[index].id = index
            interrupts.cpus[index].softInterruptsTimer = 100 + Int64(index)
        }
        interrupts.cpus[1].runNs = 5
        var sample = Sample()
        sample.interrupts = .value(interrupts)
        let together = page(sample, [.interrupts])
        #expect(together.contains("all CPUs  soft_interrupts_timer  201\n"))
        // One part is unknown.
        #expect(together.contains("unknown: ") && !together.contains("run_ns  "))
        let each = page(sample, [.interrupts], perCPU: true)
        #expect(each.contains("cpu 1  soft_interrupts_timer"))
        #expect(each.contains("cpu 0  run_ns") && each.contains("unknown\n"))
    }

    @Test("A wide terminal has several columns, which lose nothing")
    func columns() {
        var network = Networking()
        network.interfaces = (0..<40).map { index in
            var interface = NetworkInterface()
            (interface.name, interface.mtuBytes) = (KernelName("eth\(index)"), 1000 + Int64(index))
            return interface
        }
        var sample = Sample()
        sample.network = .value(network)
        let (wide, narrow) = (page(sample, [.network], width: 300), page(sample, [.network]))
        #expect(words(wide) == words(narrow))
        #expect(wide.count { $0 == "\n" } < narrow.count { $0 == "\n" })
    }
}
