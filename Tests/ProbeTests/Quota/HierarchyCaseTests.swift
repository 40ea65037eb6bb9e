import Foundation
import Testing

@testable import Probe

@Suite(
    "The cases of Documentation/QUOTA.md: which hierarchy, which group, what cannot be seen",
    .needsLinux)
struct HierarchyCaseTests {
    func cpu(_ tree: Tree) throws -> CPUQuota { try Invented.quota(tree).cpu }

    @Test("E14: a group outside the namespace is unknown, whatever is at a path like its own")
    func e14() throws {
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/foo/cpu.max": "100000 100000\n", "/sys/foo/cpu.max": "1000 100000\n"],
            cgroup: "0::/../../foo\n")
        #expect(try cpu(tree).limit.unknown?.reason == .outsideMount)
        #expect(try cpu(tree).effectiveCores == 8)
    }

    @Test("E15: a mount shows the part below its root")
    func e15() throws {
        let inside = try Invented.v2(
            ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], cgroup: "0::/docker/id\n",
            mount: "30 20 0:26 /docker/id /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        let limit = try cpu(inside).limit
        #expect(limit.value == 2 && !limit.isComplete)
        #expect(limit.incomplete?.reason == .aboveMount)
        #expect(limit.level?.description == "/docker/id")
        #expect(limit.file?.description == "/sys/fs/cgroup/cpu.max")
    }

    @Test("E16: a mount whose root does not contain the group shows nothing of it")
    func e16() throws {
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], cgroup: "0::/nomad/task\n",
            mount: "30 20 0:26 /docker/id /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(tree).limit.unknown?.reason == .outsideMount)
        // One controller that is so does not cost the others.
        let some = try Invented.v2(
            ["/c/cpu.cfs_quota_us": "50000\n", "/c/cpu.cfs_period_us": "100000\n"],
            cgroup: "3:memory:/elsewhere\n2:cpu:/docker/id\n",
            mount: "30 20 0:26 /docker/id /c rw - cgroup cgroup rw,cpu\n"
                + "31 20 0:27 /docker/id /m rw - cgroup cgroup rw,memory\n")
        let quota = try Invented.quota(some)
        #expect(quota.cpu.limit.value == 0.5)
        #expect(quota.memory.limit.unknown?.reason == .outsideMount)
    }

    @Test("E17: a root is compared by whole names")
    func e17() throws {
        let beside = try Invented.v2(
            ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], cgroup: "0::/foobar\n",
            mount: "30 20 0:26 /foo /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(beside).limit.unknown?.reason == .outsideMount)
    }

    @Test("E18: of two mounts the one that shows more levels is read")
    func e18() throws {
        let files = [
            "/part/b/cpu.max": "max 100000\n", "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
            "/sys/fs/cgroup/a/cpu.max": "100000 100000\n",
        ]
        let lines = [
            "29 20 0:26 /a /part rw - cgroup2 cgroup2 rw\n",
            "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
        ]
        for mount in [lines.joined(), lines.reversed().joined()] {
            let limit = try cpu(Invented.v2(files, mount: mount)).limit
            #expect(limit.value == 1 && limit.isComplete)
        }
        // One that lies over another hides it, whatever it is of.
        let over = "31 30 0:26 /side /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        #expect(
            try cpu(Invented.v2(files, mount: lines[1] + over)).limit.unknown?.reason
                == .outsideMount)
        let other = "31 30 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
        #expect(
            try cpu(Invented.v2(files, mount: lines[1] + other)).limit.unknown?.reason
                == .notMounted)
        // Two mounts of one v1 controller, one of a part that does not contain the group.
        let v1 = try Invented.v2(
            ["/c/a/b/cpu.cfs_quota_us": "50000\n", "/c/a/b/cpu.cfs_period_us": "100000\n"],
            cgroup: "2:cpu,cpuacct:/a/b\n",
            mount: "30 20 0:26 /other /o rw - cgroup cgroup rw,cpu,cpuacct\n"
                + "31 20 0:26 / /c rw - cgroup cgroup rw,cpu,cpuacct\n")
        #expect(try cpu(v1).limit.value == 0.5)
    }

    @Test("E18: a mount of two hierarchies that is covered counts once")
    func e18Covered() throws {
        let lines = (0..<6).map {
            "3\($0) 20 0:26 \($0 < 5 ? "/" : "/other") /m rw - cgroup cgroup rw,cpuacct,memory\n"
        }
        let tree = try Invented.v2(
            ["/m/a/memory.limit_in_bytes": "1048576\n"], cgroup: "2:cpuacct,memory:/a\n",
            mount: lines.joined())
        #expect(try Invented.quota(tree).memory.limit.unknown?.reason == .outsideMount)
    }

    @Test("Paths of maximum length in each hierarchy cost no limit, also if cpuacct is apart")
    func longPaths() throws {
        let path = "/" + String(repeating: "a", count: 4094)
        let names = ["cpuacct", "cpu", "cpuset", "memory", "pids", "blkio", "hugetlb"]
        let lines = names.enumerated().map { "\($0.offset + 2):\($0.element):\(path)\n" }
        let tree = try Invented.v2(
            [
                "/cpu/cpu.cfs_quota_us": "50000\n", "/cpu/cpu.cfs_period_us": "100000\n",
                "/memory/memory.limit_in_bytes": "1048576\n",
            ], cgroup: lines.joined() + "0::\(path)\n",
            mount: "30 20 0:26 \(path) /cpu rw - cgroup cgroup rw,cpu\n"
                + "31 20 0:27 \(path) /memory rw - cgroup cgroup rw,memory\n")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.value == 0.5)
        #expect(quota.memory.limit.value == 1_048_576)
    }

    @Test("E19: v2 at another place", arguments: ["/sys/fs/cgroup/unified", "/cgroup2"])
    func e19(point: String) throws {
        let tree = try Invented.v2(
            [
                point + "/a/b/cpu.max": "100000 100000\n",
                point + "/a/cgroup.events": "populated 1\n",
            ],
            mount: "29 20 0:25 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
                + "30 29 0:26 / \(point) rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(tree).limit.value == 1)
    }

    @Test("E20: each controller of a hybrid is where it is", arguments: [true, false])
    func e20(cpuIsV1: Bool) throws {
        let (v1, v2) = cpuIsV1 ? ("cpu", "memory") : ("memory", "cpu")
        let tree = try Invented.v2(
            [
                "/v1/a/cpu.cfs_quota_us": "50000\n", "/v1/a/cpu.cfs_period_us": "100000\n",
                "/v1/a/memory.limit_in_bytes": "1048576\n",
                "/v2/b/cpu.max": "300000 100000\n", "/v2/b/memory.max": "2097152\n",
                "/v1/release_agent": "\n", "/v2/cgroup.controllers": v2 + "\n",
            ], cgroup: "5:\(v1):/a\n0::/b\n",
            mount: "30 20 0:26 / /v1 rw - cgroup cgroup rw,\(v1)\n"
                + "31 20 0:27 / /v2 rw - cgroup2 cgroup2 rw\n")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.value == (cpuIsV1 ? 0.5 : 3))
        #expect(quota.memory.limit.value == (cpuIsV1 ? 2_097_152 : 1_048_576))
        #expect(quota.cpu.limit.isComplete && quota.memory.limit.isComplete)
        let (old, new) = (quota.hierarchies.first { $0.version == 1 }, quota.hierarchies.last)
        #expect(old?.controllers.contains(v1) == true && old?.controllers.contains(v2) == false)
        #expect(new?.version == 2 && new?.controllers.contains(v1) == false)
        #expect(new?.controllers.contains(v2) == true)
    }

    @Test(
        "E21: controllers mounted together, in either order, and a linked directory",
        arguments: ["cpu,cpuacct", "cpuacct,cpu"])
    func e21(order: String) throws {
        let tree = try Invented.v2(
            [
                "/c/cpu,cpuacct/a/cpu.cfs_quota_us": "50000\n",
                "/c/cpu,cpuacct/a/cpu.cfs_period_us": "100000\n",
            ], cgroup: "2:\(order):/a\n",
            mount: "30 20 0:26 / /c/cpuacct,cpu rw - cgroup cgroup rw,cpuacct,cpu\n")
        try tree.link("/c/cpuacct,cpu", to: "cpu,cpuacct")
        #expect(try cpu(tree).limit.value == 0.5)
        // "cpuacct" alone is not "cpu", nor is "cpuset".
        let other = try Invented.v2(
            ["/c/a/cpu.cfs_quota_us": "50000\n", "/c/a/cpu.cfs_period_us": "100000\n"],
            cgroup: "2:cpuacct:/a\n1:cpuset:/a\n",
            mount: "30 20 0:26 / /c rw - cgroup cgroup rw,cpuacct\n")
        #expect(try cpu(other).limit.value == nil)
    }

    @Test("Of a process whose main thread ended, for which version 1 says \"/\", a living thread's")
    func mainThread() throws {
        func stat(_ pid: Int, _ state: String, vms: Int) -> String {
            "\(pid) (x) \(state) 1 2 3 0 -1 0 0 0 0 0 7 8 0 0 20 0 2 0 100 \(vms) 1"
                + String(repeating: " 0", count: 28) + "\n"
        }
        let tree = try Invented.v1(
            "memory",
            [
                "/m/a/b/memory.limit_in_bytes": "33554432\n", "/proc/7/cgroup": "4:memory:/\n",
                "/proc/7/mountinfo": "30 20 0:26 / /m rw - cgroup cgroup rw,memory\n",
                "/proc/7/stat": stat(7, "Z", vms: 0), "/proc/7/task/7/stat": stat(7, "Z", vms: 0),
                "/proc/7/task/8/stat": stat(8, "S", vms: 4096),
                "/proc/7/task/8/cgroup": "4:memory:/a/b\n",
            ])
        #expect(try Invented.quota(tree, .process(7)).memory.limit.value == 32 << 20)
    }

    @Test("A group is named by its path, by its directory, or by a link to that")
    func named() throws {
        let tree = try Invented.v2(
            [
                "/c/cpu,cpuacct/a/cpu.cfs_quota_us": "50000\n",
                "/c/cpu,cpuacct/a/cpu.cfs_period_us": "100000\n",
            ], cgroup: "0::/\n",
            mount: "30 20 0:26 / /c/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n")
        try tree.link("/c/cpu", to: "cpu,cpuacct")
        for name in ["/a", "a", "/a/", "/c/cpu,cpuacct/a", "/c/cpu/a", "/c//cpu/./a/"] {
            let limit = try Invented.quota(tree, .cgroup(name)).cpu.limit
            #expect(limit.value == 0.5, "\(name)")
        }
        for name in ["/b", "/c/cpu/b", "/c"] {
            #expect(throws: ProbeError.self, "\(name)") {
                try Invented.quota(tree, .cgroup(name))
            }
        }
        #expect(throws: ProbeError.self) { try Invented.quota(tree, .cgroup("/a/../a")) }
        #expect(throws: ProbeError.self) { try Invented.quota(tree, .process(0)) }
        #expect(throws: ProbeError.self) { try Invented.quota(tree, .process(77)) }
    }

    @Test("E22: a controller that no hierarchy has cannot limit")
    func e22() throws {
        let tree = try Invented.v2(
            cgroup: "1:name=systemd:/\n",
            mount: "30 20 0:26 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n")
        #expect(try cpu(tree).limit == .unlimited)
        let named = try Invented.v2(
            ["/s/a/cpu.cfs_quota_us": "50000\n"], cgroup: "1:name=cpu:/a\n",
            mount: "30 20 0:26 / /s rw - cgroup cgroup rw,name=cpu\n")
        #expect(try cpu(named).limit == .unlimited)
    }

    @Test(
        "A line of the groups that was lost may have named any: what no line names is unknown",
        arguments: [
            "4:memory:/a\n3:cpu", "4:memory:/a\n3:cpu:", "4:memory:/a\n3:cpu:a\n",
            "4:memory:/a\n3:cpu:/a\0b\n", "4:memory:/a\n",
        ])
    func lostLine(cgroup: String) throws {
        let tree = try Invented.v2(
            [
                "/c/a/cpu.cfs_quota_us": "50000\n", "/c/a/cpu.cfs_period_us": "100000\n",
                "/m/a/memory.limit_in_bytes": "1048576\n", "/m/a/tasks": "", "/c/a/tasks": "",
            ], cgroup: cgroup,
            mount: "30 20 0:26 / /c rw - cgroup cgroup rw,cpu\n"
                + "31 20 0:27 / /m rw - cgroup cgroup rw,memory\n")
        let quota = try Invented.quota(tree)
        #expect(quota.memory.limit.value == 1_048_576)
        #expect(quota.cpu.limit.unknown?.reason == .noCgroups)
        #expect(quota.cpu.limit.unknown?.failure?.code == .malformed)
        // Of v2, whose line is the last, the same.
        let named = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "50000 100000\n"], cgroup: "1:name=systemd:/\n0::")
        #expect(try cpu(named).limit.unknown?.reason == .noCgroups)
        let none = try Invented.v2(cgroup: "1:name=systemd:/\n")
        #expect(try cpu(none).limit.unknown?.reason == .noCgroups)
    }

    @Test("Of mounts that show as much, the one that can be seen is read")
    func severalMounts() throws {
        let files = ["/sys/fs/cgroup/a/cpu.max": "300000 100000\n"]
        let usual = "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        let other = "31 20 0:26 / /hostfs/sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        #expect(try cpu(Invented.v2(files, mount: other + usual)).limit.value == 3)
        #expect(try cpu(Invented.v2(files, mount: usual + other)).limit.value == 3)
        let elsewhere = [
            "/mnt/cg/a/cpu.max": "300000 100000\n", "/mnt/cg/a/b/cgroup.events": "populated 1\n",
        ]
        let mounts =
            "31 20 0:26 / /mnt/cg rw - cgroup2 cgroup2 rw\n" + usual
            + "33 30 0:9 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
        let limit = try cpu(Invented.v2(elsewhere, mount: mounts)).limit
        #expect(limit.value == 3)
        #expect(limit.file?.description == "/mnt/cg/a/cpu.max")
    }

    @Test("A directory that is named through a part of the hierarchy is found in the whole")
    func throughBind() throws {
        let tree = try Invented.v2(
            [
                "/sys/fs/cgroup/foo/bar/cpu.max": "300000 100000\n",
                "/sys/fs/cgroup/foo/cpu.max": "50000 100000\n",
                "/mnt/x/cpu.max": "300000 100000\n",
            ], cgroup: "0::/\n",
            mount: "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
                + "31 20 0:26 /foo/bar /mnt/x rw - cgroup2 cgroup2 rw\n")
        let limit = try Invented.quota(tree, .cgroup("/mnt/x")).cpu.limit
        #expect(limit.value == 0.5 && limit.isComplete)
    }

    @Test("v1 made by hand, without the files of every group, is what mountinfo says")
    func byHand() throws {
        let files: [String: String?] = [
            "/m/release_agent": nil, "/m/a/tasks": nil, "/m/a/b/tasks": nil,
            "/m/a/b/cpu.cfs_quota_us": "-1\n", "/m/a/b/cpu.cfs_period_us": "100000\n",
            "/m/a/cpu.cfs_quota_us": "-1\n", "/m/cpu.cfs_quota_us": "-1\n",
        ]
        #expect(try cpu(Invented.v1("cpu", files)).limit == .unlimited)
        var captured = files
        captured["/m/tasks"] = "1\n"
        #expect(try cpu(Invented.v1("cpu", captured)).limit.unknown?.reason == .aboveNamespace)
    }

    @Test("E23: without any cgroup mount nothing is known")
    func e23() throws {
        let tree = try Invented.v2(mount: "21 20 0:20 / /proc rw - proc proc rw\n")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.unknown?.reason == .notMounted)
        #expect(quota.memory.limit.unknown?.reason == .notMounted)
        #expect(quota.memory.effectiveBytes == 1 << 30 as Int64)
    }

    @Test("E24: a directory that may not be read is no unlimited group")
    func e24() throws {
        let tree = try Invented.v2(["/sys/fs/cgroup/a/b/cpu.max": "100000 100000\n"])
        // Root may read everything, so that the refusal is a loop of links here; Tests/Smoke/quota.sh
        // reads a closed directory as an ordinary user.
        let group = tree.root + "/sys/fs/cgroup/a/b"
        try FileManager.default.removeItem(atPath: group)
        try tree.link("/sys/fs/cgroup/a/b", to: "b")
        let limit = try cpu(tree).limit
        #expect(limit.unknown?.reason == .level)
        #expect(limit.unknown?.failure != nil)
    }

    @Test("E25: escapes of mountinfo")
    func e25() throws {
        let tree = try Invented.v2(
            ["/cg\t ro\nu\\ps/a/b/cpu.max": "100000 100000\n"],
            mount: "30 20 0:26 / /cg\\011\\040ro\\012u\\134ps rw - cgroup2 cgroup2 rw\n")
        let limit = try cpu(tree).limit
        #expect(limit.value == 1)
        #expect(limit.file?.description == "/cg\t ro\nu\\ps/a/b/cpu.max")
        let root = try Invented.v2(
            ["/sys/fs/cgroup/b/cpu.max": "100000 100000\n"], cgroup: "0::/a x/b\n",
            mount: "30 20 0:26 /a\\040x /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(root).limit.value == 1)
    }

    @Test("E26: spaces in the options of a file system, as WSL has them")
    func e26() throws {
        let line =
            "63 62 0:40 / /Docker/host rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\\Program "
            + "Files\\Docker\\Docker\\resources;symlinkroot=/mnt/,mmap,access=client,cache=5\n"
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"],
            mount: line + "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(tree).limit.value == 1)
    }

    @Test("E27: colons and commas in the path of a group")
    func e27() throws {
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/x:y,z:/cpu.max": "100000 100000\n"], cgroup: "0::/x:y,z:\n")
        let limit = try cpu(tree).limit
        #expect(limit.value == 1)
        #expect(limit.level?.description == "/x:y,z:")
    }

    @Test("E28: a line longer than any buffer does not hide what follows it")
    func e28() throws {
        let lower = String(repeating: "/var/lib/overlay/layer:", count: 12_000)
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"],
            mount: "29 20 0:25 / /o rw - overlay overlay rw,lowerdir=\(lower)\n"
                + "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(tree).limit.value == 1)
    }

    @Test("E29: optional fields of a mount, with hyphens in them")
    func e29() throws {
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"],
            mount:
                "30 20 0:26 / /sys/fs/cgroup rw,no-suid shared:1-2 a-b master:3 - cgroup2 cg-2 rw\n"
        )
        #expect(try cpu(tree).limit.value == 1)
    }

    @Test("E30: thousands of mounts")
    func e30() throws {
        let many = (0..<20_000).map { "\($0 + 100) 20 0:9 / /m/\($0) rw - tmpfs tmpfs rw\n" }
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"],
            mount: many.joined() + "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
        #expect(try cpu(tree).limit.value == 1)
    }

    @Test("E31: a group that was removed is reported as such, and its parents bind")
    func e31() throws {
        let tree = try Invented.v2(
            ["/sys/fs/cgroup/a/cpu.max": "100000 100000\n"], cgroup: "0::/a/c (deleted)\n")
        let limit = try cpu(tree).limit
        #expect(limit.value == 1)
        #expect(limit.incomplete?.reason == .deleted)
        let none = try Invented.v2(cgroup: "0::/a/c (deleted)\n")
        #expect(try cpu(none).limit.unknown?.reason == .deleted)
        // A group may be called so.
        let named = try Invented.v2(
            ["/sys/fs/cgroup/a/c (deleted)/cpu.max": "50000 100000\n"],
            cgroup: "0::/a/c (deleted)\n")
        #expect(try cpu(named).limit.value == 0.5)
        #expect(try cpu(named).limit.isComplete)
    }

    @Test("E35: a threaded group has no memory files, and its domain's limit binds")
    func e35() throws {
        let tree = try Invented.v2([
            "/sys/fs/cgroup/a/cgroup.type": "domain threaded\n",
            "/sys/fs/cgroup/a/memory.max": "1048576\n",
            "/sys/fs/cgroup/a/b/cgroup.type": "threaded\n",
            "/sys/fs/cgroup/a/b/cpu.max": "50000 100000\n",
        ])
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.value == 0.5)
        #expect(quota.memory.limit.value == 1_048_576)
        #expect(quota.memory.limit.level?.description == "/a")
    }

    @Test("E53: what a namespace hides may limit: no limit in sight is unknown")
    func e53() throws {
        let tree = try Invented.v2(
            [
                "/sys/fs/cgroup/cgroup.events": "populated 1\n",
                "/sys/fs/cgroup/cpu.max": "max 100000\n", "/sys/fs/cgroup/memory.max": "max\n",
            ], cgroup: "0::/\n")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.unknown?.reason == .aboveNamespace)
        #expect(quota.memory.limit.unknown?.reason == .aboveNamespace)
        #expect(quota.pids.limit.unknown?.reason == .aboveNamespace)
        #expect(quota.memory.swap.unknown?.reason == .aboveNamespace)
        #expect(quota.io.incomplete?.reason == .aboveNamespace)
        #expect(quota.cpu.effectiveCores == 8)
        let limited = try Invented.v2(
            [
                "/sys/fs/cgroup/cgroup.events": "populated 1\n",
                "/sys/fs/cgroup/cpu.max": "200000 100000\n",
            ], cgroup: "0::/\n")
        let limit = try cpu(limited).limit
        #expect(limit.value == 2 && limit.incomplete?.reason == .aboveNamespace)
    }

    @Test("E54: a scope with some controllers takes the others' limits from above")
    func e54() throws {
        let user = "/user.slice/user-1000.slice"
        let scope = user + "/user@1000.service/app.slice/run-1.scope"
        let tree = try Invented.v2(
            [
                "/sys/fs/cgroup\(scope)/cgroup.controllers": "memory pids\n",
                "/sys/fs/cgroup\(scope)/memory.max": "1048576\n",
                "/sys/fs/cgroup\(scope)/pids.max": "max\n",
                "/sys/fs/cgroup\(user)/cpu.max": "150000 100000\n",
                "/sys/fs/cgroup\(user)/pids.max": "100\n",
            ], cgroup: "0::\(scope)\n")
        let quota = try Invented.quota(tree)
        #expect(quota.cpu.limit.value == 1.5)
        #expect(quota.cpu.limit.level?.description == user)
        #expect(quota.memory.limit.value == 1_048_576)
        #expect(quota.pids.limit.value == 100 as Int64)
        #expect(quota.cpu.limit.isComplete && quota.pids.limit.isComplete)
    }
}
