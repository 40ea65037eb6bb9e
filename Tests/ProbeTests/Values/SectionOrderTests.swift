import CProbe
import Testing

@testable import Probe

/// A section's answer, or why there is none.
private typealias Answer = AnyHashable

extension Collector {
    /// Reads one section within the sample that has begun.
    fileprivate mutating func answer(
        _ section: Sample.Section, _ shared: UnsafeMutablePointer<cprobe_shared>?
    ) -> Answer {
        do throws(ProbeError) {
            switch section {
            case .cpu:
                var value = CPU()
                try read(into: &value, shared)
                return value
            case .load:
                var value = Load()
                try read(into: &value)
                return value
            case .memory:
                var value = Memory()
                try read(into: &value, shared)
                return value
            case .disk:
                var value = Disk()
                try read(into: &value)
                return value
            case .filesystem:
                var value = Filesystem()
                try read(into: &value, shared)
                return value
            case .network:
                var value = Networking()
                try read(into: &value)
                return value
            case .io:
                var value = IO()
                try read(into: &value)
                return value
            case .pressure:
                var value = Pressure()
                try read(into: &value)
                return value
            case .quota:
                var value = Quota()
                try read(into: &value, of: .own, UnsafePointer(shared))
                return value
            case .process:
                var value = ProcessTable()
                try read(into: &value, ProcessDetails.all)
                return value
            case .sensors:
                var value = Sensors()
                try read(into: &value)
                return value
            case .cgroups:
                var value = CgroupTable()
                try read(into: &value)
                return value
            case .swap:
                var value = Swap()
                try read(into: &value)
                return value
            case .interrupts:
                var value = Interrupts()
                try read(into: &value)
                return value
            case .host:
                var value = HostSystem()
                try read(into: &value)
                return value
            case .power:
                var value = Power()
                try read(into: &value)
                return value
            case .gpu:
                var value = GPU()
                try read(into: &value)
                return value
            case .memoryDetails:
                var value = MemoryDetails()
                try read(into: &value)
                return value
            case .routing:
                var value = Routing()
                try read(into: &value)
                return value
            case .topology:
                var value = Topology()
                try read(into: &value)
                return value
            case .storage:
                var value = Storage()
                try read(into: &value)
                return value
            case .protocols:
                var value = Protocols()
                try read(into: &value)
                return value
            case .connections:
                var value = Connections()
                try read(into: &value)
                return value
            }
        } catch {
            return error
        }
    }

    /// Reads sections in this order as one sample, which shares values where `isShared`.
    fileprivate mutating func answers(_ order: [Sample.Section], isShared: Bool) -> [Answer] {
        var text = [CChar](repeating: 0, count: 8192)
        return text.withUnsafeMutableBufferPointer { text in
            var shared = cprobe_shared()
            (shared.mountinfo, shared.mountinfo_capacity) = (text.baseAddress, text.count)
            return withUnsafeMutablePointer(to: &shared) { shared in
                cprobe_collector_begin(storage)
                return order.map { answer($0, isShared ? shared : nil) }
            }
        }
    }
}

@Suite(
    "Sections in any order, alone and together",
    .enabled(if: Capabilities.current.has(.cpu), "this build reads no sections"))
struct SectionOrderTests {
    /// What each section says by a collector of its own.
    private static func alone(_ root: String) throws -> [Sample.Section: Answer] {
        var answers: [Sample.Section: Answer] = [:]
        for section in Sample.Section.allCases {
            var collector = try Collector(root: root)
            answers[section] = collector.answers([section], isShared: false)[0]
        }
        return answers
    }

    @Test("Every ordered pair says what each section says alone", arguments: Fixture.names)
    func pairs(name: String) throws {
        let root = Fixture.root(name)
        let alone = try Self.alone(root)
        #expect(alone.count == Sample.Section.allCases.count)
        for isShared in [false, true] {
            for first in Sample.Section.allCases {
                // By one collector for all that follow the first, whose caches they find.
                var collector = try Collector(root: root, readsOnce: isShared)
                for second in Sample.Section.allCases where second != first {
                    let answers = collector.answers([first, second], isShared: isShared)
                    #expect(answers[0] == alone[first], "\(first) before \(second)")
                    #expect(answers[1] == alone[second], "\(second) after \(first)")
                }
            }
        }
    }

    @Test("1,000 permutations of all sections say what each section says alone")
    func permutations() throws {
        var random = SeededGenerator(state: 0x5eed)
        // A sensor is read by a child process, whose start takes longer than all the others.
        let sections = Sample.Section.allCases.filter { $0 != .sensors }
        var count = 0
        for name in Fixture.names {
            let root = Fixture.root(name)
            let alone = try Self.alone(root)
            for _ in 0..<(1000 + Fixture.names.count - 1) / Fixture.names.count {
                let order = sections.shuffled(using: &random)
                var collector = try Collector(root: root, readsOnce: random.next() & 1 == 0)
                for isShared in [true, false] {
                    let answers = collector.answers(order, isShared: isShared)
                    for (section, answer) in zip(order, answers) where answer != alone[section] {
                        Issue.record("\(name): \(section) in \(order), shared: \(isShared)")
                    }
                }
                count += 1
            }
        }
        #expect(count >= 1000)
    }

    @Test("No section hands a value to another that the caller does not pass on")
    func nothingHidden() throws {
        let machine = try DamagedMachine("debian-6.1-x86_64-v2")
        let sections = Sample.Section.allCases.filter { $0 != .quota && $0 != .sensors }
        var random = SeededGenerator(state: 1)
        for readsOnce in [false, true] {
            var collector = try Collector(root: machine.root, readsOnce: readsOnce)
            for round in 1...8 {
                _ = collector.answers(sections.shuffled(using: &random), isShared: false)
                // Within the same sample: what was read before the quota is of no more use to it.
                try machine.write(
                    "/sys/devices/system/cpu/online", round % 2 == 0 ? "0\n" : "0-\(round)\n")
                try machine.write(
                    "/proc/meminfo",
                    "MemTotal: \(round * 1000) kB\nMemFree: 7 kB\nMemAvailable: \(round * 10) kB\n")
                let quota = collector.answer(.quota, nil)
                var fresh = try Collector(root: machine.root)
                #expect(quota == AnyHashable(try fresh.quota()), "round \(round)")
                let memory = collector.answer(.memory, nil) as? Memory
                #expect(memory?.totalBytes == Int64(round) * 1_024_000)
            }
        }
    }

    @Test(
        "The mounts that a sample passes on give the quota that it has alone",
        .enabled("no cgroup hierarchy is mounted here") {
            var collector = try Collector(readsOnce: true)
            return try !collector.quota().hierarchies.isEmpty
        })
    func mounts() throws {
        var text = [CChar](repeating: 0, count: 1 << 20)
        try text.withUnsafeMutableBufferPointer { text in
            var shared = cprobe_shared()
            (shared.mountinfo, shared.mountinfo_capacity) = (text.baseAddress, text.count)
            var collector = try Collector(readsOnce: true)
            cprobe_collector_begin(collector.storage)
            _ = collector.answer(.filesystem, &shared)
            #expect(shared.mountinfo_length > 0)
            let quota = try #require(collector.answer(.quota, &shared) as? Quota)
            var other = try Collector(readsOnce: true)
            let alone = try other.quota()
            #expect(quota.hierarchies == alone.hierarchies)
            #expect(quota.levels.map(\.directory) == alone.levels.map(\.directory))
            #expect(quota.cpu.limit == alone.cpu.limit && quota.memory.limit == alone.memory.limit)
            // A text without cgroups, in the place of that: then it was really used.
            shared.mountinfo_length = 1
            text[0] = 10
            cprobe_collector_begin(collector.storage)
            let none = try #require(collector.answer(.quota, &shared) as? Quota)
            try #require(!alone.hierarchies.isEmpty)
            #expect(none.hierarchies != alone.hierarchies)
        }
    }

    @Test("A text of memory with a failure is not passed on: the quota names the failure itself")
    func damagedMemory() throws {
        let machine = try DamagedMachine("debian-6.1-x86_64-v2")
        try machine.write(
            "/proc/meminfo", "MemTotal: 1000 kB\nMemFree: 7 kB\nMemAvailable: 2000 kB\n")
        var collector = try Collector(root: machine.root)
        let alone = collector.answers([.quota], isShared: false)[0]
        #expect((alone as? Quota)?.failures.isEmpty == false)
        #expect(collector.answers([.memory, .quota], isShared: true)[1] == alone)
    }

    @Test("What the caller passes on is not read again")
    func passedOn() throws {
        let root = Fixture.root("debian-6.1-x86_64-v2")
        var collector = try Collector(root: root)
        var shared = cprobe_shared()
        shared.online = 3
        shared.memory_total_bytes = 5_000_000
        shared.memory_available_bytes = 1_000_000
        cprobe_collector_begin(collector.storage)
        let quota = try #require(collector.answer(.quota, &shared) as? Quota)
        #expect(quota.cpu.online == 3 && quota.memory.physicalBytes == 5_000_000)
        let plain = try collector.quota()
        #expect(plain.cpu.online != 3 && plain.memory.physicalBytes != 5_000_000)
    }
}

/// SplitMix64: the same order at each run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
