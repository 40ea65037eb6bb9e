import Testing

@testable import Probe
@testable import probectl

@Suite("Zones, slab caches and counters of memory, as text")
struct MemoryDetailsTextTests {
    func page(_ details: MemoryDetails, width: Int? = nil) -> String {
        var sample = Sample()
        sample.memoryDetails = .value(details)
        let terminal = Terminal(width: width, hasColour: false)
        return SampleText(sample, nil, [.memoryDetails], perCPU: false, terminal).page()
    }

    static var details: MemoryDetails {
        var details = MemoryDetails()
        var dma = MemoryDetails.Zone()
        (dma.name, dma.freeBytes, dma.minBytes, dma.lowBytes) = ("DMA", 15 << 20, 73728, 90112)
        (dma.highBytes, dma.managedBytes, dma.presentBytes) = (106_496, 15 << 20, 16_375_808)
        dma.freeBlocks = [0, 0, 1]
        var normal = MemoryDetails.Zone()
        (normal.node, normal.name, normal.freeBytes) = (1, "Normal", 3 << 30)
        (normal.boostBytes, normal.freeBlocks) = (4 << 20, [1514, 1113])
        var movable = MemoryDetails.Zone()
        (movable.name, movable.presentBytes, movable.freeBytes) = ("Movable", 0, 0)
        details.zones = [dma, normal, movable]
        for index in 0..<22 {
            var slab = MemoryDetails.Slab()
            (slab.name, slab.totalBytes) = (KernelName("cache\(index)"), Int64(index) << 20)
            (slab.activeObjects, slab.objects, slab.objectBytes) = (10, 20, 192)
            (slab.slabs, slab.pagesPerSlab) = (3, 4)
            details.slabs.append(slab)
        }
        for (name, value) in [("nr_free_pages", 2154), ("drop_slab", 0), ("bad", nil)]
            as [(String, Int64?)]
        {
            var counter = MemoryDetails.Counter()
            (counter.name, counter.value) = (KernelName(name), value)
            details.counters.append(counter)
        }
        return details
    }

    @Test("Columns line up; the smaller caches and the counters at 0 are summed up")
    func text() {
        let lines = page(Self.details).split(separator: "\n").map(String.init)
        #expect(
            Array(lines[0..<6]) == [
                "zones       NODE  ZONE      FREE     MIN     LOW     HIGH  MANAGED   PRESENT  BOOST",
                "               0  DMA     15 MiB  72 KiB  88 KiB  104 KiB   15 MiB  15.6 MiB      -",
                "               1  Normal   3 GiB       -       -        -        -         -  4 MiB",
                "free blocks NODE ZONE      0    1 2",
                "               0 DMA       0    0 1",
                "               1 Normal 1514 1113",
            ])
        #expect(lines[6] == "slabs       CACHE     BYTES  ACTIVE  OBJECTS  SIZE  SLABS  PAGES")
        #expect(lines[7] == "            cache21  21 MiB      10       20   192      3      4")
        #expect(lines[26].hasPrefix("            cache2    2 MiB"))
        #expect(lines[27] == "            and 2 smaller caches of 1 MiB")
        #expect(
            Array(lines[28...]) == [
                "counters    nr_free_pages  2154", "            bad               -",
                "            and 1 counter at 0",
            ])
    }

    @Test("A list that is unknown is left out, and its failure is printed")
    func unknown() {
        var details = MemoryDetails()
        details.counters = Array(repeating: MemoryDetails.Counter(), count: 2)
        for index in 0..<2 { details.counters[index].value = 0 }
        details.failures = [ProbeError(code: .denied, source: "/proc/slabinfo", systemError: 13)]
        let text = page(details)
        #expect(text.hasPrefix("counters    and 2 counters at 0\n"))
        #expect(text.contains("not known: /proc/slabinfo: "))
        #expect(!text.contains("slabs ") && !text.contains("zones"))
        // Without a page size the objects decide the order.
        var slabs = Self.details.slabs
        for index in slabs.indices { slabs[index].totalBytes = nil }
        slabs[5].objects = 900
        details.slabs = slabs
        let lines = page(details).split(separator: "\n")
        #expect(lines[1].contains("cache5 ") && lines[21].hasSuffix("and 2 smaller caches"))
    }

    @Test("A narrow terminal")
    func narrow() {
        for width in [40, 60, 80] {
            for line in page(Self.details, width: width).split(separator: "\n") {
                #expect(columns(String(line)) <= width, "\(line)")
            }
        }
    }
}
