import CProbe
import Foundation
import Testing

@testable import Probe

/// A row of a table of fields, and the number that a record has of it.
struct FieldRow {
    let row: cprobe_field
    var name: String { String(cString: row.name) }
    var key: String { String(cString: row.key) }
    var source: String { String(cString: row.source) }
    var isNumber: Bool { row.type.rawValue <= cprobe_type.CPROBE_TYPE_DOUBLE.rawValue }

    /// The property of the Swift value.
    var property: String {
        let words = name.split(separator: "_").map(String.init)
        let first = row.type == .CPROBE_TYPE_BOOL ? ["is", words[0].capitalized] : [words[0]]
        let rest = words.dropFirst().map { $0 == "cpu" ? "CPU" : $0.capitalized }
        return (first + rest).joined()
    }

    static func all(_ record: cprobe_record) -> [FieldRow] {
        var count = 0
        let rows = cprobe_fields(record, &count)
        return UnsafeBufferPointer(start: rows, count: count).map { FieldRow(row: $0) }
    }

    /// The number of a record; nil where it is absent, or none.
    func number(of record: UnsafeRawPointer) -> Double? {
        let present = record.load(as: cprobe_presence.self)
        guard cprobe_has(present, UInt32(row.presence)) else { return nil }
        let member = record + Int(row.offset)
        switch row.type {
        case .CPROBE_TYPE_U64: return Double(member.load(as: UInt64.self))
        case .CPROBE_TYPE_U32: return Double(member.load(as: UInt32.self))
        case .CPROBE_TYPE_I32: return Double(member.load(as: Int32.self))
        case .CPROBE_TYPE_I64: return Double(member.load(as: Int64.self))
        case .CPROBE_TYPE_DOUBLE: return member.load(as: Double.self)
        case .CPROBE_TYPE_BOOL: return member.load(as: Bool.self) ? 1 : 0
        case .CPROBE_TYPE_OTHER: return nil
        }
    }

    /// The unit in which a text has the number.
    var factor: Double {
        switch row.printed {
        case .CPROBE_PRINTED_KB, .CPROBE_PRINTED_KIB: 1024
        case .CPROBE_PRINTED_PAGES: 4096
        default: 1
        }
    }
}

extension cprobe_record {
    static let every = (0..<UInt32(CPROBE_RECORDS)).map { cprobe_record(rawValue: $0)! }
}

@Suite("The tables of fields")
struct FieldTests {
    @Test("A row's number is its presence bit; its texts are there", arguments: cprobe_record.every)
    func rows(record: cprobe_record) {
        let rows = FieldRow.all(record)
        #expect(!rows.isEmpty && rows.count <= Int(CPROBE_FIELDS_MAX))
        #expect(Set(rows.map { $0.name }).count == rows.count)
        for (index, row) in rows.enumerated() {
            #expect(Int(row.row.presence) == index, "\(row.name)")
            #expect(row.key.utf8.count == Int(row.row.key_length), "\(row.name)")
            #expect(!row.name.isEmpty && !row.source.isEmpty, "\(row.name)")
            let meaning = String(cString: row.row.meaning)
            #expect(meaning.hasSuffix(".") && !meaning.contains("\n"), "\(row.name)")
        }
        // Two rows of one member would write over each other.
        #expect(Set(rows.map { $0.row.offset }).count == rows.count)
    }

    @Test("The fields of a record lie in its bytes", arguments: cprobe_record.every)
    func bytes(record: cprobe_record) {
        let bytes = cprobe_record_bytes(record)
        for row in FieldRow.all(record) {
            #expect(Int(row.row.offset) < bytes, "\(row.name)")
        }
        var offset = 7
        let hasBits = cprobe_record_presence(record, &offset)
        #expect(hasBits == (record != .CPROBE_RECORD_STALL))
        #expect(hasBits ? offset + MemoryLayout<cprobe_presence>.size <= bytes : offset == 7)
        #expect(cprobe_record_name(record) != nil)
    }

    @Test("The size of a record is that of its struct")
    func sizes() {
        #expect(cprobe_record_bytes(.CPROBE_RECORD_MEMORY) == MemoryLayout<cprobe_memory>.stride)
        #expect(cprobe_record_bytes(.CPROBE_RECORD_STALL) == MemoryLayout<cprobe_stall>.stride)
        #expect(cprobe_record_bytes(.CPROBE_RECORD_PROCESS) == MemoryLayout<cprobe_process>.stride)
    }

    @Test("A number that is no record has no rows")
    func noRecord() {
        let none = unsafeBitCast(UInt32(99), to: cprobe_record.self)
        var count = 7
        #expect(cprobe_fields(none, &count) == nil)
        #expect(count == 0)
        #expect(cprobe_record_bytes(none) == 0 && cprobe_record_name(none) == nil)
        #expect(!cprobe_record_presence(none, &count) && count == 0)
    }

    /// What a value lists, and its properties that are not nil, by their names.
    private func listed(
        _ value: Any, _ forEachField: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void
    ) -> (fields: [String: Double], properties: Set<String>) {
        var fields: [String: Double] = [:]
        forEachField { field, value in
            if let value { fields[field.name.description] = value.double }
        }
        let properties = Mirror(reflecting: value).children.filter {
            Mirror(reflecting: $0.value).displayStyle == .optional
                && Mirror(reflecting: $0.value).children.count == 1
        }
        return (fields, Set(properties.compactMap { $0.label }))
    }

    /// Each row of a text sets exactly its own field, and its own property of the Swift value.
    private func walk<Record>(
        _ record: cprobe_record, _ empty: Record, source: String,
        line: (FieldRow) -> String = { "\($0.key): 7\($0.factor == 1 ? "" : " kB")\n" },
        _ parse: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<Record>) -> cprobe_result,
        _ swift: (UnsafeMutablePointer<Record>) -> (
            fields: [String: Double], properties: Set<String>
        )
    ) {
        let rows = FieldRow.all(record)
        let walked = rows.filter { $0.source.hasSuffix(source) && !$0.key.isEmpty }
        #expect(!walked.isEmpty)
        for row in walked {
            var c = empty
            #expect(line(row).asC { parse($0, $1, &c) } == .CPROBE_OK, "\(row.name)")
            let expected = Dictionary(
                uniqueKeysWithValues: walked.filter { $0.key == row.key }.map {
                    ($0.name, $0.row.type == .CPROBE_TYPE_BOOL ? 1 : 7 * $0.factor)
                })
            let read = withUnsafePointer(to: c) { c in
                rows.compactMap { row in row.number(of: c).map { (row.name, $0) } }
            }
            #expect(Dictionary(uniqueKeysWithValues: read) == expected, "\(row.name)")
            let (fields, properties) = swift(&c)
            // forEachField has no Booleans.
            #expect(fields == (row.row.type == .CPROBE_TYPE_BOOL ? [:] : expected), "\(row.name)")
            let wanted = Set(walked.filter { $0.key == row.key }.map { $0.property })
            #expect(properties == wanted, "\(row.name)")
        }
    }

    private func memory(
        _ c: UnsafeMutablePointer<cprobe_memory>
    ) -> (fields: [String: Double], properties: Set<String>) {
        var memory = Memory()
        memory.set(c)
        return listed(memory, memory.forEachField)
    }

    @Test("Each line of /proc/meminfo sets its own field and its own property")
    func meminfo() {
        walk(
            .CPROBE_RECORD_MEMORY, cprobe_memory(), source: "/proc/meminfo",
            { cprobe_meminfo_parse($0, $1, $2, nil) }, memory)
    }

    @Test("Each line of /proc/vmstat sets its own field and its own property")
    func vmstat() {
        walk(
            .CPROBE_RECORD_MEMORY, cprobe_memory(), source: "/proc/vmstat",
            line: { "\($0.key) 7\n" }, { cprobe_vmstat_parse($0, $1, 4096, $2, nil) }, memory)
    }

    @Test("Each counter of /proc/stat sets its own field and its own property")
    func stat() {
        walk(
            .CPROBE_RECORD_CPU, cprobe_cpu(), source: "/proc/stat", line: { "\($0.key) 7\n" },
            { bytes, length, c in
                var count = 0
                return cprobe_stat_parse(bytes, length, 100, c, nil, 0, &count, nil)
            },
            { c in
                var cpu = CPU()
                cpu.set(c, UnsafeMutableBufferPointer(start: nil, count: 0))
                return listed(cpu, cpu.forEachField)
            })
    }

    @Test("Each size of /proc/zoneinfo sets its own field and its own property")
    func zoneinfo() {
        walk(
            .CPROBE_RECORD_MEMORY_ZONE, cprobe_memory_zone(), source: "/proc/zoneinfo",
            line: { "Node 0, zone N\npages\n\($0.key) 7\nprotection:\n" },
            { bytes, length, c in
                var count = 0
                return cprobe_zoneinfo_parse(bytes, length, 4096, c, 1, &count, nil)
            },
            { c in
                var zone = MemoryDetails.Zone()
                zone.set(c)
                return listed(zone, zone.forEachField)
            })
    }

    @Test("Each line of a process's files sets its own fields and its own properties")
    func process() {
        func swift(
            _ c: UnsafeMutablePointer<cprobe_process>
        ) -> (fields: [String: Double], properties: Set<String>) {
            var process = ProcessSnapshot()
            process.setFields(c)
            return listed(process, process.forEachField)
        }
        walk(
            .CPROBE_RECORD_PROCESS, cprobe_process(), source: "/proc/PID/status",
            line: {
                switch $0.key {
                case "Uid", "Gid": "\($0.key):\t7\t7\t7\t7\n"
                case "SigQ": "SigQ:\t7/7\n"
                default:
                    $0.row.type == .CPROBE_TYPE_BOOL
                        ? "\($0.key):\t1\n" : "\($0.key):\t7\($0.factor == 1 ? "" : " kB")\n"
                }
            },
            { cprobe_process_status_parse($0, $1, $2, nil, nil) }, swift)
        walk(
            .CPROBE_RECORD_PROCESS, cprobe_process(), source: "/proc/PID/io",
            line: { "\($0.key) 7\n" }, { cprobe_process_io_parse($0, $1, $2, nil) }, swift)
        walk(
            .CPROBE_RECORD_PROCESS, cprobe_process(), source: "/proc/PID/smaps_rollup",
            line: { "\($0.key) 7 kB\n" }, { cprobe_smaps_rollup_parse($0, $1, $2, nil) }, swift)
        walk(
            .CPROBE_RECORD_PROCESS_MEMORY, cprobe_process_memory(),
            source: "/proc/PID/smaps_rollup", line: { "\($0.key) 7 kB\n" },
            { bytes, length, c in
                var failures = cprobe_failures()
                return cprobe_process_memory_parse(bytes, length, c, &failures, nil)
            },
            { c in
                var memory = ProcessMemory()
                memory.setFields(c)
                return listed(memory, memory.forEachField)
            })
    }

    @Test("sockstat and snmp set their own fields and properties")
    func network() {
        func swift(_ c: inout cprobe_network) -> [String: Double] {
            var network = Networking()
            network.set(&c, UnsafeMutableBufferPointer(start: nil, count: 0))
            return listed(network, network.forEachField).fields
        }
        var c = cprobe_network()
        #expect(
            "sockets: used 7\n".asC { cprobe_sockstat_parse($0, $1, 4096, &c, nil) } == .CPROBE_OK)
        #expect(swift(&c) == ["sockets_used": 7])
        func section(
            _ c: UnsafeMutablePointer<cprobe_network>
        ) -> (fields: [String: Double], properties: Set<String>) {
            var network = Networking()
            network.set(c, UnsafeMutableBufferPointer(start: nil, count: 0))
            return listed(network, network.forEachField)
        }
        walk(
            .CPROBE_RECORD_NETWORK, cprobe_network(), source: "/proc/net/sockstat",
            line: { "\($0.key) 7\n" }, { cprobe_sockstat_parse($0, $1, 4096, $2, nil) }, section)
        c = cprobe_network()
        let text = "Tcp: RetransSegs X CurrEstab\nTcp: 3 4 5\n"
        #expect(text.asC { cprobe_snmp_parse($0, $1, &c, nil) } == .CPROBE_OK)
        #expect(swift(&c) == ["tcp_retransmits": 3, "tcp_established": 5])
    }

    /// Each counter of a protocol's pair of lines sets its own field and its own property.
    private func walkProtocol(
        _ record: cprobe_record, _ name: String,
        _ read: (Networking) -> (fields: [String: Double], properties: Set<String>)
    ) {
        let rows = FieldRow.all(record)
        for row in rows {
            var c = cprobe_network()
            let text = "\(name): Other \(row.key)\n\(name): 5 7\n"
            #expect(text.asC { cprobe_snmp_parse($0, $1, &c, nil) } == .CPROBE_OK, "\(row.name)")
            var network = Networking()
            network.set(&c, UnsafeMutableBufferPointer(start: nil, count: 0))
            let (fields, properties) = read(network)
            let factor = row.row.printed == .CPROBE_PRINTED_MILLISECONDS ? 1e6 : 1
            #expect(fields == [row.name: 7 * factor])
            #expect(properties == [row.property])
        }
    }

    @Test("Each counter of /proc/net/snmp sets its own field and its own property")
    func snmp() {
        walkProtocol(.CPROBE_RECORD_IP, "Ip") { listed($0.ip, $0.ip.forEachField) }
        walkProtocol(.CPROBE_RECORD_ICMP, "Icmp") { listed($0.icmp, $0.icmp.forEachField) }
        walkProtocol(.CPROBE_RECORD_TCP, "Tcp") { listed($0.tcp, $0.tcp.forEachField) }
        walkProtocol(.CPROBE_RECORD_UDP, "Udp") { listed($0.udp, $0.udp.forEachField) }
        walkProtocol(.CPROBE_RECORD_UDP, "UdpLite") { listed($0.udplite, $0.udplite.forEachField) }
    }

    /// Each counter of netstat or snmp6 sets its own field and its own property.
    private func walkProtocols(
        _ record: cprobe_record, _ line: (FieldRow) -> String,
        _ parse: (UnsafePointer<CChar>?, Int, UnsafeMutablePointer<cprobe_protocols>) ->
            cprobe_result,
        _ read: (Protocols) -> (fields: [String: Double], properties: Set<String>)
    ) {
        for row in FieldRow.all(record) {
            var c = cprobe_protocols()
            #expect(line(row).asC { parse($0, $1, &c) } == .CPROBE_OK, "\(row.name)")
            var protocols = Protocols()
            protocols.set(&c)
            let (fields, properties) = read(protocols)
            let factor = row.row.printed == .CPROBE_PRINTED_MILLISECONDS ? 1e6 : 1
            #expect(fields == [row.name: 7 * factor])
            #expect(properties == [row.property])
        }
    }

    @Test("Each counter of netstat, snmp6 and sockstat6 sets its own field and its own property")
    func protocols() {
        func pair(_ name: String) -> (FieldRow) -> String {
            { "\(name): Other \($0.key)\n\(name): 5 7\n" }
        }
        func netstat(
            _ bytes: UnsafePointer<CChar>?, _ length: Int,
            _ c: UnsafeMutablePointer<cprobe_protocols>
        ) -> cprobe_result { cprobe_netstat_parse(bytes, length, c, nil) }
        func snmp6(
            _ bytes: UnsafePointer<CChar>?, _ length: Int,
            _ c: UnsafeMutablePointer<cprobe_protocols>
        ) -> cprobe_result { cprobe_snmp6_parse(bytes, length, c, nil) }
        walkProtocols(.CPROBE_RECORD_TCP_EXT, pair("TcpExt"), netstat) {
            listed($0.tcpExt, $0.tcpExt.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_TCP_FAST_OPEN, pair("TcpExt"), netstat) {
            listed($0.tcpFastOpen, $0.tcpFastOpen.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_TCP_SIGNATURE, pair("TcpExt"), netstat) {
            listed($0.tcpSignature, $0.tcpSignature.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_IP_EXT, pair("IpExt"), netstat) {
            listed($0.ipExt, $0.ipExt.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_IP6, { "Ip6\($0.key) \t7\n" }, snmp6) {
            listed($0.ip6, $0.ip6.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_ICMP6, { "Icmp6\($0.key)\t7\n" }, snmp6) {
            listed($0.icmp6, $0.icmp6.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_UDP, { "Udp6\($0.key)\t7\n" }, snmp6) {
            listed($0.udp6, $0.udp6.forEachField)
        }
        walkProtocols(.CPROBE_RECORD_UDP, { "UdpLite6\($0.key)\t7\n" }, snmp6) {
            listed($0.udplite6, $0.udplite6.forEachField)
        }
        walk(
            .CPROBE_RECORD_PROTOCOLS, cprobe_protocols(), source: "/proc/net/sockstat6",
            line: { "\($0.key) 7\n" }, { cprobe_sockstat6_parse($0, $1, $2, nil) }
        ) { c in
            var protocols = Protocols()
            protocols.set(c)
            return listed(protocols, protocols.forEachField)
        }
    }

    /// The properties of a value that are numbers, against the rows.
    private func expectRows(
        _ value: Any, _ record: cprobe_record, beside others: Set<String> = []
    ) {
        let rows = FieldRow.all(record).filter { $0.row.type != .CPROBE_TYPE_OTHER }
        let properties = Mirror(reflecting: value).children.compactMap { $0.label }
        let nested = rows.filter { $0.name.contains(".") }
        #expect(
            Set(properties).subtracting(others)
                == Set(rows.filter { !$0.name.contains(".") }.map { $0.property }))
        #expect(others.isSubset(of: properties))
        if let load = value as? Load {
            #expect(
                Set(Mirror(reflecting: load.tasks).children.map { "tasks.\($0.label!)" })
                    == Set(nested.map { $0.name == "tasks.last_pid" ? "tasks.lastPid" : $0.name }))
        }
    }

    @Test("Every property that is a number has a row, and every row has its property")
    func properties() {
        expectRows(CPU(), .CPROBE_RECORD_CPU, beside: ["cpus", "failures"])
        expectRows(LogicalCPU(), .CPROBE_RECORD_LOGICAL_CPU, beside: ["id"])
        expectRows(Load(), .CPROBE_RECORD_LOAD, beside: ["tasks", "failures"])
        expectRows(Memory(), .CPROBE_RECORD_MEMORY, beside: ["failures"])
        expectRows(DiskCounters(), .CPROBE_RECORD_DISK)
        expectRows(
            Mount(), .CPROBE_RECORD_MOUNT,
            beside: [
                "id", "parentId", "deviceMajor", "deviceMinor", "device", "mountPoint", "root",
                "type", "options", "superOptions", "isReadOnly", "isPseudo", "isDuplicate",
                "isCovered", "notRequested", "failure",
            ])
        expectRows(NetworkTraffic(), .CPROBE_RECORD_TRAFFIC)
        expectRows(
            NetworkInterface(), .CPROBE_RECORD_INTERFACE,
            beside: [
                "name", "flags", "duplex", "operstate", "isLoopback", "isStacked", "counters",
                "failure", "alias", "alternativeNames",
            ])
        expectRows(
            Networking(), .CPROBE_RECORD_NETWORK,
            beside: [
                "total", "ip", "icmp", "tcp", "udp", "udplite", "interfaces", "failures",
            ])
        expectRows(IPCounters(), .CPROBE_RECORD_IP)
        expectRows(ICMPCounters(), .CPROBE_RECORD_ICMP)
        expectRows(TCPCounters(), .CPROBE_RECORD_TCP)
        expectRows(UDPCounters(), .CPROBE_RECORD_UDP)
        expectRows(Pressure.Stall(), .CPROBE_RECORD_STALL)
        expectRows(
            Swap.Device(), .CPROBE_RECORD_SWAP_DEVICE, beside: ["name", "type", "failure"])
        expectRows(Swap.Zram(), .CPROBE_RECORD_ZRAM, beside: ["index", "algorithm", "failure"])
        expectRows(Interrupts.Line(), .CPROBE_RECORD_INTERRUPT, beside: ["name", "description"])
        expectRows(Interrupts.CPUWork(), .CPROBE_RECORD_CPU_WORK, beside: ["id"])
        expectRows(
            Topology.LogicalCPU(), .CPROBE_RECORD_TOPOLOGY_CPU,
            beside: ["id", "type", "siblings"])
        expectRows(Topology.Cache(), .CPROBE_RECORD_CACHE, beside: ["type", "cpus"])
        expectRows(Topology.Node(), .CPROBE_RECORD_NODE, beside: ["id", "cpus", "distances"])
        expectRows(
            Storage.Device(), .CPROBE_RECORD_BLOCK_DEVICE,
            beside: [
                "name", "type", "vendor", "model", "serial", "wwid", "firmware", "state",
                "scheduler", "zoned", "mappedName", "mappedUuid", "volumeGroup", "logicalVolume",
                "backingFile", "lower", "health", "failure",
            ])
        expectRows(
            Storage.RAIDArray(), .CPROBE_RECORD_MD_ARRAY,
            beside: ["name", "level", "metadata", "state", "syncAction", "members", "failure"])
        expectRows(
            Storage.Member(), .CPROBE_RECORD_MD_MEMBER, beside: ["name", "state", "failure"])
        expectRows(Storage.ARC(), .CPROBE_RECORD_ARC, beside: ["failure"])
        expectRows(Storage.Health(), .CPROBE_RECORD_DISK_HEALTH)
        expectRows(
            Storage.Btrfs(), .CPROBE_RECORD_BTRFS,
            beside: ["uuid", "label", "lower", "devices", "failure"])
        expectRows(
            Storage.BtrfsDevice(), .CPROBE_RECORD_BTRFS_DEVICE, beside: ["id", "failure"])
        expectRows(
            Protocols(), .CPROBE_RECORD_PROTOCOLS,
            beside: [
                "tcpExt", "tcpFastOpen", "tcpSignature", "ipExt", "mptcp", "icmpTypes", "ip6",
                "icmp6", "icmp6Types", "udp6", "udplite6", "failures",
            ])
        expectRows(TCPExtendedCounters(), .CPROBE_RECORD_TCP_EXT)
        expectRows(TCPFastOpenCounters(), .CPROBE_RECORD_TCP_FAST_OPEN)
        expectRows(TCPSignatureCounters(), .CPROBE_RECORD_TCP_SIGNATURE)
        expectRows(MPTCPCounters(), .CPROBE_RECORD_MPTCP)
        expectRows(IPExtendedCounters(), .CPROBE_RECORD_IP_EXT)
        expectRows(IPv6Counters(), .CPROBE_RECORD_IP6)
        expectRows(ICMPv6Counters(), .CPROBE_RECORD_ICMP6)
        expectRows(
            ProcessMemory(), .CPROBE_RECORD_PROCESS_MEMORY, beside: ["identity", "failures"])
        expectRows(
            Connections(), .CPROBE_RECORD_CONNECTIONS,
            beside: ["tcp", "tcp6", "udp", "udp6", "failures"])
        expectRows(TCPStates(), .CPROBE_RECORD_TCP_STATES)
        expectRows(UDPStates(), .CPROBE_RECORD_UDP_STATES)
        expectRows(
            Power.Supply(), .CPROBE_RECORD_POWER_SUPPLY,
            beside: [
                "name", "type", "scope", "status", "health", "capacityLevel", "technology",
                "manufacturer", "model", "failure",
            ])
        expectRows(
            Power.EnergyZone(), .CPROBE_RECORD_ENERGY_ZONE, beside: ["name", "label", "failure"])
        expectRows(
            Power.CoolingDevice(), .CPROBE_RECORD_COOLING_DEVICE,
            beside: ["name", "type", "failure"])
        expectRows(
            GPU.Device(), .CPROBE_RECORD_GPU,
            beside: ["name", "driver", "busAddress", "runtimeStatus", "failure"])
        expectRows(
            MemoryDetails.Zone(), .CPROBE_RECORD_MEMORY_ZONE,
            beside: ["node", "name", "freeBlocks"])
        expectRows(MemoryDetails.Slab(), .CPROBE_RECORD_SLAB, beside: ["name"])
        expectRows(MemoryDetails.Counter(), .CPROBE_RECORD_MEMORY_COUNTER, beside: ["name"])
        expectRows(
            Routing.Route(), .CPROBE_RECORD_ROUTE,
            beside: [
                "family", "type", "destination", "gateway", "interface", "interfaceIndex",
            ])
        expectRows(
            Routing.Qdisc(), .CPROBE_RECORD_QDISC,
            beside: ["kind", "handle", "parent", "interface", "interfaceIndex"])
        expectRows(Routing.Wireless(), .CPROBE_RECORD_WIRELESS, beside: ["interface"])
        expectRows(Routing.Xfrm(), .CPROBE_RECORD_XFRM)
        let ofSensors: Set = [
            "device", "index", "chip", "label", "deviceName", "isAlarm", "isFault", "failure",
        ]
        expectRows(
            Sensors.Temperature(), .CPROBE_RECORD_TEMPERATURE, beside: ofSensors.union(["source"]))
        expectRows(Sensors.Fan(), .CPROBE_RECORD_FAN, beside: ofSensors)
        expectRows(Sensors.Voltage(), .CPROBE_RECORD_VOLTAGE_SENSOR, beside: ofSensors)
        expectRows(Sensors.Current(), .CPROBE_RECORD_CURRENT_SENSOR, beside: ofSensors)
        expectRows(Sensors.Power(), .CPROBE_RECORD_POWER_SENSOR, beside: ofSensors)
        expectRows(Sensors.Energy(), .CPROBE_RECORD_ENERGY_SENSOR, beside: ofSensors)
        expectRows(Sensors.Humidity(), .CPROBE_RECORD_HUMIDITY_SENSOR, beside: ofSensors)
        expectRows(ThermalThrottling(), .CPROBE_RECORD_THERMAL_THROTTLING)
        expectRows(
            HostSystem(), .CPROBE_RECORD_HOST,
            beside: [
                "hostname", "kernelRelease", "kernelVersion", "osName", "osId", "osVersion",
                "bootID", "machineId", "vendor", "product", "productVersion", "serial",
                "boardVendor", "board", "biosVersion", "biosDate", "sessions", "failures",
            ])
        expectRows(
            ProcessSnapshot(), .CPROBE_RECORD_PROCESS,
            beside: [
                "pid", "identity", "ageNs", "name", "state", "commandLine", "isCommandLineCut",
                "cgroup", "unread", "failures", "pendingSignals", "sharedPendingSignals",
                "blockedSignals", "ignoredSignals", "caughtSignals", "inheritableCapabilities",
                "permittedCapabilities", "effectiveCapabilities", "boundingCapabilities",
                "ambientCapabilities", "supplementaryGroups", "allowedCPUs", "allowedNodes",
                "executable",
                "isExecutableDeleted", "workingDirectory", "isWorkingDirectoryDeleted",
                "rootDirectory", "waitChannel",
            ])
        expectRows(
            Cgroup(), .CPROBE_RECORD_CGROUP,
            beside: [
                "path", "depth", "inode", "unlimited", "pressure", "devices", "resources",
                "failures",
            ])
    }

    /// What a value lists, against the rows that are numbers.
    private func expectList(
        _ record: cprobe_record,
        _ forEachField: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void
    ) {
        var names: [String] = []
        forEachField { field, _ in names.append(field.name.description) }
        #expect(
            names
                == FieldRow.all(record).filter { $0.isNumber }
                .map { $0.name.replacingOccurrences(of: ".", with: "_") })
    }

    @Test("forEachField lists every row that is a number, in their order")
    func lists() {
        expectList(.CPROBE_RECORD_CPU, CPU().forEachField)
        expectList(.CPROBE_RECORD_LOGICAL_CPU, LogicalCPU().forEachField)
        expectList(.CPROBE_RECORD_LOAD, Load().forEachField)
        expectList(.CPROBE_RECORD_MEMORY, Memory().forEachField)
        expectList(.CPROBE_RECORD_DISK, DiskCounters().forEachField)
        expectList(.CPROBE_RECORD_MOUNT, Mount().forEachField)
        expectList(.CPROBE_RECORD_TRAFFIC, NetworkTraffic().forEachField)
        expectList(.CPROBE_RECORD_INTERFACE, NetworkInterface().forEachField)
        expectList(.CPROBE_RECORD_NETWORK, Networking().forEachField)
        expectList(.CPROBE_RECORD_IP, IPCounters().forEachField)
        expectList(.CPROBE_RECORD_ICMP, ICMPCounters().forEachField)
        expectList(.CPROBE_RECORD_TCP, TCPCounters().forEachField)
        expectList(.CPROBE_RECORD_UDP, UDPCounters().forEachField)
        expectList(.CPROBE_RECORD_STALL, Pressure.Stall().forEachField)
        expectList(.CPROBE_RECORD_PROCESS, ProcessSnapshot().forEachField)
        expectList(.CPROBE_RECORD_CGROUP, Cgroup().forEachField)
        expectList(.CPROBE_RECORD_SWAP_DEVICE, Swap.Device().forEachField)
        expectList(.CPROBE_RECORD_ZRAM, Swap.Zram().forEachField)
        expectList(.CPROBE_RECORD_INTERRUPT, Interrupts.Line().forEachField)
        expectList(.CPROBE_RECORD_CPU_WORK, Interrupts.CPUWork().forEachField)
        expectList(.CPROBE_RECORD_HOST, HostSystem().forEachField)
        expectList(.CPROBE_RECORD_TOPOLOGY_CPU, Topology.LogicalCPU().forEachField)
        expectList(.CPROBE_RECORD_CACHE, Topology.Cache().forEachField)
        expectList(.CPROBE_RECORD_NODE, Topology.Node().forEachField)
        expectList(.CPROBE_RECORD_BLOCK_DEVICE, Storage.Device().forEachField)
        expectList(.CPROBE_RECORD_MD_ARRAY, Storage.RAIDArray().forEachField)
        expectList(.CPROBE_RECORD_MD_MEMBER, Storage.Member().forEachField)
        expectList(.CPROBE_RECORD_ARC, Storage.ARC().forEachField)
        expectList(.CPROBE_RECORD_DISK_HEALTH, Storage.Health().forEachField)
        expectList(.CPROBE_RECORD_BTRFS, Storage.Btrfs().forEachField)
        expectList(.CPROBE_RECORD_BTRFS_DEVICE, Storage.BtrfsDevice().forEachField)
        expectList(.CPROBE_RECORD_PROTOCOLS, Protocols().forEachField)
        expectList(.CPROBE_RECORD_TCP_EXT, TCPExtendedCounters().forEachField)
        expectList(.CPROBE_RECORD_TCP_FAST_OPEN, TCPFastOpenCounters().forEachField)
        expectList(.CPROBE_RECORD_TCP_SIGNATURE, TCPSignatureCounters().forEachField)
        expectList(.CPROBE_RECORD_MPTCP, MPTCPCounters().forEachField)
        expectList(.CPROBE_RECORD_IP_EXT, IPExtendedCounters().forEachField)
        expectList(.CPROBE_RECORD_IP6, IPv6Counters().forEachField)
        expectList(.CPROBE_RECORD_ICMP6, ICMPv6Counters().forEachField)
        expectList(.CPROBE_RECORD_PROCESS_MEMORY, ProcessMemory().forEachField)
        expectList(.CPROBE_RECORD_CONNECTIONS, Connections().forEachField)
        expectList(.CPROBE_RECORD_TCP_STATES, TCPStates().forEachField)
        expectList(.CPROBE_RECORD_UDP_STATES, UDPStates().forEachField)
        expectList(.CPROBE_RECORD_POWER_SUPPLY, Power.Supply().forEachField)
        expectList(.CPROBE_RECORD_ENERGY_ZONE, Power.EnergyZone().forEachField)
        expectList(.CPROBE_RECORD_COOLING_DEVICE, Power.CoolingDevice().forEachField)
        expectList(.CPROBE_RECORD_GPU, GPU.Device().forEachField)
        expectList(.CPROBE_RECORD_MEMORY_ZONE, MemoryDetails.Zone().forEachField)
        expectList(.CPROBE_RECORD_SLAB, MemoryDetails.Slab().forEachField)
        expectList(.CPROBE_RECORD_MEMORY_COUNTER, MemoryDetails.Counter().forEachField)
        expectList(.CPROBE_RECORD_ROUTE, Routing.Route().forEachField)
        expectList(.CPROBE_RECORD_QDISC, Routing.Qdisc().forEachField)
        expectList(.CPROBE_RECORD_WIRELESS, Routing.Wireless().forEachField)
        expectList(.CPROBE_RECORD_XFRM, Routing.Xfrm().forEachField)
        expectList(.CPROBE_RECORD_TEMPERATURE, Sensors.Temperature().forEachField)
        expectList(.CPROBE_RECORD_FAN, Sensors.Fan().forEachField)
        expectList(.CPROBE_RECORD_VOLTAGE_SENSOR, Sensors.Voltage().forEachField)
        expectList(.CPROBE_RECORD_CURRENT_SENSOR, Sensors.Current().forEachField)
        expectList(.CPROBE_RECORD_POWER_SENSOR, Sensors.Power().forEachField)
        expectList(.CPROBE_RECORD_ENERGY_SENSOR, Sensors.Energy().forEachField)
        expectList(.CPROBE_RECORD_HUMIDITY_SENSOR, Sensors.Humidity().forEachField)
        expectList(.CPROBE_RECORD_THERMAL_THROTTLING, ThermalThrottling().forEachField)
    }

    /// The rates of a list, against the properties of their type: each has a row, in its place.
    private func expectRates(
        _ value: Any, beside others: Set<String> = [],
        _ forEachField: ((Sample.Field, Sample.Field.Value?) -> Void) -> Void
    ) {
        var names: [String] = []
        forEachField { field, value in
            let words = field.name.description.split(separator: "_").map(String.init)
            names.append(words[0] + words.dropFirst().map { $0.capitalized }.joined())
            #expect(value == nil)
            #expect(field.isPerSecond == field.name.description.hasSuffix("_per_second"))
        }
        let properties = Mirror(reflecting: value).children.compactMap { $0.label }
        #expect(names == properties.filter { !others.contains($0) })
    }

    @Test("Every rate has a row, and every row its rate")
    func rates() {
        expectRates(CPURates(), beside: ["intervalNs", "cpus"], CPURates().forEachField)
        expectRates(LogicalCPURates(), beside: ["id"], LogicalCPURates().forEachField)
        expectRates(MemoryRates(), beside: ["intervalNs"], MemoryRates().forEachField)
        expectRates(ProtocolRates(), beside: ["intervalNs"], ProtocolRates().forEachField)
        expectRates(DiskActivity(), DiskActivity().forEachField)
        expectRates(NetworkTrafficRates(), NetworkTrafficRates().forEachField)
        expectRates(
            NetworkRates(), beside: ["intervalNs", "total", "interfaces"],
            NetworkRates().forEachField)
        expectRates(PressureRates(), beside: ["intervalNs"], PressureRates().forEachField)
        expectRates(
            QuotaRates(), beside: ["intervalNs", "pressure"], QuotaRates().forEachField)
        expectRates(ProcessRates(), beside: ["pid", "change"], ProcessRates().forEachField)
    }

    /// Each row against the property of its name, where each property has a number of its own.
    private func expectOwnRates<Rates: Codable>(
        _ empty: Rates, beside others: String = "",
        _ list: (Rates, (Sample.Field, Sample.Field.Value?) -> Void) -> Void
    ) throws {
        var names: [String] = []
        list(empty) { field, _ in names.append(field.name.description) }
        let numbers = Dictionary(
            uniqueKeysWithValues: zip(names, (1...names.count).map(Double.init)))
        let members = numbers.map { "\"\($0)\": \(Int($1))" }.joined(separator: ",")
        let rates = try JSONDecoder().decode(Rates.self, from: Data("{\(others)\(members)}".utf8))
        var count = 0
        list(rates) { field, value in
            #expect(value != nil && value?.double == numbers[field.name.description])
            count += 1
        }
        #expect(count > 5)
    }

    @Test("A row of rates gives its own rate")
    func rateValues() throws {
        try expectOwnRates(MemoryRates()) { $0.forEachField($1) }
        try expectOwnRates(DiskActivity()) { $0.forEachField($1) }
        try expectOwnRates(NetworkTrafficRates()) { $0.forEachField($1) }
        try expectOwnRates(PressureRates()) { $0.forEachField($1) }
        try expectOwnRates(QuotaRates(), beside: "\"pressure\": {},") { $0.forEachField($1) }
        try expectOwnRates(LogicalCPURates(), beside: "\"id\": 3,") { $0.forEachField($1) }
        try expectOwnRates(CPURates(), beside: "\"cpus\": [],") { $0.forEachField($1) }
        try expectOwnRates(NetworkRates(), beside: "\"total\": {},") { $0.forEachField($1) }
        var process = ProcessRates()
        (process.usagePercent, process.userPercent, process.systemPercent) = (1, 2, 3)
        (process.minorFaultsPerSecond, process.majorFaultsPerSecond) = (4, 5)
        process.rssChangeBytes = 6
        (process.voluntarySwitchesPerSecond, process.involuntarySwitchesPerSecond) = (7, 8)
        (process.readBytesPerSecond, process.writeBytesPerSecond) = (9, 10)
        let wanted: [String: Double] = [
            "usage_percent": 1, "user_percent": 2, "system_percent": 3,
            "minor_faults_per_second": 4, "major_faults_per_second": 5, "rss_change_bytes": 6,
            "voluntary_switches_per_second": 7, "involuntary_switches_per_second": 8,
            "read_bytes_per_second": 9, "write_bytes_per_second": 10,
        ]
        var found: [String: Double] = [:]
        process.forEachField { found[$0.name.description] = $1?.double }
        #expect(found == wanted)
    }
}
