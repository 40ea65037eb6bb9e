import CProbe
import Testing

@Suite("/proc/meminfo and /proc/vmstat")
struct MemoryFormatTests {
    /// The rows of meminfo.
    static var keys: [FieldRow] {
        FieldRow.all(.CPROBE_RECORD_MEMORY).filter { $0.source == "/proc/meminfo" }
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
            for row in Self.keys {
                guard let number = withUnsafePointer(to: part, { row.number(of: $0) }) else {
                    continue
                }
                let all = withUnsafePointer(to: whole) { row.number(of: $0) }
                #expect(number == all, "\(row.key) at \(length)")
            }
        }
    }

    @Test("Each row of a captured text has the number of its line", arguments: Fixture.names)
    func lines(root: String) throws {
        let bytes = try Fixture.bytes(root, "/proc/meminfo")
        var numbers: [String: Double] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            numbers[String(words[0].dropLast())] = Double(words[1])! * (words.count == 3 ? 1024 : 1)
        }
        let (code, memory) = meminfo(bytes)
        #expect(code == .CPROBE_OK && memory.failures.count == 0)
        for row in Self.keys where !row.key.isEmpty {
            let number = withUnsafePointer(to: memory) { row.number(of: $0) }
            #expect(number == numbers[row.key], "\(row.key)")
        }
    }

    @Test("A text of an older kernel lacks newer rows; a cut text is reported")
    func older() {
        let every =
            "nr_anon_pages 1\nnr_mapped 1\nnr_page_table_pages 1\npgpgin 1\npgpgout 1\n"
            + "pswpin 1\npswpout 1\npgfault 1\npgmajfault 1\n"
        let (code, memory) = vmstat(every + "unevictable_pgs_culled 0\n")
        #expect(code == .CPROBE_OK && memory.failures.count == 0)
        #expect(!has(memory, .CPROBE_MEMORY_SCANNED_DIRECT))
        #expect(vmstat(every).1.failures.count == 1)
        let newer = vmstat(every + "pgsteal_direct 3\npgscan_direct 4\noom_kill 0\n").1
        #expect(newer.reclaimed_direct_bytes == 3 * 4096 && newer.scanned_direct_bytes == 4 * 4096)
        #expect(newer.failures.count == 1)
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
        let whole = meminfo(
            Array("MemTotal: 10 kB\nMemAvailable: 4 kB\nSwapTotal: 8 kB\nSwapFree: 6 kB\n".utf8)
        ).1
        #expect(has(whole, .CPROBE_MEMORY_USAGE_PERCENT) && whole.usage_percent == 60)
        #expect(has(whole, .CPROBE_MEMORY_SWAP_USED) && whole.swap_used_bytes == 2048)
        #expect(has(whole, .CPROBE_MEMORY_SWAP_USAGE_PERCENT) && whole.swap_usage_percent == 25)
        #expect(
            !has(meminfo(Array("MemTotal: 1 kB\nMemAvailable: 4 kB\n".utf8)).1, .CPROBE_MEMORY_USED)
        )
    }

    @Test("A second text takes the place of the first in one storage")
    func again() {
        let all = Self.keys.map { "\($0.key): 7\($0.factor == 1 ? "" : " kB")\n" }.joined()
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
        // A page size that is not given follows from meminfo.
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
