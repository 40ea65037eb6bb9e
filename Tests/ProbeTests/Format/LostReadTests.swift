import CProbe
import CProbeInternals
import Testing

@testable import Probe

/// A file whose second read fails, as of a device or a process that went away.
@Suite("A read that fails in the middle of a list")
struct LostReadTests {
    /// Gives the lines of a text, and then an error.
    private static func failing<R>(
        after text: StaticString, _ body: (inout cp_lines) -> R
    ) -> R {
        var left = text.utf8CodeUnitCount
        var buffer = [CChar](repeating: 0, count: 4096)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            withUnsafeMutablePointer(to: &left) { left in
                var context = (text.utf8Start, left)
                return withUnsafeMutablePointer(to: &context) { context in
                    var lines = cp_lines_through(
                        buffer.baseAddress, buffer.count,
                        { context, out, _, length in
                            let source = context!.assumingMemoryBound(
                                to: (UnsafePointer<UInt8>, UnsafeMutablePointer<Int>).self
                            ).pointee
                            let count = source.1.pointee
                            source.1.pointee = 0
                            length!.pointee = count
                            for index in 0..<count {
                                out![index] = CChar(bitPattern: source.0[index])
                            }
                            return count == 0 ? .CPROBE_IO : .CPROBE_OK
                        }, context)
                    return body(&lines)
                }
            }
        }
    }

    @Test("The mounts read before it are there, and the failure is named")
    func mounts() {
        var items = [cprobe_mount](repeating: cprobe_mount(), count: 8)
        var text = [CChar](repeating: 0, count: 1024)
        items.withUnsafeMutableBufferPointer { items in
            text.withUnsafeMutableBufferPointer { text in
                var mounts = cprobe_mounts()
                (mounts.items, mounts.capacity) = (items.baseAddress, items.count)
                (mounts.text, mounts.text_capacity) = (text.baseAddress, text.count)
                var filesystem = cprobe_filesystem()
                let result = Self.failing(
                    after: "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n22 21 0:5 / /dev rw - tmpfs d rw\n"
                ) { cp_mounts_parse(&$0, "/proc/self/mountinfo", &filesystem, &mounts, nil) }
                #expect(result == .CPROBE_OK && mounts.count == 2)
                #expect(filesystem.failures.count == 1)
                #expect(filesystem.failures.items.0.code == .CPROBE_IO)
                let none = Self.failing(after: "") {
                    cp_mounts_parse(&$0, "/proc/self/mountinfo", &filesystem, &mounts, nil)
                }
                #expect(none == .CPROBE_IO)
            }
        }
    }

    @Test("The devices read before it are there, and the total is unknown")
    func devices() {
        var items = [cprobe_disk_device](repeating: cprobe_disk_device(), count: 4)
        var disk = cprobe_disk()
        var io = cprobe_io()
        var count = 0
        let result = Self.failing(after: "   8  0 sda 1 2 3 4 5 6 7 8 9 10 11\n") {
            cp_diskstats_parse(&$0, &disk, &io, &items, items.count, &count, nil)
        }
        #expect(result == .CPROBE_OK && count == 1 && items[0].counters.reads == 1)
        #expect(disk.failures.count == 1 && io.total.present_fields.words.0 == 0)
    }
}
