// What a program that links the library can do: nothing internal is seen from here.

import Probe
import Testing

@Suite("Values made by a program")
struct MadeValueTests {
    /// A sample with memory and an interface, at a second of the monotonic clock.
    func sample(second: Int64, rxBytes: Int64) -> Sample {
        var memory = Memory()
        memory.totalBytes = 1 << 30
        var interface = NetworkInterface(name: "eth0")
        interface.counters.rxBytes = rxBytes
        var network = Networking()
        network.interfaces = [NetworkInterface(name: "lo"), interface]
        network.monotonicNs = second * 1_000_000_000
        var sample = Sample()
        sample.wallTimeNs = 1_700_000_000_500_000_000
        sample.memory = .value(memory)
        sample.network = .value(network)
        sample.disk = .error(ProbeError(code: .denied, source: "/proc/diskstats"))
        return sample
    }

    @Test("A sample is read back as it was made, and two of them have rates")
    func samples() throws {
        let sample = sample(second: 3, rxBytes: 3000)
        #expect(sample.memory.value?.totalBytes.map(Double.init) == 1_073_741_824)
        #expect(sample.time.secondsSince1970 == 1_700_000_000.5)
        #expect(sample.error(of: .disk)?.code == .denied && sample.cpu.value == nil)
        let rates = sample.rates(since: self.sample(second: 1, rxBytes: 1000))
        #expect(rates.network.interfaces["eth0"]?.traffic.rxBytesPerSecond == 1000)
        var made = Rates()
        made.network = rates.network
        #expect(made == rates)
    }

    @Test("Items are found by what names them")
    func lookup() throws {
        let network = try sample(second: 1, rxBytes: 5).network.get()
        let name = "eth0"
        #expect(network.interfaces["eth0"]?.counters.rxBytes == 5)
        #expect(network.interfaces[name]?.name == name && network.interfaces["eth1"] == nil)
        #expect(network.interfaces.filter { $0.name == "lo" }.count == 1)
        #expect(KernelName("a") != name && name == KernelName("eth0"))
        var covered = Mount(mountPoint: "/")
        covered.isCovered = true
        var top = Mount(mountPoint: "/")
        top.device = "/dev/vda1"
        #expect([covered, top, Mount(mountPoint: "/srv")]["/"]?.device == "/dev/vda1")
        #expect([top, covered]["/"]?.device == "/dev/vda1" && [top]["/x"] == nil)
        #expect([LogicalCPU(id: 0), LogicalCPU(id: 3)][id: 3]?.id == 3)
        #expect([DiskDevice(name: "vda")]["vda"]?.name == "vda")
    }

    @Test("A quota is read back as it was made")
    func quota() {
        var quota = Quota()
        quota.cpu.limit = .limited(
            1.5, by: LimitSource(level: "/a", file: "/sys/fs/cgroup/a/cpu.max"), incomplete: nil)
        quota.cpu.effectiveCores = 1.5
        quota.memory.low = QuotaLevel.FileValue(.limited(4096), file: "memory.low")
        quota.container = Quota.Container(runtime: .podman, evidence: "/run/.containerenv")
        #expect(quota.cpu.limit.value == 1.5 && quota.cpu.limit.level == "/a")
        #expect(quota.cpu.cpuCount(rounding: .up) == 2 && quota.memory.low.value == 4096)
        #expect(quota.container?.runtime == .podman && quota.memory.low.file == "memory.low")
    }

    @Test("Times in nanoseconds and microseconds have their Duration")
    func durations() {
        var process = ProcessSnapshot(pid: 1)
        (process.childrenUserTimeNs, process.childrenSystemTimeNs) = (3_000_000_000, 5_000)
        #expect(process.childrenUserTime == .seconds(3))
        #expect(process.childrenSystemTime == .microseconds(5))
        var limits = ResourceLimits()
        #expect(limits.cpuTime == nil && limits.realTime == nil)
        limits.cpuNs = ResourceLimit(soft: .limited(7_000_000_000), hard: .unlimited)
        limits.rttimeNs = ResourceLimit(soft: .unlimited, hard: .limited(2_000))
        #expect(limits.cpuTime?.soft == .seconds(7) && limits.cpuTime?.hard == nil)
        #expect(limits.realTime?.soft == nil && limits.realTime?.hard == .microseconds(2))
        var level = QuotaLevel()
        level.cpu = QuotaLevel.FileValue(.limited(CPUBandwidth(quotaUs: 50_000, periodUs: 100_000)))
        level.cpuPeriodUs = 100_000
        level.cpuBurst = QuotaLevel.FileValue(.limited(20))
        level.cpuUsage = QuotaLevel.FileValue(.limited(30))
        #expect(level.cpu.value?.quota == .milliseconds(50))
        #expect(
            level.cpu.value?.period == .milliseconds(100)
                && level.cpuPeriod == level.cpu.value?.period)
        #expect(level.cpuBurstTime == .microseconds(20) && level.cpuUsageTime == .nanoseconds(30))
        #expect(Diagnosis(windowNs: 9).window == .nanoseconds(9))
        var entry = Diagnosis.ProcessActivity.Entry(process: process)
        entry.cpuNs = 1.5e9
        #expect(entry.cpuTime == .milliseconds(1500) && entry.unseenChildrenTime == nil)
    }

    @Test("Labels are a collection")
    func labels() {
        let device = Sample.Field.Label(name: "device", value: .name("vda"))
        let index = Sample.Field.Label(name: "index", value: .number(3))
        let labels = Sample.Field.Labels(device, index)
        #expect(labels.count == 2 && labels.map { $0 } == [device, index] && labels[1] == index)
        #expect(Sample.Field.Labels().isEmpty && labels != Sample.Field.Labels(device))
        #expect(Set([labels, Sample.Field.Labels(device, index)]).count == 1)
        #expect(Sample.Field.Labels(nil, index).isEmpty)
    }

    @Test("A choice of sections is made of a list")
    func sections() {
        #expect(Sample.Sections([Sample.Section.cpu, .sensors]) == [.cpu, .sensors])
        #expect(Sample.Sections(Sample.Section.usual) == .usual)
        let bits = Sample.Section.allCases.map { Sample.Sections($0).rawValue }
        #expect(bits == Sample.Section.allCases.indices.map { 1 << UInt32($0) })
        #expect(
            !Sample.Sections.usual.contains(.process) && !Sample.Sections.usual.contains(.sensors))
    }

    @Test("A mount point has the mount that a path reaches")
    func mounts() {
        var (lower, upper, apart) = (
            Mount(mountPoint: "/a"), Mount(mountPoint: "/a"), Mount(mountPoint: "/b/c")
        )
        (lower.id, upper.id, apart.id) = (1, 2, 3)
        lower.isCovered = true
        apart.isCovered = true
        var last = apart
        last.id = 4
        let mounts = [lower, upper, apart, last]
        #expect(mounts["/a"]?.id == 2 && mounts["/b/c"]?.id == 4 && mounts["/"] == nil)
        #expect([upper, lower]["/a"]?.id == 2)
    }

    @Test("The first of a table come with what they did")
    func top() {
        func table(_ second: Int64, _ busy: Int64) -> ProcessTable {
            var table = ProcessTable()
            table.bootID = BootID(high: 1, low: 2)
            table.monotonicNs = second * 1_000_000_000
            table.uptimeNs = table.monotonicNs
            table.processes = ([1, 2, 3] as [Int32]).map { pid in
                var process = ProcessSnapshot(pid: pid)
                (process.startTicks, process.startNs) = (7, 70_000_000)
                process.name = "p"
                process.totalTimeNs = pid == 2 ? busy : 0
                return process
            }
            return table
        }
        let top = table(3, 1_000_000_000).top(1, by: .cpu, since: table(1, 0))
        #expect(top.map { $0.process.pid } == [2] && top.first?.rates.usagePercent == 50)
        #expect(top.first?.id != ProcessSnapshot(pid: 2).id)
    }

    @Test("Numbers that no machine has are counted with, encoded and printed without a trap")
    func extremes() throws {
        var load = Load()
        load.load1 = -0x1p63
        load.tasks = Load.Tasks()
        var cpu = CPU()
        cpu.online = .max
        var quota = Quota()
        quota.cpu.effectiveCores = .nan
        #expect(quota.cpu.cpuCount() == 1)
        quota.cpu.effectiveCores = -1e300
        #expect(quota.cpu.cpuCount(rounding: .nearest) == 1)
        var sample = Sample()
        (sample.load, sample.cpu, sample.quota) = (.value(load), .value(cpu), .value(quota))
        #expect(sample.json().contains("\"load1\":-9.22"))
        var options = Diagnosis.Options()
        options.processes = -1
        let evidence = Diagnosis.Evidence(before: sample, after: sample, options: options)
        #expect(!Diagnosis(evidence).headlines.isEmpty)
        #expect(NumberSet([.max, .max, 5_000_000_000, 7]) == [7])
        let long = NumberSet(stride(from: 4, to: 2000, by: 2))
        #expect(long.description.utf8.count > 4095 && NumberSet(long.description) == long)
    }

    @Test("Names compare with text, in either order")
    func names() {
        let name: KernelName? = "eth0"
        let text = "eth0"
        #expect(name == text && text == name && !(name != text) && name != "eth1")
    }
}
