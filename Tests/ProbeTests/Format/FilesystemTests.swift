import CProbe
import CProbeInternals
import Testing

@testable import Probe

@Suite("Mounts together")
struct FilesystemTests {
    struct Answer {
        var filesystem = Filesystem()
        subscript(_ point: String) -> Mount? {
            filesystem.mounts.last { $0.mountPoint.description == point }
        }
        var points: [String] { filesystem.mounts.map(\.mountPoint.description) }
    }

    func parse(_ text: String, all: Bool = true) -> Answer? {
        parse(Array(text.utf8), all: all)
    }

    func parse(_ bytes: [UInt8], all: Bool = true) -> Answer? {
        var c = cprobe_filesystem()
        var mounts = cprobe_mounts()
        let choice: cprobe_mount_choice = all ? .CPROBE_MOUNTS_ALL : .CPROBE_MOUNTS_STORAGE
        func call() -> cprobe_result {
            bytes.asC { cprobe_mountinfo_parse($0, $1, choice, &c, &mounts, nil) }
        }
        var result = call()
        let items = UnsafeMutablePointer<cprobe_mount>.allocate(capacity: max(1, mounts.count))
        let text = UnsafeMutablePointer<CChar>.allocate(capacity: max(1, mounts.text_length))
        defer {
            items.deallocate()
            text.deallocate()
        }
        if result == .CPROBE_TOO_LARGE {
            mounts.items = items
            mounts.capacity = mounts.count
            mounts.text = text
            mounts.text_capacity = mounts.text_length
            result = call()
        }
        guard result == .CPROBE_OK else { return nil }
        var answer = Answer()
        answer.filesystem.set(&c, mounts)
        return answer
    }

    static let root = "1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro\n"

    @Test("A line's fields, decoded")
    func fields() throws {
        let answer = try #require(
            parse(
                Self.root
                    + "30 1 0:40 /sub\\040dir /mnt/a\\040b\\011c\\134d rw,nosuid - tmpfs odd\\040source rw,size=4k\n"
            ))
        let mount = try #require(answer["/mnt/a b\tc\\d"])
        #expect(mount.id == 30 && mount.parentId == 1)
        #expect(mount.deviceMajor == 0 && mount.deviceMinor == 40)
        #expect(mount.root.description == "/sub dir" && mount.device.description == "odd source")
        #expect(mount.type.description == "tmpfs" && mount.options.description == "rw,nosuid")
        #expect(mount.superOptions.description == "rw,size=4k" && !mount.isReadOnly)
        #expect(mount.notRequested == .captured && mount.totalBytes == nil)
    }

    @Test("Read-only is what the mount says, or the file system, or an emergency")
    func readOnly() throws {
        func isReadOnly(_ options: String, _ superOptions: String) throws -> Bool {
            try #require(
                parse("1 0 8:1 / / \(options) - ext4 /dev/sda1 \(superOptions)\n")?["/"]
            ).isReadOnly
        }
        #expect(try !isReadOnly("rw", "rw"))
        #expect(try isReadOnly("ro,relatime", "rw"))
        #expect(try isReadOnly("rw", "ro"))
        #expect(try isReadOnly("rw", "rw,emergency_ro"))
        #expect(try !isReadOnly("rw", "rw,errors=remount-ro"))
    }

    @Test(
        "What type may be asked",
        arguments: [
            ("ext4", Mount.NotRequested.captured), ("tmpfs", .captured), ("overlay", .captured),
            ("proc", .pseudo), ("cgroup2", .pseudo), ("autofs", .pseudo), ("nfs4", .network),
            ("cifs", .network), ("fuse.sshfs", .userSpace), ("fuseblk", .userSpace),
            ("virtiofs", .userSpace), ("9p", .network), ("fuse.gvfsd-fuse", .pseudo),
            ("nobody-knows", .unknownType), ("ext44", .unknownType), ("fusex", .unknownType),
        ])
    func types(type: String, expected: Mount.NotRequested) throws {
        let mount = try #require(parse(Self.root + "2 1 0:9 / /m rw - \(type) x rw\n")?["/m"])
        #expect(mount.notRequested == expected)
        #expect(mount.isPseudo == (expected == .pseudo))
    }

    @Test("What lies behind a mount that must not be asked is not asked either")
    func behind() throws {
        let answer = try #require(
            parse(
                Self.root + """
                    2 1 0:50 / /net rw - nfs4 server:/ rw
                    3 2 8:2 / /net/local rw - ext4 /dev/sdb1 rw
                    4 3 0:51 / /net/local/deeper rw - tmpfs t rw
                    5 1 0:52 / /auto rw - autofs systemd-1 rw
                    6 5 8:3 / /auto rw - vfat /dev/sdc1 rw
                    7 1 8:4 / /netting rw - ext4 /dev/sdd1 rw
                    8 1 0:53 / /sshfs rw - fuse.sshfs me@there: rw
                    9 8 0:54 / /sshfs/x rw - tmpfs t rw

                    """))
        #expect(answer["/net"]?.notRequested == .network)
        #expect(answer["/net/local"]?.notRequested == .behind)
        #expect(answer["/net/local/deeper"]?.notRequested == .behind)
        #expect(answer["/auto"]?.type.description == "vfat")
        #expect(answer["/auto"]?.notRequested == .behind)
        #expect(answer["/netting"]?.notRequested == .captured)
        #expect(answer["/sshfs/x"]?.notRequested == .behind)
    }

    @Test("An overlay is asked where its own directories may be")
    func overlays() throws {
        let answer = try #require(
            parse(
                Self.root + """
                    2 1 0:50 / /net rw - nfs4 server:/ rw
                    3 1 0:51 / /a rw - overlay overlay rw,lowerdir=/l1:/l2,upperdir=/u,workdir=/w
                    4 1 0:52 / /b rw - overlay overlay rw,lowerdir=/l1:/net/l2,upperdir=/net/u,workdir=/w
                    5 1 0:53 / /c rw - overlay overlay ro,lowerdir=/net/l:/l2
                    6 1 0:54 / /d rw - overlay overlay ro,lowerdir=/l:/net/l2
                    7 1 0:55 / /e rw - overlay overlay ro
                    8 1 0:56 / /f rw - overlay overlay rw,lowerdir+=/netting,lowerdir+=/net/x
                    9 1 0:57 / /g rw - ecryptfs /net/private rw
                    10 1 0:58 / /h rw - overlay overlay rw,lowerdir=/l,upperdir=/n\\145t/u
                    11 1 0:59 / /i rw - overlay overlay rw,lowerdir=/l,upperdir=/b/u

                    """))
        #expect(answer["/a"]?.notRequested == .captured)
        #expect(answer["/b"]?.notRequested == .behind)
        #expect(answer["/c"]?.notRequested == .behind)
        // A path through it touches every layer.
        #expect(answer["/d"]?.notRequested == .behind)
        #expect(answer["/e"]?.notRequested == .behind)
        #expect(answer["/f"]?.notRequested == .behind)
        #expect(answer["/g"]?.notRequested == .behind)
        #expect(answer["/h"]?.notRequested == .behind)
        #expect(answer["/i"]?.notRequested == .behind)
    }

    @Test("Relative layers may be anywhere, and what lies in such an overlay is behind it")
    func layers() throws {
        let lines = """
            3 1 0:51 / /a rw - overlay overlay rw,lowerdir=l/X:l/Y,upperdir=/u,workdir=/w
            4 3 0:52 / /a/inside rw - tmpfs t rw
            5 1 0:53 / /b rw - overlay overlay rw,lowerdir=/l,upperdir=/a/inside/u,workdir=/w

            """
        let alone = try #require(parse(Self.root + lines))
        #expect(alone.points == ["/", "/a", "/a/inside", "/b"])
        #expect(alone.filesystem.mounts.allSatisfy { $0.notRequested == .captured })
        let beside = try #require(
            parse(Self.root + "2 1 0:50 / /net rw - nfs4 server:/ rw\n" + lines))
        #expect(
            beside["/a"]?.notRequested == .behind && beside["/a/inside"]?.notRequested == .behind)
        #expect(beside["/b"]?.notRequested == .behind)
    }

    @Test("A mount on the root of all is not reached, and hides nothing")
    func overRoot() throws {
        let answer = try #require(
            parse(
                Self.root + "2 1 0:5 / /m rw - tmpfs t rw\n3 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
                    + "4 3 0:6 / /n rw - tmpfs t rw\n"))
        #expect(answer.filesystem.mounts.map(\.isCovered) == [false, false, true, true])
    }

    @Test(
        "An automount point elsewhere does not close an overlay; many mounts at one point are few")
    func notClosed() throws {
        let lines =
            "2 1 0:50 / /auto rw - autofs systemd-1 rw\n3 1 0:51 / /a rw - overlay o rw,lowerdir=l/X\n"
        #expect(try #require(parse(Self.root + lines))["/a"]?.notRequested == .captured)
        let stack = (2...40).map { "\($0) \($0 - 1) 0:\($0) / /m rw - tmpfs t rw\n" }.joined()
        let top = try #require(parse(Self.root + stack)).filesystem.mounts.last
        #expect(top?.notRequested == .captured && top?.isCovered == false)
        let remote = Self.root + "2 1 0:50 / /net rw - nfs4 s:/ rw\n"
        for path in ["/l/../net", "//net", "/./net"] {
            let answer = try #require(
                parse(remote + "3 1 0:51 / /a rw - overlay o rw,lowerdir=\(path)\n"))
            #expect(answer["/a"]?.notRequested == .behind)
        }
    }

    @Test("A root that is its own parent covers nothing")
    func ownParent() throws {
        let answer = try #require(
            parse("1 1 0:2 / / rw - rootfs rootfs rw\n2 1 0:5 / /dev rw - devtmpfs d rw\n"))
        #expect(answer.points == ["/", "/dev"])
        #expect(
            answer.filesystem.mounts.allSatisfy { !$0.isCovered && $0.notRequested == .captured })
    }

    @Test("A mount on a directory above hides what was mounted below before")
    func hidden() throws {
        let answer = try #require(
            parse(
                Self.root + """
                    2 1 8:2 / /a/b rw - ext4 /dev/sdb1 rw
                    3 2 8:3 / /a/b/c rw - ext4 /dev/sdc1 rw
                    4 1 0:50 / /a rw - nfs4 server:/ rw
                    5 1 8:4 / /ab rw - ext4 /dev/sdd1 rw
                    6 1 8:2 / /elsewhere/far rw - ext4 /dev/sdb1 rw
                    7 3 0:60 / /a/b/c rw - tmpfs over rw
                    8 1 0:61 / /p rw - fuse.lxcfs lxcfs rw
                    9 8 0:62 / /p/q rw - tmpfs t rw

                    """))
        #expect(
            answer.filesystem.mounts.map(\.isCovered) == [
                false, true, true, false, false, false, true, false, false,
            ])
        #expect(
            answer["/a/b"]?.notRequested == .covered && answer["/a/b/c"]?.notRequested == .covered)
        #expect(answer["/ab"]?.notRequested == .captured)
        // The one that can be reached represents the file system.
        #expect(
            answer["/elsewhere/far"]?.isDuplicate == false && answer["/a/b"]?.isDuplicate == true)
        // lxcfs has no storage, but is served by a process.
        #expect(answer["/p"]?.notRequested == .pseudo && answer["/p/q"]?.notRequested == .behind)
    }

    @Test("Of the mounts of one file system, one represents all")
    func duplicates() throws {
        let answer = try #require(
            parse(
                """
                1 0 8:1 /var/lib /docker/x/hosts rw - ext4 /dev/sda1 rw
                2 1 8:1 / /a/longer/place rw - ext4 /dev/sda1 rw
                3 0 8:1 / / rw - ext4 /dev/sda1 rw
                4 1 8:1 /sub /s rw - ext4 /dev/sda1 rw
                5 1 0:7 / /btrfs rw - btrfs /dev/sdb rw,subvol=/
                6 1 0:7 /home /home rw - btrfs /dev/sdb rw,subvol=/home

                """))
        let kept = answer.filesystem.mounts.filter { !$0.isDuplicate }.map(\.mountPoint.description)
        #expect(kept == ["/", "/btrfs"])
        #expect(try #require(parse(Self.root, all: false)).points == ["/"])
    }

    @Test("What another mount lies over is covered, and represents nothing")
    func covered() throws {
        let text = """
            1 0 8:1 / / rw - ext4 /dev/sda1 rw
            2 1 0:5 / /m rw - tmpfs one rw
            3 2 0:6 / /m rw - tmpfs two rw
            4 1 0:5 / /elsewhere/long rw - tmpfs one rw

            """
        let all = try #require(parse(text))
        #expect(all.filesystem.mounts.map(\.isCovered) == [false, true, false, false])
        #expect(all.filesystem.mounts.map(\.isDuplicate) == [false, true, false, false])
        #expect(try #require(parse(text, all: false)).points == ["/", "/m", "/elsewhere/long"])
    }

    @Test("Of two mounts that are not asked, the one that can be reached is no duplicate")
    func coveredRemote() throws {
        let answer = try #require(
            parse(
                Self.root + """
                    2 1 0:50 / /a rw - nfs4 server:/ rw
                    3 2 0:60 / /a rw - tmpfs over rw
                    4 1 0:50 / /elsewhere/far rw - nfs4 server:/ rw

                    """))
        #expect(answer.filesystem.mounts.map(\.isCovered) == [false, true, false, false])
        #expect(answer.filesystem.mounts.map(\.isDuplicate) == [false, true, false, false])
    }

    @Test("Loops of parents and doubled ids end, and are not asked")
    func loops() throws {
        let answer = try #require(
            parse(
                """
                1 2 8:1 / /a rw - ext4 /dev/sda1 rw
                2 1 8:2 / /b rw - ext4 /dev/sdb1 rw
                3 3 8:3 / /c rw - ext4 /dev/sdc1 rw
                4 1 8:4 / /d rw - ext4 /dev/sdd1 rw
                4 4 8:5 / /e rw - ext4 /dev/sde1 rw

                """))
        #expect(answer["/a"]?.notRequested == .behind && answer["/b"]?.notRequested == .behind)
        #expect(answer["/c"]?.notRequested == .captured)
    }

    @Test("A line that is none costs nothing but itself; a text of such lines is malformed")
    func malformed() throws {
        let answer = try #require(
            parse(
                Self.root
                    + "nonsense\n2 1 0:9 / /m\\000x rw - tmpfs t rw\n3 1 0:8 / /ok rw - tmpfs t rw\n"
            ))
        #expect(answer.points == ["/", "/ok"])
        #expect(answer.filesystem.failures.map(\.line) == [2, 3])
        #expect(parse("nonsense\n") == nil)
        #expect(try #require(parse("")).points.isEmpty)
    }

    @Test(
        "A cut text has whole mounts only",
        arguments: ["debian-6.1-x86_64-devices", "debian-6.1-x86_64-v1"])
    func cut(name: String) throws {
        let bytes = try Fixture.bytes(name, "/proc/self/mountinfo")
        let whole = try #require(parse(bytes))
        for length in 0..<bytes.count {
            guard let part = parse(Array(bytes.prefix(length))) else { continue }
            #expect(part.points == Array(whole.points.prefix(part.points.count)))
            for (a, b) in zip(part.filesystem.mounts.dropLast(), whole.filesystem.mounts) {
                #expect(a.type == b.type && a.device == b.device && a.isReadOnly == b.isReadOnly)
            }
            // Of the last one the source and what follows it may be shorter.
            if let last = part.filesystem.mounts.last {
                let same = whole.filesystem.mounts[part.points.count - 1]
                #expect(last.type == same.type)
                #expect(same.device.bytes.starts(with: last.device.bytes.prefix { $0 != 92 }))
            }
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) throws {
        for options in ["rw,size=4k", "ro", ""] {
            let answer = try #require(
                parse(
                    "1 0 8:1 / / rw - ext4 /dev/sda1 rw \n2 1 0:5 / /a rw - tmpfs t \(options)\(end)"
                ))
            #expect(answer.points == ["/", "/a"] && answer.filesystem.failures.isEmpty)
            #expect(answer.filesystem.mounts[1].device.description == "t")
            #expect(answer.filesystem.mounts[1].isReadOnly == (options == "ro"))
        }
    }

    @Test(
        "What others write into the storage is not taken for the collector's own list",
        .needsLinux)
    func sharedStorage() throws {
        let collector = UnsafeMutablePointer<cprobe_collector>.allocate(capacity: 1)
        let items = UnsafeMutablePointer<cprobe_mount>.allocate(capacity: 4096)
        let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1 << 20)
        defer {
            cprobe_collector_close(collector)
            collector.deallocate()
            items.deallocate()
            text.deallocate()
        }
        var mounts = cprobe_mounts(
            items: items, capacity: 4096, count: 0, text: text, text_capacity: 1 << 20,
            text_length: 0, reader: nil, read_ns: 0)
        var c = cprobe_filesystem()
        #expect(cprobe_collector_open(collector, "/", .CPROBE_READS_AGAIN, nil) == .CPROBE_OK)
        func read() -> cprobe_result {
            cprobe_filesystem_read(collector, .CPROBE_MOUNTS_ALL, &c, &mounts, nil, nil)
        }
        // A network mount alone, so that nothing of it would be asked; and a text that is none.
        for other in ["9 1 0:9 / /other rw - nfs4 host:/ rw\n", "x\n"] {
            #expect(read() == .CPROBE_OK && mounts.count > 0)
            _ = other.asC {
                cprobe_mountinfo_parse($0, $1, .CPROBE_MOUNTS_ALL, &c, &mounts, nil)
            }
            #expect(read() == .CPROBE_OK && mounts.count > 0)
            #expect(
                (0..<mounts.count).allSatisfy {
                    String(cString: cprobe_mount_text(&mounts, items[$0].mount_point)) != "/other"
                })
        }
    }

    @Test(
        "A thousand mounts of a captured machine",
        .needsLinux)
    func thousand() throws {
        var collector = try Collector(root: Fixture.root("firecracker-6.18-x86_64-namespaces"))
        let few = try collector.filesystem()
        #expect(few.mounts.filter { $0.device.description == "many" }.count == 1000)
        #expect(few.mounts.allSatisfy { !$0.isPseudo && !$0.isDuplicate && !$0.isCovered })
        #expect(few.mounts.contains { $0.mountPoint.description == "/tmp/m/n\nl" })
        collector.listsAllMounts = true
        let all = try collector.filesystem()
        let lines = try Fixture.bytes("firecracker-6.18-x86_64-namespaces", "/proc/self/mountinfo")
            .count { $0 == 10 }
        #expect(all.mounts.count == lines && all.failures.isEmpty)
        #expect(all.mounts.contains { $0.isCovered } && all.mounts.contains { $0.isDuplicate })
    }
}
