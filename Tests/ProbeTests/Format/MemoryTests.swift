import CProbe
import Testing

@Suite("/proc/meminfo and /proc/vmstat")
struct MemoryFormatTests {
    /// Each key of meminfo, the member that it sets, its presence bit, and its unit.
    static var keys: [(String, KeyPath<cprobe_memory, UInt64>, cprobe_memory_field, UInt64)] {
        [
            ("MemTotal", \.total_bytes, .CPROBE_MEMORY_TOTAL, 1024),
            ("MemFree", \.free_bytes, .CPROBE_MEMORY_FREE, 1024),
            ("MemAvailable", \.available_bytes, .CPROBE_MEMORY_AVAILABLE, 1024),
            ("Buffers", \.buffers_bytes, .CPROBE_MEMORY_BUFFERS, 1024),
            ("Cached", \.cached_bytes, .CPROBE_MEMORY_CACHED, 1024),
            ("SwapCached", \.swap_cached_bytes, .CPROBE_MEMORY_SWAP_CACHED, 1024),
            ("Active", \.active_bytes, .CPROBE_MEMORY_ACTIVE, 1024),
            ("Inactive", \.inactive_bytes, .CPROBE_MEMORY_INACTIVE, 1024),
            ("SwapTotal", \.swap_total_bytes, .CPROBE_MEMORY_SWAP_TOTAL, 1024),
            ("SwapFree", \.swap_free_bytes, .CPROBE_MEMORY_SWAP_FREE, 1024),
            ("Zswap", \.zswap_bytes, .CPROBE_MEMORY_ZSWAP, 1024),
            ("Zswapped", \.zswapped_bytes, .CPROBE_MEMORY_ZSWAPPED, 1024),
            ("Dirty", \.dirty_bytes, .CPROBE_MEMORY_DIRTY, 1024),
            ("Writeback", \.writeback_bytes, .CPROBE_MEMORY_WRITEBACK, 1024),
            ("AnonPages", \.anonymous_bytes, .CPROBE_MEMORY_ANONYMOUS, 1024),
            ("Mapped", \.mapped_bytes, .CPROBE_MEMORY_MAPPED, 1024),
            ("Shmem", \.shared_bytes, .CPROBE_MEMORY_SHARED, 1024),
            ("Slab", \.slab_bytes, .CPROBE_MEMORY_SLAB, 1024),
            ("SReclaimable", \.reclaimable_bytes, .CPROBE_MEMORY_RECLAIMABLE, 1024),
            ("KernelStack", \.kernel_stack_bytes, .CPROBE_MEMORY_KERNEL_STACK, 1024),
            ("PageTables", \.page_tables_bytes, .CPROBE_MEMORY_PAGE_TABLES, 1024),
            ("CommitLimit", \.commit_limit_bytes, .CPROBE_MEMORY_COMMIT_LIMIT, 1024),
            ("Committed_AS", \.committed_bytes, .CPROBE_MEMORY_COMMITTED, 1024),
            ("HugePages_Total", \.huge_pages_total, .CPROBE_MEMORY_HUGE_PAGES_TOTAL, 1),
            ("HugePages_Free", \.huge_pages_free, .CPROBE_MEMORY_HUGE_PAGES_FREE, 1),
            ("HugePages_Rsvd", \.huge_pages_reserved, .CPROBE_MEMORY_HUGE_PAGES_RESERVED, 1),
            ("HugePages_Surp", \.huge_pages_surplus, .CPROBE_MEMORY_HUGE_PAGES_SURPLUS, 1),
            ("Hugepagesize", \.huge_page_bytes, .CPROBE_MEMORY_HUGE_PAGE, 1024),
        ]
    }

    func meminfo(_ bytes: [UInt8]) -> (cprobe_result, cprobe_memory) {
        var memory = cprobe_memory()
        let code = bytes.asC { cprobe_meminfo_parse($0, $1, &memory, nil) }
        return (code, memory)
    }

    func vmstat(
        _ text: String, page: UInt32 = 4096, into memory: cprobe_memory = cprobe_memory()
    ) -> (cprobe_result, cprobe_memory) {
        var memory = memory
        let code = text.asC { cprobe_vmstat_parse($0, $1, page, &memory, nil) }
        return (code, memory)
    }

    func has(_ memory: cprobe_memory, _ field: cprobe_memory_field) -> Bool {
        cprobe_has(memory.present_fields, field.rawValue)
    }

    @Test("Each key sets exactly its own member")
    func table() {
        let total = "MemTotal: 1 kB\n"
        for (key, member, field, unit) in Self.keys {
            let (code, memory) = meminfo(
                Array(
                    "\(key == "MemTotal" ? "" : total)\(key):  7 \(unit == 1024 ? "kB" : "")\n".utf8
                ))
            #expect(code == .CPROBE_OK, "\(key)")
            #expect(memory[keyPath: member] == 7 * unit, "\(key)")
            // No line is bad; that the others are missing is a failure without a line.
            #expect(memory.failures.count > 0 && memory.failures.items.0.line == 0, "\(key)")
            let expected: UInt64 =
                1 << field.rawValue | 1 << cprobe_memory_field.CPROBE_MEMORY_TOTAL.rawValue
            #expect(memory.present_fields.words.0 == expected, "\(key)")
        }
    }

    @Test("Every prefix is malformed, or a shorter text with the same values")
    func cut() throws {
        let bytes = try Fixture.bytes("debian-6.1-x86_64-v2", "/proc/meminfo")
        let (_, whole) = meminfo(bytes)
        for length in 0..<bytes.count {
            let (code, part) = meminfo(Array(bytes.prefix(length)))
            guard code == .CPROBE_OK else {
                #expect(code == .CPROBE_MALFORMED)
                continue
            }
            for (key, member, field, _) in Self.keys where has(part, field) {
                #expect(part[keyPath: member] == whole[keyPath: member], "\(key) at \(length)")
            }
        }
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) {
        for text in ["MemTotal: 9 kB\nHugePages_Total:  7", "MemTotal: 9 kB"] {
            let (code, memory) = meminfo(Array((text + end).utf8))
            let (_, whole) = meminfo(Array((text + "\n").utf8))
            #expect(code == .CPROBE_OK && memory.total_bytes == 9216)
            #expect(memory.failures.count == whole.failures.count)
            #expect(memory.present_fields.words.0 == whole.present_fields.words.0)
        }
    }

    @Test("A NUL, a missing unit or a wrong one makes the field absent, and says where")
    func bad() {
        let text =
            "MemTotal: 9 kB\nMemFree: 5\nDirty: 3 MB\nMapped: 99999999999999999999 kB\nSlab\0: 1 kB\n"
        let (code, memory) = meminfo(Array(text.utf8))
        #expect(code == .CPROBE_OK)
        #expect(!has(memory, .CPROBE_MEMORY_FREE))
        #expect(!has(memory, .CPROBE_MEMORY_DIRTY))
        #expect(!has(memory, .CPROBE_MEMORY_MAPPED))
        #expect(!has(memory, .CPROBE_MEMORY_SLAB))
        #expect(memory.failures.count == 4)
        #expect(memory.failures.items.1.line == 3)
        #expect(memory.failures.items.3.line == 0)
    }

    @Test("Used is total less available, and absent where available is unknown or larger")
    func used() {
        #expect(meminfo(Array("MemTotal: 10 kB\nMemAvailable: 4 kB\n".utf8)).1.used_bytes == 6144)
        #expect(!has(meminfo(Array("MemTotal: 10 kB\n".utf8)).1, .CPROBE_MEMORY_USED))
        #expect(
            !has(meminfo(Array("MemTotal: 1 kB\nMemAvailable: 4 kB\n".utf8)).1, .CPROBE_MEMORY_USED)
        )
    }

    @Test("A second text takes the place of the first in one storage")
    func again() {
        let all = Self.keys.map { "\($0.0): 7\($0.3 == 1 ? "" : " kB")\n" }.joined()
        var memory = meminfo(Array(all.utf8)).1
        memory.page_faults = 5
        cprobe_set(
            &memory.present_fields, cprobe_memory_field.CPROBE_MEMORY_PAGE_FAULTS.rawValue)
        let code = "MemTotal: 10 kB\nMemFree: 3 kB\n".asC {
            cprobe_meminfo_parse($0, $1, &memory, nil)
        }
        #expect(code == .CPROBE_OK)
        #expect((memory.total_bytes, memory.free_bytes) == (10240, 3072))
        #expect(!has(memory, .CPROBE_MEMORY_CACHED) && !has(memory, .CPROBE_MEMORY_USED))
        #expect(!has(memory, .CPROBE_MEMORY_SWAP_USED))
        #expect(has(memory, .CPROBE_MEMORY_PAGE_FAULTS) && memory.page_faults == 5)
    }

    @Test("Swapped pages have the machine's own size")
    func pages() {
        let text = "pgpgin 3\npswpin 5\npswpout 7\n"
        #expect(vmstat(text, page: 65536).1.swapped_in_bytes == 5 * 65536)
        #expect(vmstat(text, page: 65536).1.paged_in_bytes == 3 * 1024)
        #expect(!has(vmstat(text, page: 0).1, .CPROBE_MEMORY_SWAPPED_IN))
        // Where the page size is not given, meminfo tells it.
        let (_, memory) = meminfo(Array("MemTotal: 9999 kB\nAnonPages: 128 kB\n".utf8))
        #expect(
            vmstat("nr_anon_pages 2\n" + text, page: 0, into: memory).1.swapped_in_bytes == 5
                * 65536)
        #expect(
            !has(
                vmstat("nr_anon_pages 3\n" + text, page: 0, into: memory).1,
                .CPROBE_MEMORY_SWAPPED_IN))
    }

    @Test(
        "A text without a wanted line that is good is malformed",
        arguments: ["", "\n", "x\n", "\0\0\0", "a b c\n", "nr_free_pages 5\n", "pgfault x\n"])
    func malformed(text: String) {
        #expect(vmstat(text).0 == .CPROBE_MALFORMED)
        #expect(meminfo(Array(text.utf8)).0 == .CPROBE_MALFORMED)
    }
}
