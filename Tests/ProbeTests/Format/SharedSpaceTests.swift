import CProbe
import CProbeInternals
import Testing

@testable import Probe

@Suite("Mounts that show the space of another one")
struct SharedSpaceTests {
    /// Parses a mountinfo, gives each mount with these points its total and available bytes, and says
    /// which are duplicates then.
    func duplicates(_ text: String, _ space: [String: (UInt64, UInt64)]) -> Set<String> {
        var items = [cprobe_mount](repeating: cprobe_mount(), count: 32)
        var bytes = [CChar](repeating: 0, count: 1 << 14)
        var filesystem = cprobe_filesystem()
        return items.withUnsafeMutableBufferPointer { items in
            bytes.withUnsafeMutableBufferPointer { bytes in
                var mounts = cprobe_mounts(
                    items: items.baseAddress, capacity: items.count, count: 0,
                    text: bytes.baseAddress, text_capacity: bytes.count, text_length: 0,
                    reader: nil, read_ns: 0)
                let result = text.asC {
                    cprobe_mountinfo_parse($0, $1, .CPROBE_MOUNTS_ALL, &filesystem, &mounts, nil)
                }
                #expect(result == .CPROBE_OK)
                func point(_ index: Int) -> String {
                    String(cString: cprobe_mount_text(&mounts, items[index].mount_point))
                }
                for index in 0..<mounts.count {
                    guard let (total, available) = space[point(index)] else { continue }
                    (items[index].total_bytes, items[index].available_bytes) = (total, available)
                    for field: cprobe_mount_field in [
                        .CPROBE_MOUNT_TOTAL, .CPROBE_MOUNT_AVAILABLE,
                    ] {
                        cprobe_set(&items[index].present_fields, field.rawValue)
                    }
                }
                cp_mounts_relate_space(&mounts)
                return Set((0..<mounts.count).filter { items[$0].duplicate }.map(point))
            }
        }
    }

    let root = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /data rw - xfs /dev/sdb1 rw\n"

    func overlay(_ id: Int, _ point: String, _ options: String) -> String {
        "\(id) 1 0:\(id) / \(point) rw - overlay overlay rw,\(options)\n"
    }

    @Test("An overlay is the file system of its upper directory, where total and available agree")
    func overlays() {
        let text =
            root + overlay(10, "/a", "lowerdir=/l:/m,upperdir=/data/up,workdir=/data/w")
            + overlay(11, "/b", "lowerdir=/l,upperdir=/up,workdir=/w")
            + overlay(12, "/quota", "lowerdir=/l,upperdir=/data/q,workdir=/data/w")
            + overlay(13, "/moved", "lowerdir=/l,upperdir=/dat/up,workdir=/data/w")
            + overlay(14, "/relative", "lowerdir=l,upperdir=../data/up,workdir=w")
            + overlay(15, "/read", "lowerdir=/data/l:/m")
        let data: (UInt64, UInt64) = (64_000, 5_000)
        let space: [String: (UInt64, UInt64)] = [
            "/": (100, 10), "/data": data, "/a": (64_000, 4_500), "/b": (100, 10),
            "/quota": (10_000, 5_000), "/moved": data, "/relative": data, "/read": data,
        ]
        #expect(duplicates(text, space) == ["/a", "/b", "/read"])
        // Where the upper file system did not answer, nothing says the same.
        #expect(duplicates(text, space.filter { $0.key != "/data" }) == ["/b"])
    }

    @Test("What is mounted at / stays; so does an overlay whose upper file system is not listed")
    func container() {
        let text =
            "1 0 0:50 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/var/up,workdir=/w\n"
            + "2 1 8:2 / /etc/hosts rw - ext4 /dev/sdb1 rw\n"
        #expect(duplicates(text, ["/": (9, 5), "/etc/hosts": (9, 5)]) == [])
    }

    @Test("ecryptfs and the datasets of a pool of zfs")
    func others() {
        let text =
            root + "3 1 0:30 / /private rw - ecryptfs /data/.private rw\n"
            + "4 1 0:31 / /tank rw - zfs tank rw\n5 4 0:32 / /tank/a rw - zfs tank/a rw\n"
            + "6 4 0:33 / /tank/b rw - zfs tank/b rw\n7 1 0:34 / /tank2 rw - zfs tank2/a rw\n"
        let space: [String: (UInt64, UInt64)] = [
            "/": (100, 10), "/data": (640, 50), "/private": (640, 50), "/tank": (640, 50),
            "/tank/a": (640, 50), "/tank/b": (900, 50), "/tank2": (640, 50),
        ]
        #expect(duplicates(text, space) == ["/private", "/tank/a"])
    }
}
