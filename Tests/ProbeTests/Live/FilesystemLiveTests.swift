import Foundation
import Testing

@testable import Probe

@Suite(
    "File systems of this machine",
    .enabled(if: Capabilities.current.has(.filesystem), "this build reads no file systems"))
struct FilesystemLiveTests {
    @Test("The space is what statvfs(3) says, with what is reserved for root")
    func space() throws {
        var collector = try Collector()
        let mounts = try collector.filesystem().mounts.filter { $0.totalBytes != nil }
        #expect(!mounts.isEmpty)
        for mount in mounts {
            var answer = statvfs()
            let point = mount.mountPoint.description
            try #require(statvfs(point, &answer) == 0, "\(point)")
            let block = Int64(answer.f_frsize)
            #expect(mount.totalBytes == Int64(answer.f_blocks) * block, "\(point)")
            let (free, used) = (try #require(mount.freeBytes), try #require(mount.usedBytes))
            let available = try #require(mount.availableBytes)
            // What is free moves meanwhile; what is reserved does not.
            let reserved = Int64(answer.f_bfree) - Int64(answer.f_bavail)
            #expect(free - available == reserved * block, "\(point)")
            #expect(used == mount.totalBytes! - free, "\(point)")
            guard used + available > 0 else { continue }
            let percent = Double(used) * 100 / Double(used + available)
            #expect(abs(try #require(mount.usagePercent) - percent) < 1e-9, "\(point)")
        }
    }
}
