import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

/// Mappings parsed into lists that are large enough, or of a given size.
private struct Mappings {
    var result = cprobe_result.CPROBE_OK
    var items: [cprobe_mapping] = []
    var memory: [cprobe_process_memory] = []
    var paths: [String] = []
    var flags: [String] = []
    var count = 0
    var textLength = 0
    var lines: [UInt32] = []

    init(_ text: String, hasMemory: Bool = true, capacity: Int = 16, textCapacity: Int = 4096) {
        var list = cprobe_mapping_list()
        var failures = cprobe_failures()
        items = Array(repeating: cprobe_mapping(), count: capacity)
        memory = Array(repeating: cprobe_process_memory(), count: capacity)
        var bytes = [CChar](repeating: 0, count: textCapacity)
        result = items.withUnsafeMutableBufferPointer { items in
            memory.withUnsafeMutableBufferPointer { memory in
                bytes.withUnsafeMutableBufferPointer { bytes in
                    list = cprobe_mapping_list(
                        items: items.baseAddress, memory: hasMemory ? memory.baseAddress : nil,
                        capacity: capacity, count: 0, text: bytes.baseAddress,
                        text_capacity: textCapacity, text_length: 0)
                    return text.asC { cprobe_mappings_parse($0, $1, &list, &failures, nil) }
                }
            }
        }
        (count, textLength) = (list.count, list.text_length)
        func part(_ offset: UInt32, _ length: UInt32) -> String {
            let end = Int(offset) + Int(length)
            guard end <= textCapacity else { return "" }
            return String(
                decoding: bytes[Int(offset)..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        items.removeSubrange(min(count, capacity)...)
        memory.removeSubrange(min(count, capacity)...)
        paths = items.map { part($0.path_offset, $0.path_length) }
        flags = items.map { part($0.flags_offset, $0.flags_length) }
        withUnsafeBytes(of: failures.items) { raw in
            for failure in raw.bindMemory(to: cprobe_failure.self).prefix(Int(failures.count)) {
                lines.append(failure.line)
            }
        }
    }
}

@Suite("Lists of one process, from their texts")
struct ProcessListTests {
    static let maps = """
        556d2c9c4000-556d2c9c6000 r--p 00000000 08:01 393225                     /usr/bin/a b 
        556d2c9c6000-556d2c9c7000 r-xp 00002000 fd:1f 393225                     /usr/bin/a b 
        556d2e0f1000-556d2e112000 rw-p 00000000 00:00 0                          [heap]
        7f1d3c000000-7f1d3c021000 ---p 00000000 00:00 0 
        7f1d40a00000-7f1d40c00000 rw-s fffff000 00:01 2050                       /memfd:x (deleted)
        7f1d40c00000-7f1d40c01000 r--p 00000000 08:01 12                         /tmp/new\\012line
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]

        """

    @Test("maps: addresses, permissions, file and path of each mapping")
    func mappings() {
        let read = Mappings(Self.maps, hasMemory: false)
        #expect(read.result == .CPROBE_OK && read.count == 7 && read.lines.isEmpty)
        #expect(
            read.paths == [
                "/usr/bin/a b ", "/usr/bin/a b ", "[heap]", "", "/memfd:x", "/tmp/new\nline",
                "[vsyscall]",
            ])
        // Equal neighbours share their text.
        #expect(read.items[0].path_offset == read.items[1].path_offset)
        #expect(read.textLength == "/usr/bin/a b [heap]/memfd:x/tmp/new\nline[vsyscall]".utf8.count)
        let first = read.items[1]
        #expect(first.start_address == 0x556d_2c9c_6000 && first.end_address == 0x556d_2c9c_7000)
        #expect(first.readable && !first.writable && first.executable && !first.shared)
        #expect(first.file_offset_bytes == 0x2000 && first.inode == 393225)
        #expect(first.device_major == 0xfd && first.device_minor == 0x1f)
        #expect(read.items[4].shared && read.items[4].deleted && read.items[4].writable)
        #expect(read.items[4].file_offset_bytes == 0xffff_f000)
        #expect(read.items[6].start_address == 0xffff_ffff_ff60_0000)
        #expect(read.items.allSatisfy { !$0.has_memory && $0.page_bytes == 0 })
        #expect(Mappings("").result == .CPROBE_OK && Mappings("").count == 0)
    }

    @Test("A malformed mapping is left out, and the others stay")
    func malformedMappings() {
        for bad in [
            "556d2c9c4000 r--p 00000000 08:01 1 /a", "x-y r--p 0 8:1 1 /a",
            "2000-1000 r--p 00000000 08:01 1 /a", "1000-2000 r-?p 00000000 08:01 1 /a",
            "1000-2000 r--x 00000000 08:01 1 /a", "1000-2000 r--p 00000000 08:01 -1 /a",
            "1000-2000 r--p 00000000 08:01 18446744073709551616 /a",
            "11111111111111111-22222222222222222 r--p 00000000 08:01 1 /a",
            "1000-2000 r--p 00000000 100000000:01 1 /a", "1000-2000 r--p 00000000 08:01 7",
            "abc",
        ] {
            let read = Mappings(bad + "\n" + Self.maps, hasMemory: false)
            #expect(read.result == .CPROBE_OK && read.count == 7, "\(bad)")
            #expect(read.lines == [1], "\(bad)")
            #expect(Mappings(bad + "\n", hasMemory: false).result == .CPROBE_MALFORMED, "\(bad)")
        }
    }

    static let smaps = """
        556d2c9c4000-556d2c9c6000 r--p 00000000 08:01 393225                     /usr/bin/sleep
        Size:                  8 kB
        KernelPageSize:        4 kB
        MMUPageSize:           4 kB
        Rss:                   8 kB
        Pss:                   2 kB
        Pss_Dirty:             0 kB
        Shared_Clean:          8 kB
        Private_Dirty:         0 kB
        Swap:                  1 kB
        Locked:                0 kB
        THPeligible:           0
        VmFlags: rd mr mw me sd 
        7f0000000000-7f0000200000 rw-p 00000000 00:00 0 
        Size:               2048 kB
        KernelPageSize:     2048 kB
        Rss:                2048 kB
        THPeligible:           1
        VmFlags: rd wr mr mw me ac 

        """

    @Test("smaps: each mapping has its own memory")
    func memory() {
        let read = Mappings(Self.smaps)
        #expect(read.result == .CPROBE_OK && read.count == 2 && read.lines.isEmpty)
        let (first, second) = (read.memory[0], read.memory[1])
        #expect(first.rss_bytes == 8192 && first.pss_bytes == 2048 && first.swap_bytes == 1024)
        #expect(
            cprobe_has(
                first.present_fields,
                cprobe_process_memory_field.CPROBE_PROCESS_MEMORY_PSS_DIRTY.rawValue))
        #expect(second.rss_bytes == 2_097_152)
        #expect(
            !cprobe_has(
                second.present_fields,
                cprobe_process_memory_field.CPROBE_PROCESS_MEMORY_PSS.rawValue))
        #expect(read.items[0].page_bytes == 4096 && read.items[1].page_bytes == 2_097_152)
        #expect(read.items[0].has_thp_eligible && !read.items[0].thp_eligible)
        #expect(read.items[1].thp_eligible && read.items[1].has_memory)
        #expect(read.flags == ["rd mr mw me sd", "rd wr mr mw me ac"])
    }

    @Test("A malformed figure is absent; those of a malformed mapping belong to no other")
    func malformedMemory() {
        let figure = Mappings(
            Self.smaps.replacingOccurrences(of: "Pss:                   2 kB", with: "Pss: 2 MB"))
        #expect(figure.result == .CPROBE_OK && figure.lines == [6] && figure.count == 2)
        #expect(figure.memory[0].rss_bytes == 8192 && figure.memory[0].pss_bytes == 0)
        let mapping = Mappings(
            Self.smaps.replacingOccurrences(of: "7f0000000000-", with: "7f0000000000_"))
        #expect(mapping.count == 1 && mapping.lines == [14])
        #expect(mapping.memory[0].rss_bytes == 8192 && mapping.items[0].page_bytes == 4096)
    }

    @Test("Lists that are too small say how much is there")
    func capacities() {
        let none = Mappings(Self.smaps, capacity: 0, textCapacity: 0)
        #expect(none.result == .CPROBE_TOO_LARGE && none.count == 2)
        let needed = none.textLength
        #expect(Mappings(Self.smaps, capacity: 2, textCapacity: needed).result == .CPROBE_OK)
        #expect(Mappings(Self.smaps, capacity: 1).result == .CPROBE_TOO_LARGE)
        #expect(Mappings(Self.smaps, capacity: 1).memory[0].rss_bytes == 8192)
        #expect(Mappings(Self.smaps, textCapacity: 5).result == .CPROBE_TOO_LARGE)
    }

    @Test("smaps and maps cut at every byte: no number of a mapping is another")
    func cuts() {
        for (text, hasMemory) in [(Self.maps, false), (Self.smaps, true)] {
            let whole = Mappings(text, hasMemory: hasMemory)
            let bytes = Array(text.utf8)
            for length in 0..<bytes.count {
                let part = Mappings(
                    String(decoding: bytes[..<length], as: UTF8.self), hasMemory: hasMemory)
                #expect(part.count <= whole.count)
                for (index, item) in part.items.enumerated() {
                    let other = whole.items[index]
                    #expect(
                        item.start_address == other.start_address && item.inode == other.inode
                            && item.end_address == other.end_address, "cut at \(length)")
                    let memory = part.memory[index]
                    #expect(
                        memory.rss_bytes == whole.memory[index].rss_bytes || memory.rss_bytes == 0)
                    #expect(item.page_bytes == other.page_bytes || item.page_bytes == 0)
                }
            }
        }
    }

    static let rollup = """
        556d2c9c4000-7ffc2b5e9000 ---p 00000000 00:00 0                          [rollup]
        Rss:                3852 kB
        Pss:                 581 kB
        Pss_Dirty:           356 kB
        Pss_Anon:            352 kB
        Pss_File:            229 kB
        Pss_Shmem:             0 kB
        Shared_Clean:       3488 kB
        Shared_Dirty:          0 kB
        Private_Clean:         8 kB
        Private_Dirty:       356 kB
        Referenced:         3852 kB
        Anonymous:           356 kB
        KSM:                   0 kB
        LazyFree:              0 kB
        AnonHugePages:         0 kB
        ShmemPmdMapped:        0 kB
        FilePmdMapped:         0 kB
        Shared_Hugetlb:        0 kB
        Private_Hugetlb:    2048 kB
        Swap:                  4 kB
        SwapPss:               2 kB
        Locked:                0 kB

        """

    private func memory(
        _ text: String
    ) -> (result: cprobe_result, memory: cprobe_process_memory, failures: UInt32) {
        var memory = cprobe_process_memory()
        var failures = cprobe_failures()
        let result = text.asC { cprobe_process_memory_parse($0, $1, &memory, &failures, nil) }
        return (result, memory, failures.count)
    }

    @Test("smaps_rollup: every key, and none that a kernel has to print is missing")
    func rollup() {
        let read = memory(Self.rollup)
        #expect(read.result == .CPROBE_OK && read.failures == 0)
        #expect(read.memory.rss_bytes == 3852 * 1024 && read.memory.pss_file_bytes == 229 * 1024)
        #expect(read.memory.swap_pss_bytes == 2048)
        var memory = ProcessMemory()
        var c = read.memory
        memory.setFields(&c)
        #expect(memory.uniqueBytes == Int64(2_469_888))
        // Keys of later kernels than 4.14 may be missing.
        let old = Self.rollup.split(separator: "\n").filter { line in
            !["Pss_", "KSM", "FilePmd"].contains { line.hasPrefix($0) }
        }.joined(separator: "\n")
        #expect(self.memory(old).failures == 0 && self.memory(old).result == .CPROBE_OK)
        #expect(
            self.memory(Self.rollup.replacingOccurrences(of: "Swap:", with: "Other:")).failures == 1
        )
        #expect(self.memory("").result == .CPROBE_MALFORMED)
        #expect(self.memory("nothing\n").result == .CPROBE_MALFORMED)
        let bytes = Array(Self.rollup.utf8)
        for length in 0..<bytes.count {
            let part = self.memory(String(decoding: bytes[..<length], as: UTF8.self)).memory
            #expect(part.rss_bytes == 3852 * 1024 || part.rss_bytes == 0, "cut at \(length)")
            #expect(part.private_hugetlb_bytes == 2_097_152 || part.private_hugetlb_bytes == 0)
        }
    }

    private func info(_ text: String) -> (result: cprobe_result, file: cprobe_open_file) {
        var file = cprobe_open_file()
        let result = text.asC { cprobe_fdinfo_parse($0, $1, &file, nil) }
        return (result, file)
    }

    @Test("fdinfo: position, flags, mount and inode")
    func fdinfo() {
        let text = "pos:\t4096\nflags:\t0100002\nmnt_id:\t26\nino:\t685\neventfd-count: 0\npos: x\n"
        let read = info(text)
        #expect(read.result == .CPROBE_OK && read.file.position == 4096)
        #expect(read.file.flags == 0o100002 && read.file.mount_id == 26 && read.file.inode == 685)
        let old = info("pos:\t0\nflags:\t00\nmnt_id:\t9\n")
        #expect(old.result == .CPROBE_OK && !old.file.has_inode && old.file.has_position)
        #expect(info("pos:\t-9223372036854775808\n").file.position == .min)
        #expect(info("pos:\t9223372036854775807\n").file.position == .max)
        for bad in [
            "", "\n", "x\n", "pos:\t\n", "pos:\t9223372036854775808\n", "flags:\t09\n",
            "flags:\t40000000000\n", "mnt_id:\t4294967296\n", "ino:\t-1\n",
        ] {
            #expect(info(bad).result == .CPROBE_MALFORMED, "\(bad)")
        }
        // A malformed line costs its own field.
        let half = info("pos:\tx\nflags:\t02\n")
        #expect(half.result == .CPROBE_MALFORMED && half.file.has_flags && !half.file.has_position)
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            let part = info(String(decoding: bytes[..<length], as: UTF8.self)).file
            #expect(!part.has_position || part.position == 4096, "cut at \(length)")
            #expect(!part.has_flags || part.flags == 0o100002, "cut at \(length)")
            #expect(!part.has_mount || part.mount_id == 26, "cut at \(length)")
            #expect(!part.has_inode || part.inode == 685, "cut at \(length)")
        }
    }

    private func inner(_ text: String, _ outside: UInt32) -> UInt32? {
        var inside: UInt32 = 0
        let isFound = text.asC {
            cp_uid_map_find(cp_span(bytes: $0, length: $1), outside, &inside)
        }
        return isFound ? inside : nil
    }

    @Test("uid_map translates a user id into a user namespace")
    func uidMap() {
        let text = "         0     100000      65536\n     65536       1000          1\n"
        #expect(inner(text, 100_000) == 0 && inner(text, 165_535) == 65535)
        #expect(inner(text, 1000) == 65536 && inner(text, 1001) == nil)
        #expect(inner(text, 99_999) == nil && inner(text, 165_536) == nil)
        #expect(inner("0 0 4294967295\n", 4_294_967_294) == 4_294_967_294)
        #expect(inner("4294967295 0 5\n", 0) == .max && inner("4294967295 0 5\n", 1) == nil)
        for bad in ["", "0 0\n", "0 0 x\n", "0 0 1 1\n", "-1 0 1\n", "0 0 1"] {
            #expect(inner(bad, 0) == nil, "\(bad)")
        }
        for length in 0..<text.utf8.count {
            let part = String(text.prefix(length))
            #expect([nil, 3].contains(inner(part, 100_003)), "cut at \(length)")
            #expect([nil, 65536].contains(inner(part, 1000)), "cut at \(length)")
        }
    }

    private func environment(_ bytes: [UInt8]) -> ProcessEnvironment {
        bytes.withUnsafeBytes { ProcessEnvironment($0, bytes.count) }
    }

    @Test("environ: any bytes, texts without a value, empty ones, and one that is cut")
    func environ() {
        let bytes =
            Array("HOME=/root\0EMPTY=\0\0\0alone\0=C:=C:\\\0URL=a=b\0".utf8)
            + [0x41, 0x3d, 0xff, 0xfe, 0, 0x42, 0x3d, 0x31]
        let read = environment(bytes)
        let names = ["HOME", "EMPTY", "alone", "=C:", "URL", "A", "B"].map { KernelName($0) }
        #expect(read.variables.map { $0.name } == names && read.isCut)
        #expect(read["HOME"] == "/root" && read["EMPTY"]?.bytes == [] && read["alone"] == nil)
        #expect(read["=C:"] == "C:\\" && read["URL"] == "a=b" && read["A"]?.bytes == [0xff, 0xfe])
        #expect(read["B"] == "1" && read["other"] == nil)
        #expect(!environment(bytes + [0]).isCut)
        #expect(environment([]).variables.isEmpty && environment([0, 0, 0]).variables.isEmpty)
        #expect(environment(Array("=\0==\0".utf8)).variables.map { $0.name } == ["=", "="])
        for length in 0..<bytes.count {
            let part = environment(Array(bytes[..<length]))
            let isEnded = length == 0 || bytes[length - 1] == 0
            #expect(part.isCut == !isEnded, "cut at \(length)")
            let whole = part.variables.dropLast(part.isCut ? 1 : 0)
            #expect(Array(whole) == Array(read.variables.prefix(whole.count)))
        }
    }

    /// The clients of several texts, by their descriptors.
    private func clients(
        _ texts: [String], capacity: Int = 8
    ) -> (clients: [GPUClient], failures: [UInt32], isWhole: Bool) {
        var items = [cprobe_gpu_client](repeating: cprobe_gpu_client(), count: capacity)
        var engines = [cprobe_gpu_engine](repeating: cprobe_gpu_engine(), count: capacity)
        var regions = [cprobe_gpu_region](repeating: cprobe_gpu_region(), count: capacity)
        var failures = cprobe_failures()
        var lines: [UInt32] = []
        return items.withUnsafeMutableBufferPointer { items in
            engines.withUnsafeMutableBufferPointer { engines in
                regions.withUnsafeMutableBufferPointer { regions in
                    var list = cprobe_gpu_list(
                        items: items.baseAddress, capacity: capacity, count: 0,
                        engines: engines.baseAddress, engine_capacity: capacity, engine_count: 0,
                        regions: regions.baseAddress, region_capacity: capacity, region_count: 0)
                    for (descriptor, text) in texts.enumerated() {
                        _ = text.asC {
                            cprobe_gpu_parse($0, $1, Int32(descriptor), &list, &failures, nil)
                        }
                    }
                    withUnsafeBytes(of: failures.items) { raw in
                        let all = raw.bindMemory(to: cprobe_failure.self)
                        for failure in all.prefix(Int(failures.count)) {
                            lines.append(failure.line)
                        }
                    }
                    let isWhole =
                        list.count <= capacity && list.engine_count <= capacity
                        && list.region_count <= capacity
                    return (isWhole ? GPUClients(list).clients : [], lines, isWhole)
                }
            }
        }
    }

    static let common = "pos:\t0\nflags:\t02100002\nmnt_id:\t26\nino:\t685\n"
    static let amdgpu =
        common + """
            drm-driver:	amdgpu
            drm-client-id:	91
            drm-pdev:	0000:0c:00.0
            pasid:	32770
            drm-memory-vram:	10240 KiB
            drm-memory-gtt: 	2 MiB
            drm-total-vram:	12288 KiB
            drm-shared-vram:	0
            amd-evicted-vram:	0 KiB
            drm-engine-gfx:	7152046 ns
            drm-engine-capacity-compute:	4
            drm-engine-compute:	0 ns

            """
    static let xe =
        common + """
            drm-driver:	xe
            drm-client-id:	3
            drm-pdev:	0000:03:00.0
            drm-total-vram0:	23992 KiB
            drm-resident-vram0:	23992 KiB
            drm-purgeable-vram0:	4096
            drm-active-vram0:	0
            drm-cycles-rcs:	28257900
            drm-total-cycles-rcs:	7655183225
            drm-engine-capacity-vcs:	2

            """

    @Test("GPU clients of amdgpu and xe: engines by time or cycles, memory by region")
    func gpu() throws {
        let read = clients([Self.common, Self.amdgpu, Self.xe, Self.amdgpu])
        #expect(read.failures.isEmpty && read.clients.count == 2)
        let amdgpu = try #require(read.clients.first)
        #expect(amdgpu.driver == "amdgpu" && amdgpu.device == "0000:0c:00.0" && amdgpu.id == 91)
        #expect(amdgpu.descriptor == 1 && amdgpu.descriptors == 2)
        #expect(amdgpu.engines.map { $0.name } == ["gfx", "compute"])
        #expect(amdgpu.engines[0].busyNs == 7_152_046 && amdgpu.engines[0].capacity == nil)
        #expect(amdgpu.engines[1].busyNs == 0 && amdgpu.engines[1].capacity == 4)
        #expect(amdgpu.regions.map { $0.name } == ["vram", "gtt"])
        #expect(amdgpu.regions[0].residentBytes == 10_485_760)
        #expect(amdgpu.regions[0].totalBytes == 12_582_912 && amdgpu.regions[0].sharedBytes == 0)
        #expect(amdgpu.regions[1].residentBytes == 2_097_152 && amdgpu.regions[1].totalBytes == nil)
        let xe = read.clients[1]
        #expect(xe.driver == "xe" && xe.descriptor == 2 && xe.descriptors == 1)
        #expect(xe.engines.map { $0.name } == ["rcs", "vcs"] && xe.engines[0].busyNs == nil)
        #expect(xe.engines[0].cycles == 28_257_900 && xe.engines[0].totalCycles == 7_655_183_225)
        #expect(xe.engines[1].capacity == 2 && xe.regions.count == 1)
        #expect(xe.regions[0].purgeableBytes == 4096 && xe.regions[0].activeBytes == 0)
        #expect(!clients([Self.amdgpu, Self.xe], capacity: 1).isWhole)
        #expect(clients([Self.common, ""]).clients.isEmpty)
    }

    @Test("A malformed DRM line costs its own field; a client without an id is never another")
    func malformedGPU() throws {
        let bad = Self.amdgpu.replacingOccurrences(of: "7152046 ns", with: "7152046 s")
            .replacingOccurrences(of: "10240 KiB", with: "10240 GiB")
        let read = clients([bad])
        #expect(read.failures == [9, 14] && read.clients.count == 1)
        #expect(read.clients[0].engines.map { $0.name } == ["compute"])
        #expect(read.clients[0].regions[0].residentBytes == 2_097_152)
        let nameless = "drm-driver:\tlima\ndrm-maxfreq-pp:\t350 MHz\ndrm-engine-:\t1 ns\n"
        let two = clients([nameless, nameless])
        #expect(two.clients.count == 2 && two.clients[0].id == nil)
        #expect(two.clients[0].device == nil && two.clients[0].engines.count == 1)
        #expect(two.clients[0].engines[0].maximumHz == 350_000_000 && two.failures.isEmpty)
        let text = Array(Self.amdgpu.utf8)
        for length in 0..<text.count {
            let part = clients([String(decoding: text[..<length], as: UTF8.self)]).clients
            for engine in part.first?.engines ?? [] where engine.name == "gfx" {
                #expect(engine.busyNs == 7_152_046, "cut at \(length)")
            }
            for region in part.first?.regions ?? [] where region.name == "vram" {
                #expect(region.residentBytes == 10_485_760, "cut at \(length)")
            }
        }
    }
}
