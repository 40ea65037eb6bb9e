import CProbe
import CProbeInternals
import Testing

@Suite("Longer files of a cgroup and of a process, each cut at every byte")
struct GroupStreamTests {
    /// Calls with the lines of a text.
    func lines<R>(_ text: [UInt8], _ body: (inout cp_lines) -> R) -> R {
        text.asC { base, length in
            var lines = cp_lines_of(base, length)
            return body(&lines)
        }
    }

    /// Every beginning of a text says of each field what the whole does, or nothing; of the last number
    /// of all it may have the first digits. What lies behind a text costs nothing.
    func cut(_ text: [UInt8], _ fields: ([UInt8]) -> [UInt64?]) {
        let whole = fields(text)
        #expect(whole.contains { $0 != nil })
        for length in 0..<text.count {
            let parts = fields(Array(text.prefix(length)))
            let others = zip(parts, whole).filter { $0 != nil && $0 != $1 }
            if others.count > 1 || !others.allSatisfy({ isCut($0!, of: $1 ?? .max) }) {
                Issue.record("cut at \(length): \(others)")
                return
            }
        }
        for end in textEnds {
            #expect(fields(withoutEnd(text) + Array(end.utf8)) == whole, "\(end.debugDescription)")
        }
    }

    func throttling(_ text: [UInt8]) -> [UInt64?] {
        var stat = cp_cpu_stat()
        _ = lines(text) { cp_cpu_stat_parse(&$0, &stat) }
        let read = stat.throttling
        let values = [
            read.periods, read.throttled_periods, read.throttled_ns, read.bursts, read.burst_ns,
        ]
        return values.enumerated().map {
            cprobe_has(read.present_fields, UInt32($0.offset)) ? $0.element : nil
        } + [stat.has_usage ? stat.usage_ns : nil]
    }

    @Test("cpu.stat, of v2 in microseconds and of v1 in nanoseconds")
    func cpuStat() throws {
        let v2 = try Fixture.bytes(
            "debian-6.1-x86_64-v2", "/sys/fs/cgroup/app.slice/web.service/cpu.stat")
        cut(v2, throttling)
        let text =
            "usage_usec 9\nnr_periods 3\nnr_throttled 2\nthrottled_usec 70\nnr_bursts 1\nburst_usec 5\n"
        #expect(throttling(Array(text.utf8)) == [3, 2, 70_000, 1, 5_000, 9_000])
        let v1 = "nr_periods 3\nnr_throttled 2\nthrottled_time 70\nwait_sum 8\n"
        #expect(throttling(Array(v1.utf8)) == [3, 2, 70, nil, nil, nil])
        #expect(
            throttling(Array("usage_usec 5\nnr_periods x\nnr_throttled 1\n".utf8))
                == [nil, 1, nil, nil, nil, 5_000])
        #expect(
            throttling(Array("usage_usec x\nnr_periods 3\n".utf8))
                == [3, nil, nil, nil, nil, nil])
        #expect(throttling(Array("throttled_usec 18446744073709551615\n".utf8))[2] == nil)
    }

    func events(_ text: [UInt8]) -> [UInt64?] {
        var read = cprobe_memory_events()
        _ = lines(text) { cp_memory_events_parse(&$0, &read) }
        return [read.high, read.max, read.oom, read.oom_kill].enumerated().map {
            cprobe_has(read.present_fields, UInt32($0.offset)) ? $0.element : nil
        }
    }

    @Test("memory.events, and memory.oom_control of v1")
    func memoryEvents() throws {
        cut(
            try Fixture.bytes(
                "debian-6.1-x86_64-v2", "/sys/fs/cgroup/app.slice/web.service/memory.events"),
            events)
        let v1 = "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n"
        #expect(events(Array(v1.utf8)) == [nil, nil, nil, 7])
    }

    func stat(_ text: [UInt8]) -> [UInt64?] {
        var read = cp_memory_stat()
        _ = lines(text) { cp_memory_stat_parse(&$0, &read) }
        return [
            read.has_limit ? read.limit.value : nil, read.has_memsw ? read.memsw.value : nil,
            read.has_inactive_file ? read.inactive_file_bytes : nil,
            read.has_active_file ? read.active_file_bytes : nil,
        ]
    }

    @Test("memory.stat, of v2 and of v1")
    func memoryStat() throws {
        cut(
            try Fixture.bytes(
                "debian-6.1-x86_64-v2", "/sys/fs/cgroup/app.slice/web.service/memory.stat"),
            { stat($0) })
        // Of v1 the group's own number comes first, and is what is known until the total comes.
        let v1 =
            "inactive_file 1\nactive_file 2\nhierarchical_memory_limit 300\n"
            + "total_inactive_file 4\ntotal_active_file 5\n"
        #expect(stat(Array(v1.utf8)) == [300, nil, 4, 5])
        #expect(stat(Array("inactive_file 1\nactive_file 2\n".utf8)) == [nil, nil, 1, 2])
    }

    func devices(_ text: [UInt8]) -> [UInt64?] {
        lines(text) { lines in
            var line = cp_span()
            var end = cp_line_end.CP_LINE_WHOLE
            var all: [UInt64?] = []
            while cp_lines_next(&lines, &line, &end) {
                var device = cp_device()
                var limits = [cp_limit_value](repeating: cp_limit_value(), count: 4)
                let ok = cp_io_max_parse(line, end, &device, &limits)
                all += limits.map { ok && $0.is_limited ? $0.value : nil }
            }
            return all + [UInt64?](repeating: nil, count: max(0, 8 - all.count))
        }
    }

    @Test("io.max")
    func ioMax() {
        let text =
            "8:0 rbps=2097152 wbps=max riops=max wiops=120\n259:1 rbps=7 wbps=max riops=8 wiops=9\n"
        #expect(devices(Array(text.utf8)) == [2_097_152, nil, nil, 120, 7, nil, 8, 9])
        cut(Array(text.utf8), devices)
        for bad in ["8:0 rbps=x\n", "8 rbps=1\n", "8:0rbps=1\n", "a:b rbps=1\n", "8:0 rbps\n"] {
            #expect(devices(Array(bad.utf8)).allSatisfy { $0 == nil }, "\(bad)")
        }
    }

    func limits(_ text: [UInt8]) -> [UInt64?] {
        var all = [cprobe_rlimit](repeating: cprobe_rlimit(), count: Int(CPROBE_RLIMITS))
        _ = lines(text) { lines in
            all.withUnsafeMutableBufferPointer { cp_limits_parse(&lines, $0.baseAddress) }
        }
        return all.flatMap { limit -> [UInt64?] in
            guard limit.is_known else { return [nil, nil] }
            return [
                limit.soft_unlimited ? .max : limit.soft, limit.hard_unlimited ? .max : limit.hard,
            ]
        }
    }

    @Test("/proc/PID/limits")
    func processLimits() throws {
        let text = try Fixture.bytes("debian-6.1-x86_64-v2", "/proc/self/limits")
        let read = limits(text)
        #expect(read.count == 32 && !read.contains(nil), "all sixteen are known")
        #expect(read[Int(CPROBE_RLIMIT_NOFILE_INDEX) * 2] == 1024)
        cut(text, limits)
    }

    @Test("Lists in common")
    func common() {
        func count(_ a: String, _ b: String) -> UInt32 {
            a.asC { first, length in
                b.asC {
                    cp_cpulist_common(
                        cp_span(bytes: first, length: length), cp_span(bytes: $0, length: $1))
                }
            }
        }
        #expect(count("0-3,8\n", "2-9\n") == 3)
        #expect(count("0,2,4,6\n", "0-7\n") == 4)
        #expect(count("0-7\n", "1,3\n") == 2)
        #expect(count("\n", "0-7\n") == 0)
        #expect(count("0-1\n", "2-3\n") == 0)
    }

    @Test(
        "The container runtime, by what it leaves",
        arguments: [
            ("/kubepods/besteffort/pod1/abc", cprobe_container_runtime.CPROBE_CONTAINER_KUBERNETES),
            ("/system.slice/docker-0123.scope", .CPROBE_CONTAINER_DOCKER),
            ("/docker/0123", .CPROBE_CONTAINER_DOCKER),
            ("/machine.slice/libpod-0123.scope/container", .CPROBE_CONTAINER_PODMAN),
            ("/lxc.payload.web", .CPROBE_CONTAINER_LXC), ("/lxc/web", .CPROBE_CONTAINER_LXC),
            ("/system.slice:cri-containerd:0123", .CPROBE_CONTAINER_KUBERNETES),
            ("/system.slice/containerd.service/x.slice:docker:0123", .CPROBE_CONTAINER_DOCKER),
            ("/machine.slice:libpod:0123", .CPROBE_CONTAINER_PODMAN),
            ("/x/crio-0123.scope", .CPROBE_CONTAINER_KUBERNETES),
            ("/system.slice/nerdctl-0123.scope", .CPROBE_CONTAINER_CONTAINERD),
            ("/machine.slice/libpod-conmon-0123.scope", .CPROBE_CONTAINER_NONE),
            ("/kubepods.slice/crio-conmon-0123.scope", .CPROBE_CONTAINER_NONE),
            ("/libpod_parent/conmon", .CPROBE_CONTAINER_NONE),
            ("/libpod_parent/libpod-0123/container", .CPROBE_CONTAINER_PODMAN),
            ("/system.slice/docker-compose.service", .CPROBE_CONTAINER_NONE),
            ("/system.slice/docker:0123", .CPROBE_CONTAINER_NONE),
            ("/user.slice/user-1000.slice", .CPROBE_CONTAINER_NONE),
            ("/system.slice/docker.service", .CPROBE_CONTAINER_NONE), ("/", .CPROBE_CONTAINER_NONE),
        ])
    func runtime(path: String, expected: cprobe_container_runtime) {
        var container = cprobe_container()
        path.asC { cp_container_offer_cgroup(&container, cp_span(bytes: $0, length: $1)) }
        #expect(container.runtime == expected)
        #expect((container.evidence == nil) == (expected == .CPROBE_CONTAINER_NONE))
    }
}

private let CPROBE_RLIMIT_NOFILE_INDEX = cprobe_rlimit_name.CPROBE_RLIMIT_NOFILE.rawValue
