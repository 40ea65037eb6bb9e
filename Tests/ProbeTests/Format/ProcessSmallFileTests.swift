import CProbe
import CProbeInternals
import Testing

@Suite("Small files and links of a process")
struct ProcessSmallFileTests {
    func span<R>(_ text: String, _ body: (cp_span) -> R) -> R {
        text.asC { body(cp_span(bytes: $0, length: $1)) }
    }

    /// Parses every text that begins like this one: a prefix of digits alone is a shorter number.
    func cut(_ text: String, _ parse: (String) -> Int64?) {
        let whole = parse(text)
        #expect(whole != nil)
        for length in 0..<text.utf8.count {
            let part = parse(String(text.prefix(length)))
            #expect(part == nil || part!.magnitude <= whole!.magnitude, "cut at \(length)")
        }
    }

    func oom(_ text: String) -> Int64? {
        var score: Int32 = 7
        return span(text) { cp_process_oom_parse($0, &score) } ? Int64(score) : nil
    }

    @Test("oom_score and oom_score_adj are a number that can be negative")
    func scores() {
        #expect(oom("667\n") == 667 && oom("0\n") == 0 && oom("-1000\n") == -1000)
        for bad in ["", "\n", "-\n", "1 2\n", "x\n", "--1\n", "2147483648\n"] {
            #expect(oom(bad) == nil, "\(bad)")
        }
        cut("-1000\n", oom)
    }

    func schedstat(_ text: String) -> cp_process_schedstat? {
        var read = cp_process_schedstat()
        return span(text) { cp_process_schedstat_parse($0, &read) } ? read : nil
    }

    @Test("schedstat has three numbers")
    func schedstat() throws {
        let read = try #require(schedstat("6431843 1211873 41\n"))
        #expect(read.run_time_ns == 6_431_843 && read.run_delay_ns == 1_211_873)
        #expect(read.time_slices == 41)
        for bad in ["", "1 2\n", "1 2 x\n", "1 2 3 4\n", "-1 2 3\n", "18446744073709551616 2 3\n"] {
            #expect(schedstat(bad) == nil, "\(bad)")
        }
        cut("6431843 1211873 41\n") { schedstat($0).map { Int64($0.time_slices) } }
    }

    func login(_ text: String) -> Int64? {
        var id: UInt32 = 7
        var isSet = false
        guard span(text, { cp_process_login_parse($0, &id, &isSet) }) else { return nil }
        return isSet ? Int64(id) : -1
    }

    @Test("A login uid of all ones is none")
    func logins() {
        #expect(login("1000") == 1000 && login("0\n") == 0 && login("4294967295") == -1)
        for bad in ["", "-1", "4294967296", "1000 "] {
            #expect(login(bad) == (bad == "1000 " ? 1000 : nil), "\(bad)")
        }
        cut("1000", login)
    }

    func autogroup(_ text: String) -> [Int64]? {
        var id: UInt64 = 7
        var nice: Int32 = 7
        return span(text) { cp_process_autogroup_parse($0, &id, &nice) }
            ? [Int64(id), Int64(nice)] : nil
    }

    @Test("An autogroup has a number and a nice value")
    func autogroups() {
        #expect(autogroup("/autogroup-25 nice 0\n") == [25, 0])
        #expect(autogroup("/autogroup-114 nice -20\n") == [114, -20])
        for bad in [
            "", "/autogroup- nice 0\n", "/autogroup-1\n", "/autogroup-1 nice\n",
            "/autogroup-1 nice 21\n", "/group-1 nice 0\n", "/autogroup-1 nice 0 1\n",
        ] {
            #expect(autogroup(bad) == nil, "\(bad)")
        }
        cut("/autogroup-25 nice 19\n") { autogroup($0)?[1] }
    }

    func wchan(_ text: String) -> String? {
        span(text) { text in
            var function = cp_span()
            guard cp_process_wchan_parse(text, &function) else { return nil }
            return String(
                decoding: UnsafeRawBufferPointer(start: function.bytes, count: function.length),
                as: UTF8.self)
        }
    }

    @Test("wchan is the name of a function, or 0 for none")
    func functions() {
        #expect(wchan("do_sys_poll") == "do_sys_poll" && wchan("0") == "" && wchan("0\n") == "")
        #expect(wchan("") == nil && wchan("a b") == nil && wchan("00") == "00")
    }

    func path(_ text: String) -> (String, Bool) {
        text.asC { bytes, length in
            var path = cp_span(bytes: bytes, length: length)
            var isDeleted = false
            cp_process_path_parse(&path, &isDeleted)
            return (
                String(
                    decoding: UnsafeRawBufferPointer(start: path.bytes, count: path.length),
                    as: UTF8.self), isDeleted
            )
        }
    }

    @Test("The mark of a removed file is no part of its path")
    func paths() {
        #expect(path("/usr/bin/a") == ("/usr/bin/a", false))
        #expect(path("/tmp/a (deleted)") == ("/tmp/a", true))
        #expect(path("/tmp/a (deleted) (deleted)") == ("/tmp/a (deleted)", true))
        #expect(path("/tmp/a(deleted)") == ("/tmp/a(deleted)", false))
        #expect(path("") == ("", false) && path(" (deleted)") == (" (deleted)", false))
    }

    func inode(_ text: String) -> (kind: String, inode: UInt64)? {
        span(text) { target in
            var kind = cp_span()
            var inode: UInt64 = 0
            guard cp_process_inode_parse(target, &kind, &inode) else { return nil }
            return (
                String(
                    decoding: UnsafeRawBufferPointer(start: kind.bytes, count: kind.length),
                    as: UTF8.self), inode
            )
        }
    }

    @Test("A namespace, a socket and a pipe are a kind and an inode number")
    func inodes() {
        #expect(inode("mnt:[4026531840]")! == ("mnt", 4_026_531_840))
        #expect(inode("socket:[17]")! == ("socket", 17))
        for bad in [
            "", "mnt", "mnt:", "mnt:[]", "mnt:[1", "mnt:[1]x", ":[1]", "mnt:[x]", "/a:[1]/b",
            "anon_inode:[eventpoll]", "mnt:[18446744073709551616]",
        ] {
            #expect(inode(bad) == nil, "\(bad)")
        }
    }
}
