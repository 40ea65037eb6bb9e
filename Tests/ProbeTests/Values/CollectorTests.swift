import CProbe
import Testing

@Suite("The collector's storage")
struct CollectorTests {
    /// What is left for caches to come, before every program has to be compiled with a larger size.
    private static let reserve = 64 * 1024

    @Test("What a build uses fits, and leaves a reserve")
    func fits() {
        let size = Int(CPROBE_COLLECTOR_BYTES)
        #expect(MemoryLayout<cprobe_collector>.size == size)
        #expect(MemoryLayout<cprobe_collector>.alignment >= MemoryLayout<UInt64>.alignment)
        #expect(cprobe_collector_bytes() > 0)
        #expect(cprobe_collector_bytes() + Self.reserve <= size)
    }

    @Test("Nothing beyond what a build uses is written, and zeroed storage may be closed")
    func staysInside() {
        let size = Int(CPROBE_COLLECTOR_BYTES)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
        defer { bytes.deallocate() }
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        let collector = bytes.bindMemory(to: cprobe_collector.self, capacity: 1)
        cprobe_collector_close(collector)
        bytes.initializeMemory(as: UInt8.self, repeating: 0xa5, count: size)
        #expect(cprobe_collector_open(collector, "/", .CPROBE_READS_AGAIN, nil) == .CPROBE_OK)
        for _ in 0..<2 {
            var memory = cprobe_memory()
            var disk = cprobe_disk()
            var network = cprobe_network()
            var count = 0
            cprobe_collector_begin(collector)
            _ = cprobe_memory_read(collector, &memory, nil, nil)
            _ = cprobe_disk_read(collector, &disk, nil, nil, 0, &count, nil)
            _ = cprobe_network_read(collector, &network, nil, 0, &count, nil)
        }
        cprobe_collector_close(collector)
        cprobe_collector_close(collector)
        let rest = UnsafeRawBufferPointer(
            start: bytes + cprobe_collector_bytes(), count: size - cprobe_collector_bytes())
        #expect(rest.allSatisfy { $0 == 0xa5 })
    }
}
