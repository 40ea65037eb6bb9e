import CProbe
import Foundation
import Testing

@testable import Probe

@Suite("The machine itself", .needsLinux)
struct HostTests {
    /// A Case: the form is that of systemd 252.
    static let session = """
        # This is private data. Do not parse.
        UID=1000
        USER=ada
        ACTIVE=1
        IS_DISPLAY=0
        STATE=active
        REMOTE=1
        TYPE=tty
        ORIGINAL_TYPE=tty
        CLASS=user
        REMOTE_HOST=192.0.2.7
        SERVICE=sshd
        TTY=pts/0
        LEADER=1234
        AUDIT=7
        REALTIME=1795224241000000
        MONOTONIC=123456

        """
    static let osRelease = """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        # VERSION_ID=7
        VERSION_ID="12"
        ID=debian

        """

    static func tree() throws -> Tree {
        try Tree([
            "/proc/sys/fs/file-nr": "1599\t0\t2466170\n",
            "/proc/sys/fs/inode-nr": "304220\t17\n",
            "/proc/sys/fs/nr_open": "1048576\n",
            "/proc/sys/kernel/random/entropy_avail": "256\n",
            "/proc/sys/kernel/random/boot_id": "01234567-89ab-cdef-0123-456789abcdef\n",
            "/proc/sys/kernel/pid_max": "4194304\n",
            "/proc/sys/kernel/threads-max": "192000\n",
            "/proc/sys/kernel/hostname": "we.ird\n",
            "/proc/sys/kernel/osrelease": "6.1.0-13-amd64\n",
            "/proc/sys/kernel/version": "#1 SMP PREEMPT_DYNAMIC\n",
            "/proc/sys/vm/max_map_count": "65530\n",
            "/proc/sys/vm/swappiness": "60\n",
            "/proc/sys/vm/overcommit_memory": "2\n",
            "/proc/sys/vm/overcommit_ratio": "50\n",
            "/proc/sys/vm/dirty_ratio": "20\n",
            "/proc/sys/vm/dirty_background_ratio": "10\n",
            "/proc/sys/vm/min_free_kbytes": "67584\n",
            "/proc/sys/vm/vfs_cache_pressure": "100\n",
            "/etc/os-release": osRelease,
            "/etc/machine-id": "3d1219c7c4c5404aaa1f6d2a48adfda4\n",
            "/sys/class/dmi/id/sys_vendor": "QEMU\n",
            "/sys/class/dmi/id/product_name": "Standard PC (i440FX + PIIX, 1996)\n",
            "/sys/class/dmi/id/bios_date": "04/01/2014\n",
            "/sys/class/dmi/id/product_serial": "\n",
            "/run/systemd/sessions/42": session,
            "/run/systemd/sessions/42.ref": "x\n",
        ])
    }

    @Test("Every number and name is read; what is missing is nil, and no failure")
    func whole() throws {
        let tree = try Self.tree()
        var collector = try Collector(root: tree.root)
        let host = try collector.host()
        #expect(host.failures.isEmpty, "\(host.failures)")
        #expect(host.openFiles == 1599 && host.openFilesMax == 2_466_170)
        #expect(host.inodesAllocated == 304_220 && host.inodesFree == 17)
        #expect(host.entropyBits == 256 && host.nrOpen == 1_048_576 && host.pidMax == 4_194_304)
        #expect(host.threadsMax == 192_000 && host.maxMapCount == 65530 && host.swappiness == 60)
        #expect(host.overcommitMemory == 2 && host.overcommitRatio == 50)
        #expect(host.dirtyRatio == 20 && host.dirtyBackgroundRatio == 10)
        #expect(host.minFreeBytes == 67584 * 1024 && host.vfsCachePressure == 100)
        #expect(host.isClockSynchronized == nil && host.monotonicNs == nil)
        #expect(host.hostname?.description == "we.ird")
        #expect(host.kernelRelease?.description == "6.1.0-13-amd64")
        #expect(host.kernelVersion?.description == "#1 SMP PREEMPT_DYNAMIC")
        #expect(host.osName?.description == "Debian GNU/Linux 12 (bookworm)")
        #expect(host.osId?.description == "debian" && host.osVersion?.description == "12")
        #expect(host.bootID?.description == "01234567-89ab-cdef-0123-456789abcdef")
        #expect(host.machineId?.description == "3d1219c7c4c5404aaa1f6d2a48adfda4")
        #expect(host.vendor?.description == "QEMU" && host.biosDate?.description == "04/01/2014")
        #expect(host.product?.description == "Standard PC (i440FX + PIIX, 1996)")
        #expect(host.serial == nil && host.board == nil)
        let session = try #require(host.sessions?.first)
        #expect(host.sessions?.count == 1 && session.id.description == "42")
        #expect(session.uid == 1000 && session.user?.description == "ada")
        #expect(session.tty?.description == "pts/0" && session.seat == nil)
        #expect(session.host?.description == "192.0.2.7" && session.isRemote == true)
        #expect(session.service?.description == "sshd" && session.leader == 1234)
        #expect(session.sinceNs == 1_795_224_241_000_000_000)
        #expect(session.className?.description == "user" && session.type?.description == "tty")
        #expect(session.state?.description == "active")
        #expect(collector.sample(.host).host.value == host)
        #expect(collector.sample().host == .notRequested)
    }

    @Test("A bad file costs its own fields, and is reported")
    func bad() throws {
        let tree = try Self.tree()
        try tree.write("/proc/sys/fs/file-nr", "1599\t0\n")
        try tree.write("/proc/sys/fs/inode-nr", "18446744073709551615\t3\n")
        try tree.write("/proc/sys/vm/swappiness", "-1\n")
        try tree.write(
            "/proc/sys/kernel/random/boot_id", "01234567-89ab-cdef-0123-456789abcde\n")
        try tree.write("/proc/sys/vm/min_free_kbytes", "18014398509481984\n")
        try tree.write("/run/systemd/sessions/c1", "nothing\n")
        var collector = try Collector(root: tree.root)
        let host = try collector.host()
        #expect(host.openFiles == nil && host.inodesAllocated == nil && host.inodesFree == 3)
        #expect(host.swappiness == nil && host.minFreeBytes == nil && host.dirtyRatio == 20)
        #expect(host.sessions?.count == 1 && host.bootID == nil)
        #expect(
            host.failures.map { $0.source } == [
                "/proc/sys/fs/file-nr", "/proc/sys/vm/swappiness", "/proc/sys/vm/min_free_kbytes",
                "/proc/sys/kernel/random/boot_id", "/run/systemd/sessions",
            ])
    }

    /// A record of utmp, as glibc writes it on x86-64 (384 bytes) or arm64 (400).
    private static func record(
        type: Int16, pid: Int32, user: String, line: String = "pts/3", host: String = "",
        seconds: Int64 = 1_795_224_241, size: Int = 384
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        func put(_ number: some FixedWidthInteger, at offset: Int) {
            withUnsafeBytes(of: number) {
                bytes.replaceSubrange(offset..<offset + $0.count, with: $0)
            }
        }
        func put(_ text: String, at offset: Int) {
            bytes.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(type, at: 0)
        put(pid, at: 4)
        put(line, at: 8)
        put("ts/3", at: 40)
        put(user, at: 44)
        put(host, at: 76)
        if size == 400 { put(seconds, at: 344) } else { put(Int32(seconds), at: 340) }
        return bytes
    }

    @Test("Errors of the memory are those of all controllers, or not known")
    func memoryErrors() throws {
        let tree = try Self.tree()
        var collector = try Collector(root: tree.root)
        #expect(try collector.host().memoryCorrectedErrors == nil)
        let controllers = "/sys/devices/system/edac/mc"
        try tree.write("\(controllers)/power/control", "auto\n")
        #expect(try collector.host().memoryUncorrectedErrors == nil)
        for (number, errors) in [(0, (5, 0)), (1, (7, 2)), (10, (100, 40))] {
            try tree.write("\(controllers)/mc\(number)/ce_count", "\(errors.0)\n")
            try tree.write("\(controllers)/mc\(number)/ue_count", "\(errors.1)\n")
        }
        var host = try collector.host()
        #expect(host.memoryCorrectedErrors == 112 && host.memoryUncorrectedErrors == 42)
        #expect(host.failures.isEmpty)
        try tree.write("\(controllers)/mc1/ce_count", "x\n")
        host = try collector.host()
        #expect(host.memoryCorrectedErrors == nil && host.memoryUncorrectedErrors == 42)
        #expect(host.failures.map { $0.source } == ["\(controllers)/mcN/ce_count"])
        try FileManager.default.removeItem(atPath: tree.root + "\(controllers)/mc10/ue_count")
        #expect(try collector.host().memoryUncorrectedErrors == nil)
    }

    @Test("Without logind, utmp lists who is logged in", arguments: [384, 400])
    func utmp(size: Int) throws {
        let tree = try Tree(["/proc/sys/fs/file-nr": "1\t0\t9\n"])
        let user = String(repeating: "u", count: 32)  // Fills its array: no NUL.
        let records =
            Self.record(type: 2, pid: 0, user: "reboot", size: size)
            + Self.record(type: 7, pid: 71, user: user, host: "192.0.2.7", size: size)
            + Self.record(type: 8, pid: 72, user: "gone", size: size)
            + Self.record(
                type: 7, pid: -1, user: "b", line: ":0", host: ":0", seconds: -1, size: size)
        try tree.write("/var/run/utmp", records)
        var collector = try Collector(root: tree.root)
        var sessions = try #require(try collector.host().sessions)
        #expect(sessions.map { $0.user?.description } == [user, "b"])
        #expect(sessions.map { $0.leader } == [71, nil])
        #expect(sessions.map { $0.sinceNs } == [1_795_224_241_000_000_000, nil])
        #expect(sessions.map { $0.isRemote } == [true, false])
        #expect(sessions[0].host?.description == "192.0.2.7" && sessions[0].uid == nil)
        #expect(sessions[0].tty?.description == "pts/3" && sessions[0].id.description == "ts/3")
        for length in [1, size - 1, size + 1] {
            try tree.write("/var/run/utmp", Array(records.prefix(length)))
            let host = try collector.host()
            #expect(host.sessions == nil)
            #expect(host.failures.map { $0.source } == ["/run/utmp"])
        }
        try tree.write("/var/run/utmp", Self.record(type: 10, pid: 1, user: "x", size: size))
        #expect(try collector.host().sessions == nil)
        let many = (1...500).flatMap { Self.record(type: 7, pid: $0, user: "u\($0)", size: size) }
        try tree.write("/var/run/utmp", many)
        sessions = try #require(try collector.host().sessions)
        #expect(sessions.map { $0.leader } == (1...500).map { Int32($0) })
        try tree.write("/var/run/utmp", [])
        sessions = try #require(try collector.host().sessions)
        #expect(sessions.isEmpty)
    }

    private static func many(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test("Without any of the files there is an error; one of them is enough")
    func missing() throws {
        let tree = try Tree(["/x": ""])
        var collector = try Collector(root: tree.root)
        let error = #expect(throws: ProbeError.self) { try collector.host() }
        #expect(error?.code == .notFound && error?.source == "/proc/sys/kernel/osrelease")
        try tree.write("/usr/lib/os-release", "PRETTY_NAME='A \"b\" \\c'\n")
        let host = try collector.host()
        #expect(host.osName?.description == "A \"b\" \\c" && host.sessions == nil)
    }

    @Test(
        "Values in quotes lose them, and are cut to their arrays",
        arguments: [
            ("PRETTY_NAME=\"a \\\"b\\\" \\$c\"", "a \"b\" $c"), ("PRETTY_NAME=plain", "plain"),
            ("PRETTY_NAME=\"half", "\"half"), ("PRETTY_NAME=\"\"", nil), ("PRETTY_NAME=", nil),
            ("PRETTY_NAME=a\0b", nil), ("PRETTY_NAME", nil), ("=x", nil),
            (
                "PRETTY_NAME=" + String(repeating: "x", count: 300),
                String(repeating: "x", count: 252)
            ),
        ] as [(String, String?)])
    func quotes(line: String, name: String?) {
        var c = cprobe_host()
        #expect(line.asC { cprobe_os_release_parse($0, $1, &c) } == .CPROBE_OK)
        var host = HostSystem()
        host.set(&c)
        #expect(host.osName?.description == name)
    }

    @Test("Every prefix of a session is malformed, or has values of the whole text")
    func cut() {
        func parse(_ bytes: some Sequence<UInt8>) -> HostSystem.Session? {
            var c = cprobe_session()
            guard Array(bytes).asC({ cprobe_session_parse($0, $1, &c, nil) }) == .CPROBE_OK
            else { return nil }
            var session = HostSystem.Session()
            session.set(&c)
            return session
        }
        let bytes = Array(Self.session.utf8)
        let whole = parse(bytes)
        for length in 0..<bytes.count {
            guard let part = parse(bytes.prefix(length)) else { continue }
            #expect(part.user == nil || whole!.user!.bytes.starts(with: part.user!.bytes))
            #expect(part.sinceNs == nil || part.sinceNs! <= whole!.sinceNs!)
            #expect(part.isRemote == nil || part.isRemote == true)
        }
    }

    @Test("This machine's numbers are those of its files")
    func live() throws {
        var collector = try Collector()
        let host = try collector.host()
        func text(_ path: String) -> String? {
            (try? String(contentsOfFile: path, encoding: .utf8))?
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(host.hostname?.description == text("/proc/sys/kernel/hostname"))
        #expect(host.kernelRelease?.description == text("/proc/sys/kernel/osrelease"))
        #expect(host.pidMax.map { "\($0)" } == text("/proc/sys/kernel/pid_max"))
        #expect(host.swappiness.map { "\($0)" } == text("/proc/sys/vm/swappiness"))
        #expect((host.openFiles ?? 0) > 0 && host.isClockSynchronized != nil)
    }
}
