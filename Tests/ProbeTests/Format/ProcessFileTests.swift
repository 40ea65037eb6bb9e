import CProbe
import CProbeInternals
import Testing

@Suite("/proc/PID/status")
struct ProcessStatusTests {
    func status(_ text: [UInt8], leader: UnsafeMutablePointer<Int32>? = nil) -> cprobe_process? {
        var process = cprobe_process()
        return text.asC { cprobe_process_status_parse($0, $1, &process, leader, nil) }
            == .CPROBE_OK ? process : nil
    }

    func captured(_ pid: Int, _ name: String = processCaptures[2]) throws -> cprobe_process {
        try #require(status(try Fixture.bytes(name, "/proc/\(pid)/status")))
    }

    @Test("Users, and the one whom it acts as")
    func users() throws {
        let user = try captured(1085)
        #expect(user.uid == 1000 && user.effective_uid == 1000 && user.gid == 1000)
        let root = try captured(1086)
        #expect(root.uid == 1001 && root.effective_uid == 0 && root.gid == 1001)
        #expect(try captured(1).uid == 0 && captured(1).has(.CPROBE_PROCESS_UID))
    }

    @Test("A kernel thread and a zombie have users and no memory")
    func memoryless() throws {
        for pid in [2, 1012] {
            let process = try captured(pid)
            for field in [
                ProcessField.CPROBE_PROCESS_PEAK_RSS, .CPROBE_PROCESS_SHARED, .CPROBE_PROCESS_SWAP,
                .CPROBE_PROCESS_DATA, .CPROBE_PROCESS_STACK, .CPROBE_PROCESS_RSS,
            ] {
                #expect(!process.has(field), "\(pid) \(field)")
            }
            #expect(
                process.has(.CPROBE_PROCESS_UID) && process.has(.CPROBE_PROCESS_VOLUNTARY_SWITCHES))
        }
    }

    let small = """
        Name:\tUid:\\n0
        Tgid:\t12
        Pid:\t13
        Uid:\t1\t2\t3\t4
        Gid:\t5\t6\t7\t8
        VmHWM:\t    3852 kB
        VmRSS:\t    3000 kB
        RssAnon:\t     500 kB
        RssFile:\t    3496 kB
        RssShmem:\t       4 kB
        VmData:\t     380 kB
        VmStk:\t     132 kB
        VmSwap:\t       8 kB
        voluntary_ctxt_switches:\t12
        nonvoluntary_ctxt_switches:\t3

        """

    @Test("Each wanted line gives its field, in bytes")
    func fields() throws {
        var leader: Int32 = 0
        let process = try #require(status([UInt8](small.utf8), leader: &leader))
        #expect(leader == 12)
        #expect(process.uid == 1 && process.effective_uid == 2 && process.gid == 5)
        #expect(process.peak_rss_bytes == 3852 << 10 && process.rss_bytes == 3000 << 10)
        #expect(process.shared_bytes == 3500 << 10 && process.data_bytes == 380 << 10)
        #expect(process.stack_bytes == 132 << 10 && process.swap_bytes == 8 << 10)
        #expect(process.voluntary_switches == 12 && process.involuntary_switches == 3)
        #expect(process.anonymous_bytes == 500 << 10 && process.badLines.isEmpty)
        // No approximate number prevents it, and none is changed.
        var known = cprobe_process()
        cprobe_set(&known.present_fields, ProcessField.CPROBE_PROCESS_RSS_APPROXIMATE.rawValue)
        known.rss_approximate_bytes = 1
        #expect(
            small.asC { cprobe_process_status_parse($0, $1, &known, nil, nil) } == .CPROBE_OK
                && known.rss_approximate_bytes == 1 && known.rss_bytes == 3000 << 10)
    }

    @Test("The other lines of status, by the kernel's words")
    func others() throws {
        // The lines of the kernel's end come last, so that a text cut before them is known to be cut.
        let end = small.split(separator: "\n").suffix(2).joined(separator: "\n") + "\n"
        let text =
            small.replacing(end, with: "") + """
                TracerPid:\t9
                Groups:\t4 24 4294967295\u{20}
                NStgid:\t12\t5\t1
                VmPeak:\t    4000 kB
                VmLck:\t       1 kB
                VmPin:\t       2 kB
                VmExe:\t      40 kB
                VmLib:\t      41 kB
                VmPTE:\t      42 kB
                HugetlbPages:\t    2048 kB
                THP_enabled:\t1
                SigQ:\t3/1821
                SigPnd:\t0000000000000001
                ShdPnd:\t0000000000000002
                SigBlk:\t0000000000010000
                SigIgn:\tffffffffffffffff
                SigCgt:\t8000000000000000
                CapInh:\t0000000000000003
                CapPrm:\t000001ffffffffff
                CapEff:\t0000000000000005
                CapBnd:\t0000000000000006
                CapAmb:\t0000000000000007
                NoNewPrivs:\t1
                Seccomp:\t2
                Cpus_allowed_list:\t0-3,8
                Mems_allowed_list:\t0

                """ + end
        let process = try #require(status([UInt8](text.utf8)))
        #expect(process.badLines.isEmpty)
        #expect(process.saved_uid == 3 && process.filesystem_uid == 4)
        #expect(process.effective_gid == 6 && process.saved_gid == 7 && process.filesystem_gid == 8)
        #expect(process.tracer_pid == 9 && process.namespace_pid == 1)
        #expect(process.peak_vms_bytes == 4000 << 10 && process.hugetlb_bytes == 2 << 20)
        #expect(process.locked_bytes == 1 << 10 && process.pinned_bytes == 2 << 10)
        #expect(process.text_bytes == 40 << 10 && process.library_bytes == 41 << 10)
        #expect(process.page_table_bytes == 42 << 10)
        #expect(process.file_bytes == 3496 << 10 && process.shmem_bytes == 4 << 10)
        #expect(process.thp_enabled && process.no_new_privileges && process.seccomp_mode == 2)
        #expect(process.queued_signals == 3 && process.queued_signals_limit == 1821)
        #expect(process.pending_signals == 1 && process.shared_pending_signals == 2)
        #expect(process.blocked_signals == 0x10000 && process.ignored_signals == .max)
        #expect(process.caught_signals == 1 << 63 && process.inheritable_capabilities == 3)
        #expect(process.permitted_capabilities == 0x1ff_ffff_ffff)
        #expect(process.effective_capabilities == 5 && process.bounding_capabilities == 6)
        #expect(process.ambient_capabilities == 7)
        let unlimited = text.replacing("3/1821", with: "3/18446744073709551615")
        let free = try #require(status([UInt8](unlimited.utf8)))
        #expect(free.badLines.isEmpty && free.queued_signals == 3)
        #expect(!free.has(.CPROBE_PROCESS_QUEUED_SIGNALS_LIMIT))
        // The lists need the text of a process list.
        #expect(!process.has(.CPROBE_PROCESS_SUPPLEMENTARY_GROUPS))
        for (from, bad, line) in [
            ("TracerPid:\t9", "TracerPid:\t-9", 14), ("\t12\t5\t1\n", "\t12\tx\n", 16),
            ("3/1821", "3", 25), ("0000000000000001", "000000000000001", 26),
            ("ffffffffffffffff", "FFFFFFFFFFFFFFFF", 29), ("NoNewPrivs:\t1", "NoNewPrivs:\t2", 36),
            ("THP_enabled:\t1", "THP_enabled:\t", 24),
        ] as [(String, String, UInt32)] {
            let bad = try #require(status([UInt8](text.replacing(from, with: bad).utf8)))
            #expect(bad.badLines == [line], "\(from)")
            #expect(bad.ambient_capabilities == 7 && bad.seccomp_mode == 2)
        }
        cutProcess([UInt8](text.utf8)) { status($0) }
    }

    /// The lists of a status, as their texts.
    func lists(_ text: String, buffer size: Int = 4096) -> (
        process: cprobe_process, texts: [String]
    ) {
        var process = cprobe_process()
        var space = [CChar](repeating: 0, count: 4096)
        let texts = space.withUnsafeMutableBufferPointer { space in
            var list = cprobe_process_list()
            list.text = space.baseAddress
            list.text_capacity = space.count
            let feed = Feed([UInt8](text.utf8), step: size)
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            withExtendedLifetime(feed) {
                var lines = cp_lines_through(
                    buffer, size, Self.refill, Unmanaged.passUnretained(feed).toOpaque())
                #expect(cp_status_parse(&lines, &process, nil, &list, nil) == .CPROBE_OK)
            }
            return [
                (process.supplementary_groups_offset, process.supplementary_groups_length),
                (process.allowed_cpus_offset, process.allowed_cpus_length),
                (process.allowed_nodes_offset, process.allowed_nodes_length),
            ].map { offset, length in
                String(
                    decoding: UnsafeRawBufferPointer(space)[Int(offset)...].prefix(Int(length)),
                    as: UTF8.self)
            }
        }
        return (process, texts)
    }

    @Test("The lists of status become texts; a bad one is absent and named")
    func lists() {
        let text = small + "Groups:\t4 24 \nCpus_allowed_list:\t0-3,8\nMems_allowed_list:\t0\n"
        let whole = lists(text)
        #expect(whole.texts == ["4 24", "0-3,8", "0"] && whole.process.badLines.isEmpty)
        let none = lists(text.replacing("Groups:\t4 24 ", with: "Groups:\t "))
        #expect(none.texts[0].isEmpty && none.process.has(.CPROBE_PROCESS_SUPPLEMENTARY_GROUPS))
        let bad = lists(text.replacing("4 24 ", with: "4 x ").replacing("0-3,8", with: "3-0"))
        #expect(bad.process.badLines == [16, 17] && bad.texts[2] == "0")
        #expect(!bad.process.has(.CPROBE_PROCESS_SUPPLEMENTARY_GROUPS))
        #expect(!bad.process.has(.CPROBE_PROCESS_ALLOWED_CPUS))
        #expect(bad.process.has(.CPROBE_PROCESS_ALLOWED_NODES))
        // More groups than the buffer of lines holds.
        let many = String(repeating: "1000 ", count: 100)
        let long = lists(text.replacing("4 24 ", with: many), buffer: 256)
        #expect(long.process.badLines == [.max] && long.texts[1...] == ["0-3,8", "0"])
    }

    @Test("A kernel before 4.5 does not report what is shared")
    func old() throws {
        let text = small.replacing(
            "RssAnon:\t     500 kB\nRssFile:\t    3496 kB\nRssShmem:\t       4 kB\n", with: "")
        let process = try #require(status([UInt8](text.utf8)))
        #expect(process.badLines.isEmpty && !process.has(.CPROBE_PROCESS_ANONYMOUS))
        #expect(!process.has(.CPROBE_PROCESS_SHARED) && process.has(.CPROBE_PROCESS_PEAK_RSS))
    }

    /// A text with something in the place of something else, the line that is to blame, and how many of
    /// its numbers that costs.
    struct Bad: Sendable {
        var from: String, to: String
        var line: UInt32
        var cost: Int
    }

    @Test(
        "A wanted line that is bad, or is not there, costs its own fields and is named",
        arguments: [
            Bad(from: "Uid:\t1\t2\t3\t4", to: "Uid:\t1", line: 4, cost: 4),
            Bad(from: "Uid:\t1\t2\t3\t4", to: "Uid:\tx\t2\t3\t4", line: 4, cost: 4),
            Bad(from: "Uid:\t1\t2\t3\t4", to: "Uid:\t4294967296\t2\t3\t4", line: 4, cost: 4),
            Bad(from: "Uid:\t1\t2\t3\t4\n", to: "", line: 0, cost: 4),
            Bad(from: "Tgid:\t12\n", to: "", line: 0, cost: 0),
            Bad(from: "Tgid:\t12", to: "Tgid:\t2147483648", line: 2, cost: 0),
            Bad(from: "Tgid:\t12", to: "Tgid:\t-1", line: 2, cost: 0),
            Bad(from: "3852 kB", to: "3852 MB", line: 6, cost: 1),
            Bad(from: "3852 kB", to: "18446744073709551615 kB", line: 6, cost: 1),
            Bad(from: "VmData:\t     380 kB\n", to: "", line: 0, cost: 1),
            Bad(from: "RssFile:\t    3496 kB\n", to: "", line: 0, cost: 2),
            Bad(from: "Gid:\t5\t6", to: "Gid:\t5\tx", line: 5, cost: 4),
            Bad(from: "nonvoluntary_ctxt_switches:\t3\n", to: "", line: 0, cost: 1),
        ])
    func malformed(bad: Bad) throws {
        #expect(small.contains(bad.from))
        var leader: Int32 = -1
        let text = small.replacing(bad.from, with: bad.to)
        let process = try #require(status([UInt8](text.utf8), leader: &leader))
        #expect(process.badLines == [bad.line])
        #expect(leader == (bad.from.hasPrefix("Tgid") ? 0 : 12))
        let whole = try #require(status([UInt8](small.utf8)))
        let lost = zip(process.numbers, whole.numbers).filter { $0 != $1 }
        #expect(lost.count == bad.cost && lost.allSatisfy { $0.0 == nil })
    }

    @Test("Two bad lines are two failures; a text with nothing that is wanted is malformed")
    func several() throws {
        let text = small.replacing("3852 kB", with: "x kB").replacing("380 kB", with: "y kB")
        #expect(try #require(status([UInt8](text.utf8))).badLines == [6, 11])
        for text in ["", "\n", "Name:\tx\n", "Uid:\tx\n"] {
            #expect(status([UInt8](text.utf8)) == nil)
        }
    }

    @Test("Cut at every byte", arguments: processCaptures)
    func cuts(name: String) throws {
        for pid in [1, 2, 1003, 1012, 1086] {
            cutProcess(try Fixture.bytes(name, "/proc/\(pid)/status")) { status($0) }
        }
        cutProcess([UInt8](small.utf8)) { status($0) }
    }

    /// A text that is given in steps.
    final class Feed {
        var rest: ArraySlice<UInt8>
        let step: Int

        init(_ text: [UInt8], step: Int) {
            rest = text[...]
            self.step = step
        }
    }

    static let refill: cp_refill = { context, buffer, capacity, length in
        let feed = Unmanaged<Feed>.fromOpaque(context!).takeUnretainedValue()
        let part = feed.rest.prefix(min(feed.step, capacity))
        UnsafeMutableRawPointer(buffer!).copyMemory(from: Array(part), byteCount: part.count)
        feed.rest = feed.rest.dropFirst(part.count)
        length!.pointee = part.count
        return .CPROBE_OK
    }

    /// Reads through a buffer of so many bytes, in steps of so many.
    func streamed(_ text: [UInt8], buffer size: Int, step: Int) -> cprobe_process? {
        let feed = Feed(text, step: step)
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
        defer { buffer.deallocate() }
        return withExtendedLifetime(feed) {
            var lines = cp_lines_through(
                buffer, size, Self.refill, Unmanaged.passUnretained(feed).toOpaque())
            var process = cprobe_process()
            return cp_status_parse(&lines, &process, nil, nil, nil) == .CPROBE_OK ? process : nil
        }
    }

    @Test("A process in more groups than the buffer holds is read past them")
    func groups() throws {
        let groups = (0..<20000).map { String(100_000 + $0) }.joined(separator: " ")
        let text = [UInt8](
            small.replacing("VmHWM:", with: "Groups:\t\(groups) \nVmHWM:").utf8)
        let whole = try #require(status(text))
        for (size, step) in [(4096, 4096), (4096, 1000), (64, 64), (40, 7)] {
            #expect(streamed(text, buffer: size, step: step)?.numbers == whole.numbers)
        }
        // Cut within the groups, what comes after is not known, and what came before is.
        let part = Array(text.prefix(text.count / 2))
        let read = try #require(streamed(part, buffer: 4096, step: 4096))
        #expect(read.uid == 1 && !read.has(.CPROBE_PROCESS_PEAK_RSS))
    }
}

/// The kernel of the other one has neither file.
private let accounted = processCaptures.filter { !$0.contains("aarch64") }

@Suite("/proc/PID/io and smaps_rollup")
struct ProcessUsageTests {
    func io(_ text: [UInt8]) -> cprobe_process? {
        var process = cprobe_process()
        return text.asC { cprobe_process_io_parse($0, $1, &process, nil) } == .CPROBE_OK
            ? process : nil
    }

    func rollup(_ text: [UInt8]) -> cprobe_process? {
        var process = cprobe_process()
        return text.asC { cprobe_smaps_rollup_parse($0, $1, &process, nil) } == .CPROBE_OK
            ? process : nil
    }

    let text = """
        rchar: 1
        wchar: 2
        syscr: 3
        syscw: 4
        read_bytes: 5
        write_bytes: 6
        cancelled_write_bytes: 9223372036854775807

        """

    @Test("Each line of io gives its field")
    func fields() throws {
        let process = try #require(io([UInt8](text.utf8)))
        #expect(process.rchar_bytes == 1 && process.wchar_bytes == 2)
        #expect(process.read_calls == 3 && process.write_calls == 4)
        #expect(process.read_bytes == 5 && process.write_bytes == 6)
        #expect(process.cancelled_write_bytes == UInt64(Int64.max))
    }

    @Test("A kernel that does not account for storage has four of them")
    func unaccounted() throws {
        let four = text.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n"
        let process = try #require(io([UInt8](four.utf8)))
        #expect(process.has(.CPROBE_PROCESS_WRITE_CALLS) && process.write_calls == 4)
        #expect(!process.has(.CPROBE_PROCESS_READ) && !process.has(.CPROBE_PROCESS_WRITE))
        #expect(!process.has(.CPROBE_PROCESS_CANCELLED_WRITE))
    }

    @Test(
        "Other texts of io are malformed",
        arguments: ["", "x: 1\n", "rchar: -1\n", "rchar: 1 2\n", "rchar: 9223372036854775808\n"])
    func malformed(text: String) {
        #expect(io([UInt8](text.utf8)) == nil)
    }

    @Test("One bad or missing line of io costs its own field, and is named")
    func badLines() throws {
        let whole = try #require(io([UInt8](text.utf8)))
        #expect(whole.badLines.isEmpty)
        for (number, line) in text.split(separator: "\n").enumerated() {
            for (bad, place) in [("\(line)x", UInt32(number + 1)), ("other: 1", 0)] {
                let process = try #require(
                    io([UInt8](text.replacing("\(line)\n", with: "\(bad)\n").utf8)))
                #expect(process.badLines == [place], "\(bad)")
                let lost = zip(process.numbers, whole.numbers).filter { $0 != $1 }
                #expect(lost.count == 1 && lost[0].0 == nil, "\(bad)")
            }
        }
        let two = text.replacing("rchar: 1", with: "rchar: -").replacing("syscw: 4", with: "syscw:")
        #expect(try #require(io([UInt8](two.utf8))).badLines == [1, 4])
    }

    @Test("The pages of statm, in bytes; of zeros nothing is known")
    func statm() throws {
        func statm(_ text: String, page: UInt32 = 4096) -> cprobe_process? {
            var process = cprobe_process()
            return text.asC { cprobe_process_statm_parse($0, $1, page, &process, nil) }
                == .CPROBE_OK ? process : nil
        }
        let process = try #require(statm("3301 379 317 19 0 114 0\n"))
        #expect(process.rss_bytes == 379 * 4096 && process.shared_bytes == 317 * 4096)
        #expect(process.anonymous_bytes == 62 * 4096 && process.has(.CPROBE_PROCESS_RSS))
        let large = try #require(statm("3301 379 317 19 0 114 0\n", page: 65536))
        #expect(large.rss_bytes == 379 * 65536)
        let none = try #require(statm("0 0 0 0 0 0 0\n"))
        #expect(none.present_fields.words.0 == 0)
        for text in [
            "", "\n", "1", "1 2", "1 x 1 ", "1 2 3 4 \n", "-1 1 1 1\n",
            "1 4503599627370496 1 1\n",
        ] {
            #expect(statm(text) == nil, "\(text)")
        }
        #expect(statm("1 1 1 1\n", page: 0) == nil)
        cutProcess(Array("3301 379 317 19 0 114 0\n".utf8)) {
            statm(String(decoding: $0, as: UTF8.self))
        }
    }

    @Test("io cut at every byte", arguments: accounted)
    func cuts(name: String) throws {
        cutProcess([UInt8](text.utf8)) { io($0) }
        for pid in [1, 1012, 1094] {
            cutProcess(try Fixture.bytes(name, "/proc/\(pid)/io")) { io($0) }
        }
        let writer = try #require(io(try Fixture.bytes(name, "/proc/1094/io")))
        #expect(writer.write_bytes >= 1 << 20 && writer.cancelled_write_bytes == 256 << 10)
        #expect(writer.read_bytes >= 512 << 10)
    }

    @Test("The sums of smaps_rollup, cut at every byte", arguments: accounted)
    func rollups(name: String) throws {
        let text = try Fixture.bytes(name, "/proc/1092/smaps_rollup")
        let process = try #require(rollup(text))
        #expect(process.unique_bytes >= 8 << 20 && process.unique_bytes < 16 << 20)
        #expect(process.proportional_bytes >= process.unique_bytes)
        #expect(process.has(.CPROBE_PROCESS_PROPORTIONAL_SWAP))
        cutProcess(text) { rollup($0) }
        let swapped = try #require(rollup(try Fixture.bytes(name, "/proc/1093/smaps_rollup")))
        #expect(swapped.proportional_swap_bytes >= 3 << 20)
    }

    @Test("Huge pages of one's own are unique, too, and a bad number is malformed")
    func huge() throws {
        let text =
            "0-1 ---p 00000000 00:00 0   [rollup]\nPss: 7 kB\nPss_Dirty: 99 kB\nPrivate_Clean: 1 kB\n"
            + "Private_Dirty: 2 kB\nPrivate_Hugetlb: 4096 kB\nSwapPss: 3 kB\nLocked: 0 kB\n"
        let process = try #require(rollup([UInt8](text.utf8)))
        #expect(process.proportional_bytes == 7 << 10 && process.unique_bytes == 4099 << 10)
        #expect(process.proportional_swap_bytes == 3 << 10)
        for (from, to, line) in [
            ("2 kB", "2", 5), ("4096 kB", "99999999999999999999 kB", 6),
            ("Private_Hugetlb", "Other", 0),
        ] as [(String, String, UInt32)] {
            let bad = try #require(rollup([UInt8](text.replacing(from, with: to).utf8)))
            #expect(!bad.has(.CPROBE_PROCESS_UNIQUE) && bad.badLines == [line])
            #expect(bad.proportional_bytes == 7 << 10 && bad.proportional_swap_bytes == 3 << 10)
        }
        let other = try #require(rollup([UInt8](text.replacing("7 kB", with: "x kB").utf8)))
        #expect(!other.has(.CPROBE_PROCESS_PROPORTIONAL) && other.badLines == [2])
        #expect(other.unique_bytes == 4099 << 10)
        #expect(rollup([]) == nil && rollup(Array("Rss: 1 kB\n".utf8)) == nil)
    }
}

@Suite("The boot id, users, and which cgroup identifies best")
struct ProcessSurroundingTests {
    func bootID(_ text: String) -> [UInt8]? {
        var id = [UInt8](repeating: 0, count: 16)
        return text.asC { cp_boot_id_parse(cp_span_make($0, $1), &id) } ? id : nil
    }

    @Test("A boot id is 16 bytes, and any other text is none")
    func boots() {
        let text = "4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e\n"
        #expect(
            bootID(text) == [
                0x4c, 0x6a, 0xb2, 0xad, 0x7d, 0x0c, 0x4c, 0x7b, 0xa5, 0xe3, 0x6d, 0x3c, 0xf8, 0xef,
                0x1c, 0x0e,
            ])
        for length in 0..<(text.utf8.count - 1) {
            #expect(bootID(String(text.prefix(length))) == nil)
        }
        for end in textEnds {
            #expect(bootID(text.dropLast() + end) == bootID(text))
        }
        #expect(bootID(text + "x\n") == nil && bootID(text.uppercased()) == nil)
        #expect(bootID(text.replacing("-", with: "0")) == nil)
        #expect(bootID("4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0g\n") == nil)
    }

    func users(_ text: String, buffer: Int? = nil) -> [String] {
        text.asC { base, length in
            var lines = cp_lines_of(base, length)
            var user = cprobe_user()
            var found: [String] = []
            while cp_passwd_next(&lines, &user) {
                let name = withUnsafeBytes(of: user.name) {
                    String(decoding: $0.prefix(Int(user.name_length)), as: UTF8.self)
                }
                found.append("\(user.uid) \(name)")
            }
            return found
        }
    }

    @Test("Users by name and number; what libc passes over is passed over")
    func passwd() {
        let long = String(repeating: "n", count: 64)
        let text = """
            # toor:x:0:0::/:
            #toor:x:0:0::/:
            +toor:x:0:0:::
            -toor:x:0:0:::
            +@admins::::::
            +::::::
            root:x:0:0:root:/root:/bin/bash
            :x:3:3::/:
            no numbers
            half:x
            bad:x:ten:10::/:
            minus:x:-2:10::/:
            large:x:4294967296:10::/:
            top:x:4294967294:10::/:
            ünï:*:1000:
            \(long):x:1001:1001::/:
            \(long)n:x:1002:1002::/:
              blank:x:7:7::/:
            same:x:0:0::/:

            last:x:5:
            """
        #expect(
            users(text) == [
                "0 root", "4294967294 top", "1000 ünï", "1001 \(long)", "7 blank", "0 same",
                "5 last",
            ])
        #expect(users("").isEmpty && users("\n\n:::\n").isEmpty)
    }

    @Test("passwd cut at every byte names no user wrongly")
    func passwdCut() throws {
        let text = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:11:1:daemon:/usr/sbin:\nx:x:123:4::\n"
        let whole = users(text)
        for length in 0..<text.utf8.count {
            let part = users(String(text.prefix(length)))
            #expect(part == Array(whole.prefix(part.count)))
        }
    }

    /// The line of /proc/PID/cgroup that identifies best.
    func best(_ text: String) -> String? {
        var best: (rank: UInt32, line: String)?
        for line in text.split(separator: "\n") {
            let rank: UInt32? = String(line).asC { base, length in
                var membership = cp_membership()
                return cp_proc_cgroup_parse(
                    cp_span_make(base, length), .CP_LINE_WHOLE, &membership)
                    ? cp_proc_cgroup_rank(&membership) : nil
            }
            guard let rank else { return nil }
            if best.map({ rank < $0.rank }) ?? true { best = (rank, String(line)) }
        }
        return best?.line
    }

    @Test(
        "The cgroup that identifies best",
        arguments: [
            // Version 2 alone, also at its root.
            ("0::/system.slice/a.service\n", "0::/system.slice/a.service"), ("0::/\n", "0::/"),
            // Both: version 2 where it says something, else systemd's own, else a controller's.
            ("9:name=systemd:/a\n4:memory:/b\n0::/c\n", "0::/c"),
            ("9:name=systemd:/a\n4:memory:/b\n0::/\n", "9:name=systemd:/a"),
            ("9:name=systemd:/\n4:memory:/b\n1:cpu,cpuacct:/c\n0::/\n", "1:cpu,cpuacct:/c"),
            ("9:name=systemd:/\n4:memory:/b\n8:pids:/d\n0::/\n", "4:memory:/b"),
            ("8:pids:/d\n5:devices:/e\n", "8:pids:/d"),
            // Another controller before any root.
            ("9:name=systemd:/\n5:devices:/e\n1:cpu:/\n0::/\n", "5:devices:/e"),
            // All are roots.
            ("9:name=systemd:/\n4:memory:/\n0::/\n", "0::/"),
            ("5:devices:/\n4:memory:/\n9:name=systemd:/\n", "9:name=systemd:/"),
            ("5:devices:/\n4:memory:/\n", "4:memory:/"),
            // A name that only begins like one, and a named hierarchy of somebody else.
            ("3:cpuset:/x\n2:cpuacct:/y\n1:cpu:/z\n", "1:cpu:/z"),
            ("7:name=elogind:/x\n4:memory:/y\n", "4:memory:/y"),
            // Out of the reader's namespace, and removed.
            ("0::/../other\n", "0::/../other"), ("0::/gone (deleted)\n", "0::/gone (deleted)"),
        ])
    func groups(text: String, expected: String) {
        #expect(best(text) == expected)
    }
}
