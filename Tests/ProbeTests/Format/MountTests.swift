import CProbe
import CProbeInternals
import Testing

@Suite("/proc/PID/mountinfo and /proc/PID/cgroup")
struct MountTests {
    func mount(_ line: String) -> (root: String, point: String, type: String, options: String)? {
        line.asC { base, length in
            var mount = cp_mount()
            guard cp_mountinfo_parse(cp_span(bytes: base, length: length), &mount)
            else {
                return nil
            }
            func string(_ span: cp_span) -> String {
                String(
                    decoding: UnsafeRawBufferPointer(start: span.bytes, count: span.length),
                    as: UTF8.self)
            }
            return (
                string(mount.root), string(mount.point), string(mount.type),
                string(mount.super_options)
            )
        }
    }

    func decode(_ text: String) -> String? {
        text.asC { base, length in
            var out = [CChar](repeating: 0, count: 64)
            var written = 0
            let ok = cp_mountinfo_decode(cp_span(bytes: base, length: length), &out, 64, &written)
            return ok
                ? String(decoding: out.prefix(written).map { UInt8(bitPattern: $0) }, as: UTF8.self)
                : nil
        }
    }

    @Test("A tag may hold a hyphen; only a field of its own ends the tags")
    func hyphen() throws {
        let found = try #require(
            mount("36 35 98:0 /a /b rw shared:1 x-y -z - cgroup2 none rw,nsdelegate"))
        #expect(found == ("/a", "/b", "cgroup2", "rw,nsdelegate"))
    }

    @Test("Blanks that WSL leaves bare in the last field do no harm")
    func bareBlanks() throws {
        let found = try #require(
            mount("36 35 0:1 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs;path=C:\\Program Files;x"))
        #expect(found.options == "rw,aname=drvfs;path=C:\\Program Files;x")
    }

    @Test(
        "What is no mount is passed over",
        arguments: [
            "", "x", "1 2 3", "36 35 98:0 /a /b rw", "36 35 98:0 /a /b rw - ",
            "36 35 980 /a /b rw - t s o",
            "a b 0:1 / / rw - t s o",
        ])
    func none(line: String) {
        #expect(mount(line) == nil)
    }

    @Test(
        "Octal escapes are decoded",
        arguments: [
            ("/a\\040b", "/a b"), ("/\\011\\012\\134", "/\t\n\\"), ("/a\\04", "/a\\04"),
            ("/a\\999", "/a\\999"),
        ])
    func octal(text: String, expected: String) {
        #expect(decode(text) == expected)
        #expect(decode("/a\\000b") == nil)
    }

    @Test(
        "A path may hold colons and commas",
        arguments: [
            ("0::/a:b,c", true, "", "/a:b,c"), ("4:cpu,cpuacct:/x:y", false, "cpu,cpuacct", "/x:y"),
            ("1:name=systemd:/", false, "name=systemd", "/"),
        ])
    func membership(line: String, isV2: Bool, controllers: String, path: String) {
        line.asC { base, length in
            var found = cp_membership()
            let ok = cp_proc_cgroup_parse(
                cp_span(bytes: base, length: length), .CP_LINE_WHOLE, &found)
            #expect(ok && found.is_v2 == isV2)
            #expect(
                found.path.length == path.utf8.count
                    && found.controllers.length == controllers.utf8.count)
        }
    }

    @Test("A cut line is none", arguments: ["", "0:", "x::/a", "0::a"])
    func cut(line: String) {
        line.asC { base, length in
            var found = cp_membership()
            let span = cp_span(bytes: base, length: length)
            #expect(!cp_proc_cgroup_parse(span, .CP_LINE_WHOLE, &found))
        }
        "0::/a".asC { base, length in
            var found = cp_membership()
            let span = cp_span(bytes: base, length: length)
            #expect(!cp_proc_cgroup_parse(span, .CP_LINE_LONG, &found))
        }
    }

    @Test(
        "What hides a file of sysfs: at it or above it, and not sysfs",
        arguments: [
            ("/sys/devices/system/cpu/online", "fuse.lxcfs", true),
            ("/sys/devices/system/cpu", "fuse.lxcfs", true),
            ("/sys/devices/system/cpu/onl", "fuse.lxcfs", false),
            ("/sys/devices/system/cpu/present", "fuse.lxcfs", false),
            ("/sys/devices/system/cpu", "sysfs", false), ("/sys", "sysfs", false),
            ("/", "overlay", false),
        ])
    func overSysfs(point: String, type: String, expected: Bool) {
        let isOver = "41 30 0:50 / \(point) ro - \(type) x rw".asC { base, length in
            var mount = cp_mount()
            let isMount = cp_mountinfo_parse(cp_span(bytes: base, length: length), &mount)
            return "/sys/devices/system/cpu/online".asC {
                isMount && cp_mountinfo_is_over_sysfs(&mount, cp_span(bytes: $0, length: $1))
            }
        }
        #expect(isOver == expected)
    }
}
