import Foundation
import Testing

@testable import Probe
@testable import probectl

@Suite("A quota in text", .needsLinux)
struct QuotaTextTests {
    /// The text for an invented machine.
    func text(_ files: [String: String]) throws -> String {
        let manager = FileManager.default
        let root = manager.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? manager.removeItem(at: root) }
        var all = files
        all["/proc/meminfo"] = "MemTotal: 1048576 kB\nMemAvailable: 524288 kB\n"
        all["/sys/devices/system/cpu/online"] = "0-7\n"
        for (path, text) in all {
            let file = root.appendingPathComponent(path)
            try manager.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var collector = try Collector(root: root.path)
        let quota = try collector.quota()
        return QuotaText(quota, Terminal(width: nil, hasColour: false)).page()
    }

    @Test("A sample has the use of the limit of CPU time in the window, if there is a limit")
    func use() throws {
        var sample = Sample()
        sample.slots.quota.reading = .value(Quota())
        func page(_ used: Double?, _ throttled: Double?) -> [String] {
            var rates = Rates()
            rates.quota.cpuPercentOfLimit = used
            rates.quota.throttledPercent = throttled
            let terminal = Terminal(width: nil, hasColour: false)
            return SampleText(sample, rates, [.quota], perCPU: false, terminal).page()
                .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(page(99.94, 95)[1] == "99.9% of the quota used, used up in 95.0% of its periods")
        #expect(page(12, 0)[1] == "12.0% of the quota used")
        #expect(page(nil, 3)[1] == "used up in 3.0% of its periods")
        #expect(page(nil, nil).count == page(12, 0).count - 1)
    }

    @Test("All usage, waiting and limits of a cgroup are printed")
    func all() throws {
        let group = "/sys/fs/cgroup/a"
        let text = try text([
            "/proc/self/cgroup": "0::/a\n",
            "/proc/self/mountinfo": "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
            "/proc/self/status": "Cpus_allowed_list:\t0-7\n",
            "/proc/sys/kernel/threads-max": "1000\n", "/proc/sys/kernel/pid_max": "32768\n",
            "/proc/self/limits":
                "Limit  Soft Limit  Hard Limit  Units\n"
                + "Max processes             64                   unlimited            processes \n"
                + "Max open files            1024                 4096                 files     \n"
                + "Max address space         67108864             67108864             bytes     \n",
            "/sys/fs/cgroup/cgroup.controllers": "cpuset cpu io memory hugetlb pids\n",
            "\(group)/cgroup.events": "populated 1\n", "\(group)/cpu.max": "150000 100000\n",
            "\(group)/cpu.stat":
                "nr_periods 9\nnr_throttled 4\nthrottled_usec 1500000\nnr_bursts 2\n",
            "\(group)/cpu.pressure": "some avg10=12.50 avg60=0.00 avg300=0.00 total=0\n",
            "\(group)/cpuset.cpus.effective": "0-3\n", "\(group)/cpuset.mems.effective": "0-1\n",
            "\(group)/memory.max": "268435456\n", "\(group)/memory.current": "6000000\n",
            "\(group)/memory.peak": "7000000\n", "\(group)/memory.swap.max": "104857600\n",
            "\(group)/memory.swap.current": "5242880\n",
            "\(group)/memory.events": "low 0\nhigh 3\nmax 2\noom 1\noom_kill 4\n",
            "\(group)/pids.max": "100\n", "\(group)/pids.current": "7\n",
            "\(group)/io.max": "8:0 rbps=max wbps=1048576 riops=max wiops=max\n",
            "\(group)/io.stat": "8:0 rbytes=4096 wbytes=0 rios=2 wios=0 dbytes=0 dios=0\n",
            "\(group)/hugetlb.2MB.max": "20971520\n",
            "\(group)/hugetlb.2MB.current": "4194304\n",
        ])
        for line in [
            "CPU         1.5 CPUs of 8 online, limited by /sys/fs/cgroup/a/cpu.max",
            "            throttled in 4 of 9 periods, 1.5 s in total, 2 bursts",
            "            above memory.high 3 times, at the limit 2 times, out of memory 1 time",
            "            4 processes killed by the OOM killer",
            "swap        100 MiB, limited by /sys/fs/cgroup/a/memory.swap.max, 5 MiB used",
            "tasks       100, limited by /sys/fs/cgroup/a/pids.max, 7 used",
            "io          device 8:0: 1048576 B/s written, limited by /sys/fs/cgroup/a/io.max",
            "            device 8:0: 4 KiB read in 2",
            "huge pages  20 MiB in pages of 2 MiB, limited by /sys/fs/cgroup/a/hugetlb.2MB.max, "
                + "4 MiB used",
            "pressure    stalled 12.5% on CPU (last 10 s)",
            "process     at most 64 MiB per process (RLIMIT_AS)",
            "rlimits     nproc 64 (hard unlimited), nofile 1024 (hard 4096), as 64 MiB",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line) in:\n\(text)")
        }
        for fileValue in [
            "cpuset.cpus.effective 0-3   cpuset.mems.effective 0-1", "memory.peak 7000000",
            "memory.swap.current 5242880", "hugetlb.2MB.max 20971520",
        ] {
            #expect(text.contains(fileValue), "\(fileValue) in:\n\(text)")
        }
    }

    @Test("A group that limits huge pages is not said to have no limits")
    func hugePages() throws {
        let text = try text([
            "/proc/self/cgroup": "3:hugetlb:/a/b\n",
            "/proc/self/mountinfo": "30 20 0:26 / /h rw - cgroup cgroup rw,hugetlb\n",
            "/h/a/hugetlb.2MB.limit_in_bytes": "20971520\n",
            "/h/a/b/hugetlb.2MB.limit_in_bytes": "41943040\n",
        ])
        #expect(text.contains("  /a/b  no binding limit here\n"), "\(text)")
        #expect(text.contains("  /a    hugetlb.2MB.limit_in_bytes 20971520\n"), "\(text)")
    }

    @Test("A number that is not exact says at most or at least, and why")
    func inexact() throws {
        let group = "/sys/fs/cgroup/a"
        let text = try text([
            "/proc/self/cgroup": "0::/a/b\n",
            "/proc/self/mountinfo": "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
            "\(group)/cgroup.events": "populated 1\n", "\(group)/cpu.max": "300000 100000\n",
            "\(group)/b/cgroup.events": "populated 1\n", "\(group)/b/cpu.max": "x\n",
            "\(group)/memory.max": "500\n", "\(group)/memory.current": "450\n",
            "\(group)/b/memory.max": "200\n", "\(group)/b/memory.current": "100\n",
            "\(group)/b/cpuset.cpus": "0-1\n", "/proc/self/status": "Cpus_allowed_list:\t0-7\n",
        ])
        for line in [
            "CPU         at most 2 CPUs of 8 online, limited by the cpuset (0-1); the quota is 3",
            "            because a cgroup could not be read (cpu.max, line 1: malformed)",
            "memory      200 B, limited by /sys/fs/cgroup/a/b/memory.max, 100 B used by the cgroup",
            "available   at least 50 B",
            "            because the usage of a cgroup is unknown (memory.stat: not found)",
        ] {
            #expect(text.split(separator: "\n").contains(Substring(line)), "\(line) in:\n\(text)")
        }
        #expect(text.contains("cpuset.cpus 0-1"), "the file that was read: \(text)")
    }
}
