import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite("/proc/PID/auxv")
struct AuxvTests {
    /// A vector of words of `size` bytes.
    private func vector(_ pairs: [(UInt64, UInt64)], size: Int) -> [UInt8] {
        pairs.flatMap { [$0.0, $0.1] }.flatMap { word in
            size == 8
                ? withUnsafeBytes(of: word) { [UInt8]($0) }
                : withUnsafeBytes(of: UInt32(word)) { [UInt8]($0) }
        }
    }

    private static let wide: [(UInt64, UInt64)] = [
        (33, 0x7ffe_6bfc_d000), (16, 0xbfeb_fbff), (6, 4096), (17, 100), (3, 0x40_0040), (4, 56),
        (5, 13), (9, 0x40_1040), (23, 0), (31, 0x7ffe_6bf1_efe9), (0, 0),
    ]
    private static let narrow: [(UInt64, UInt64)] = [
        (32, 0xf7f9_0570), (33, 0xf7f9_0000), (16, 0xbfeb_fbff), (6, 4096), (17, 100),
        (3, 0x804_8034), (4, 32), (5, 9), (9, 0x804_9cc0), (0, 0),
    ]

    private func parse(_ bytes: [UInt8]) -> (cprobe_result, cprobe_program) {
        var program = cprobe_program()
        let result = bytes.asC { cprobe_auxv_parse($0, $1, &program, nil) }
        return (result, program)
    }

    private func values(_ program: cprobe_program) -> [(UInt64, UInt64)] {
        withUnsafeBytes(of: program.auxiliary) { bytes in
            bytes.bindMemory(to: cprobe_auxiliary_value.self)
                .prefix(Int(program.auxiliary_count)).map { ($0.type, $0.value) }
        }
    }

    @Test("The words of a program have its own size", arguments: [64, 32])
    func sizes(bits: Int) {
        let pairs = bits == 64 ? Self.wide : Self.narrow
        // A kernel of 64 bits prints the rest of a word of its own.
        for rest in bits == 64 ? [[]] : [[], [0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]] {
            let (result, program) = parse(vector(pairs, size: bits / 8) + rest)
            #expect(result == .CPROBE_OK && program.address_bits == UInt32(bits))
            #expect(values(program).map { $0.0 } == pairs.dropLast().map { $0.0 })
            #expect(values(program).map { $0.1 } == pairs.dropLast().map { $0.1 })
        }
    }

    @Test("A cut vector is malformed, an empty one has no values", arguments: [64, 32])
    func cut(bits: Int) {
        let bytes = vector(bits == 64 ? Self.wide : Self.narrow, size: bits / 8)
        for length in 1..<bytes.count {
            let (result, program) = parse(Array(bytes.prefix(length)))
            #expect(result == .CPROBE_MALFORMED && program.address_bits == 0, "at \(length)")
            #expect(program.auxiliary_count == 0)
        }
        let (result, program) = parse([])
        #expect(result == .CPROBE_OK && program.address_bits == 0)
    }

    @Test("A vector without the size of a program header, or with more values than any, is none")
    func bad() {
        let without = Self.wide.filter { $0.0 != 4 }
        #expect(parse(vector(without, size: 8)).0 == .CPROBE_MALFORMED)
        // An ELF file of the other class.
        #expect(
            parse(vector(without.dropLast() + [(4, 32), (0, 0)], size: 8)).0 == .CPROBE_MALFORMED)
        #expect(parse(vector([(1 << 20, 1)] + Self.wide, size: 8)).0 == .CPROBE_MALFORMED)
        let many = Array(repeating: (6, 4096) as (UInt64, UInt64), count: 64)
        #expect(parse(vector([(4, 56)] + many + [(0, 0)], size: 8)).0 == .CPROBE_TOO_LARGE)
        #expect(parse(vector([(4, 56)] + many.dropLast() + [(0, 0)], size: 8)).0 == .CPROBE_OK)
        #expect(parse([UInt8](repeating: 0xff, count: 320)).0 == .CPROBE_MALFORMED)
    }
}

@Suite("/proc/PID/syscall")
struct SyscallTests {
    private func parse(_ text: String) -> cprobe_program? {
        var program = cprobe_program()
        let result = text.asC { cprobe_process_syscall_parse($0, $1, &program, nil) }
        #expect(result == .CPROBE_OK || program.system_call_state == .CPROBE_SYSTEM_CALL_UNKNOWN)
        return result == .CPROBE_OK ? program : nil
    }

    private static let call =
        "0 0x3 0x7ffd54b4c5c0 0x1000 0x0 0xffffffffffffffff 0x7f9d3c0 0x7ffd54b4c578 0x7f9d3ad0a15d\n"

    @Test("A call has its number, arguments and pointers")
    func whole() throws {
        let read = try #require(parse(Self.call))
        #expect(read.system_call_state == .CPROBE_SYSTEM_CALL_WAITING && read.system_call == 0)
        #expect(read.arguments.0 == 3 && read.arguments.2 == 0x1000)
        #expect(read.arguments.4 == .max && read.arguments.5 == 0x7f9d3c0)
        #expect(read.stack_pointer == 0x7ffd_54b4_c578)
        #expect(read.instruction_pointer == 0x7f9d_3ad0_a15d)
        let outside = try #require(parse("-1 0x7ffd54b4c578 0x55d0c3a4e1a0\n"))
        #expect(outside.system_call_state == .CPROBE_SYSTEM_CALL_OUTSIDE)
        #expect(outside.stack_pointer == 0x7ffd_54b4_c578 && outside.arguments.0 == 0)
        #expect(outside.instruction_pointer == 0x55d0_c3a4_e1a0)
        #expect(parse("running\n")?.system_call_state == .CPROBE_SYSTEM_CALL_RUNNING)
    }

    @Test("A text that is cut before its last number is malformed")
    func cut() throws {
        let whole = [UInt8](Self.call.utf8)
        let last = try #require(whole.lastIndex(of: UInt8(ascii: "x"))) + 1
        for length in 0..<whole.count {
            let part = parse(String(decoding: whole.prefix(length), as: UTF8.self))
            // A number without its last digits is a smaller one.
            #expect((part == nil) == (length <= last), "at \(length)")
        }
        for text in [
            "", "runs\n", "4294967296 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n", "-1 0x0\n", "-1 0 0\n",
            "1 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n", "-1 0x0 0x0 0x0\n", "1 0x11112222333344445 0x0\n",
            "x 0x0 0x0\n",
        ] {
            #expect(parse(text) == nil, "\(text)")
        }
    }
}

@Suite("/etc/group")
struct GroupFileNameTests {
    private func groups(_ text: String) -> [String] {
        text.asC { bytes, length in
            var lines = cp_lines_of(bytes, length)
            var group = cp_account()
            var found: [String] = []
            while cp_group_next(&lines, &group) {
                let name = withUnsafeBytes(of: group.name) {
                    String(decoding: $0.prefix(Int(group.name_length)), as: UTF8.self)
                }
                found.append("\(name) \(group.id)")
            }
            return found
        }
    }

    @Test("Groups have names and ids, with any members; other lines are skipped")
    func lines() {
        let text = """
            root:x:0:
            # daemon:x:1:
            adm:*:4:syslog,ada
            +nis:x:5:
            nogid:x::a
            big:x:4294967296:
            \(String(repeating: "n", count: 65)):x:6:
            short:x:7
            last:x:65534:
            """
        #expect(groups(text) == ["root 0", "adm 4", "last 65534"])
    }
}

@Suite("The program and the network of one process", .needsLinux)
struct ProgramReadingTests {
    private static let stat =
        "5 (a) S 1 5 5 0 -1 4194304 1 0 0 0 1 2 0 0 20 0 1 0 9 8192 2 18446744073709551615 "
        + "4096 8192 140000 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 12288 16384 20480 30000 30010 30010 "
        + "30020 0\n"

    @Test("A captured process has the addresses of its stat, its call, and its own interfaces")
    func captured() throws {
        let tree = try Tree([
            "/proc/5/stat": Self.stat,
            "/proc/5/syscall": "230 0x0 0x1 0x2 0x3 0x4 0x5 0x7ffd 0x7f9d\n",
            "/proc/5/net/dev": """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo:     500       5    0    0    0     0          0         0      500       5    0    0    0     0       0          0
              eth0:     700       7    1    2    0     0          0         0      900       9    0    3    0     0       0          0

            """,
            "/proc/5/net/sockstat": "sockets: used 12\nTCP: inuse 3 orphan 0 tw 1 alloc 4 mem 2\n",
            "/proc/net/dev": "not that of the process",
        ])
        try tree.write("/proc/5/auxv", [1, 2, 3])
        var collector = try Collector(root: tree.root)
        let program = try collector.program(of: 5)
        let addresses = try #require(program.addresses)
        #expect(addresses.codeStart == 4096 && addresses.codeEnd == 8192)
        #expect(addresses.stackStart == 140000 && addresses.dataEnd == 16384)
        #expect(addresses.heapStart == 20480 && addresses.argumentsEnd == 30010)
        #expect(addresses.environmentStart == 30010 && addresses.environmentEnd == 30020)
        #expect(program.systemCall?.number == 230 && program.systemCall?.arguments.count == 6)
        #expect(program.systemCall?.stackPointer == 0x7ffd && program.exitStatus == nil)
        #expect(program.addressBits == nil && program.auxiliaryValues.isEmpty)
        #expect(program.failures.map { $0.source } == ["/proc/PID/auxv"])
        let own = try collector.network(of: 5)
        #expect(own.network.interfaces.map { $0.name } == ["lo", "eth0"])
        #expect(own.network.total.rxBytes == 700 && own.network.total.txDropped == 3)
        #expect(own.network.socketsUsed == 12 && own.network.tcpTimeWait == 1)
        #expect(own.failures.map { $0.source } == ["/proc/PID/net/snmp"])
        // Without all of them there is no network.
        try tree.write("/proc/6/stat", "6" + Self.stat.dropFirst())
        #expect(throws: ProbeError.self) { try collector.network(of: 6) }
        // Without permission the kernel prints addresses of 0 and 1.
        let hidden = Self.stat.replacingOccurrences(of: "4096 8192 140000", with: "1 1 0")
        try tree.write("/proc/5/stat", hidden)
        let denied = try collector.program(of: 5)
        #expect(denied.addresses == nil)
        #expect(denied.failures.contains { $0.code == .denied && $0.source == "/proc/PID/stat" })
        // A zombie, ended by signal 9.
        let zombie = Self.stat.replacingOccurrences(of: "(a) S", with: "(a) Z")
            .replacingOccurrences(of: " 8192 2 ", with: " 0 0 ")
            .replacingOccurrences(of: "30020 0\n", with: "30020 9\n")
        try tree.write("/proc/5/stat", zombie)
        let ended = try collector.program(of: 5)
        #expect(ended.exitStatus == 9 && ended.addresses == nil)
        for length in 0..<Self.stat.utf8.count - 2 {
            try tree.write("/proc/5/stat", String(Self.stat.prefix(length)))
            let part = try? collector.program(of: 5)
            #expect(part?.addresses == nil, "at \(length)")
        }
    }

    @Test("This process has the vector that getauxval() returns, and its own interfaces")
    func own() throws {
        var collector = try Collector()
        let program = try collector.program(of: nil)
        #expect(program.identity?.pid == getpid() && program.addressBits == Int.bitWidth)
        #expect(!program.auxiliaryValues.isEmpty)
        // The C library has other bits for the processor's features, types 16 and 26.
        for value in program.auxiliaryValues where value.type != 16 && value.type != 26 {
            #expect(cpi_auxiliary_value(value.type) == value.value, "\(value)")
        }
        #expect(
            program.auxiliaryValues.first { $0.name == "pagesz" }?.value == UInt64(getpagesize()))
        let maps = try collector.memoryMappings(of: nil).mappings
        let at = try #require(program.addresses)
        #expect(maps.contains { $0.startAddress <= at.codeStart && at.codeStart < $0.endAddress })
        let stack = maps.first { $0.path == "[stack]" }
        #expect(stack.map { $0.startAddress...$0.endAddress ~= at.stackStart } == true)
        let own = try collector.network(of: nil)
        let section = try collector.network()
        #expect(
            own.network.interfaces.map { $0.name }.sorted { "\($0)" < "\($1)" }
                == section.interfaces.map { $0.name }.sorted { "\($0)" < "\($1)" })
        #expect(own.failures.isEmpty && own.network.ip.inReceives != nil)
        let decoded = try JSONDecoder().decode(
            ProcessProgram.self, from: JSONEncoder().encode(program))
        #expect(decoded == program)
        #expect(
            try JSONDecoder().decode(ProcessNetwork.self, from: JSONEncoder().encode(own)) == own)
    }

    @Test("A child that waits is in a call, and one that ended has its status")
    func child() throws {
        var collector = try Collector()
        let child = try Child()
        var program = try collector.program(of: child.pid)
        for _ in 0..<500 where program.systemCall?.state != .waiting {
            usleep(10_000)  // Until it waits for its orders.
            program = try collector.program(of: child.pid)
        }
        let call = try #require(program.systemCall)
        #expect(call.state == .waiting && call.number != nil && call.arguments.count == 6)
        let words = try text(of: "/proc/\(child.pid)/syscall").split(separator: " ")
        #expect("\(call.number!)" == words[0])
        #expect(call.stackPointer.map { "0x" + String($0, radix: 16) } == "\(words[7])")
        #expect(program.exitStatus == nil && program.failures.isEmpty)
        try child.does(CPI_EXIT)
        var ended = try collector.program(of: child.pid)
        for _ in 0..<500 where ended.exitStatus == nil {
            usleep(10_000)  // Its files are closed before it is a zombie.
            ended = try collector.program(of: child.pid)
        }
        #expect(ended.exitStatus == 0 && ended.addresses == nil && ended.addressBits == nil)
        #expect(throws: ProbeError.self) { try collector.network(of: child.pid) }
    }
}
