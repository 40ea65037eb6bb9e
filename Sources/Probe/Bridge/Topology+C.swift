internal import CProbe

extension Optional<KernelName> {
    fileprivate mutating func set(_ text: borrowing cprobe_topology_text) {
        set(text.length != 0, text.bytes, text.length)
    }
}

extension NumberSet? {
    /// Takes a list that C has checked. It may be known and empty.
    fileprivate mutating func set<Bytes>(_ isKnown: Bool, _ bytes: Bytes, _ length: UInt32) {
        withUnsafeBytes(of: bytes) { bytes in
            let characters = bytes.bindMemory(to: CChar.self).baseAddress
            set(cprobe_name(bytes: characters, length: Int(length)))
        }
        if isKnown && self == nil { self = NumberSet() }
    }
}

extension Topology.LogicalCPU {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_topology_cpu>) {
        setFields(c)
        id = Int(c.pointee.id)
        switch c.pointee.type {
        case .CPROBE_CORE_UNKNOWN: type = nil
        case .CPROBE_CORE_PERFORMANCE: type = .performance
        case .CPROBE_CORE_EFFICIENCY: type = .efficiency
        }
        siblings.set(false, c.pointee.siblings.bytes, c.pointee.siblings.length)
    }
}

extension Topology.Cache {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_cache>) {
        setFields(c)
        type.set(c.pointee.type)
        cpus.set(false, c.pointee.cpus.bytes, c.pointee.cpus.length)
    }
}

extension Topology.Node {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_node>) {
        setFields(c)
        id = Int(c.pointee.id)
        cpus.set(c.pointee.has_cpus, c.pointee.cpus.bytes, c.pointee.cpus.length)
        let count = Int(c.pointee.distance_count)
        distances.resize(to: count, with: 0)
        withUnsafeBytes(of: c.pointee.distances) { bytes in
            let numbers = bytes.bindMemory(to: UInt32.self)
            for index in 0..<count { distances[index] = Int(numbers[index]) }
        }
    }
}

extension Topology.Vulnerability {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_vulnerability>) {
        name.set(c.pointee.name.bytes, c.pointee.name.length)
        state.set(c.pointee.state)
    }
}

extension Topology {
    /// Takes what C read, but the lists.
    mutating func set(_ c: UnsafePointer<cprobe_topology>) {
        vendor.set(c.pointee.vendor)
        model.set(c.pointee.model)
        microcode.set(c.pointee.microcode)
        if c.pointee.flags_length == 0 {
            flags = nil
        } else {
            // Swift has no name for an array of so many bytes.
            var name = flags ?? KernelName()
            flags = nil  // So that the bytes have one owner.
            name.set(UnsafeRawPointer(cprobe_topology_flags(c)!), c.pointee.flags_length)
            flags = name
        }
        online.set(c.pointee.has_online, c.pointee.online.bytes, c.pointee.online.length)
        offline.set(c.pointee.has_offline, c.pointee.offline.bytes, c.pointee.offline.length)
        isolated.set(c.pointee.has_isolated, c.pointee.isolated.bytes, c.pointee.isolated.length)
        nohzFull.set(c.pointee.has_nohz_full, c.pointee.nohz_full.bytes, c.pointee.nohz_full.length)
        monotonicNs = number(c.pointee.monotonic_ns, c.pointee.has_monotonic)
        failures.set(c.pointee.failures)
    }
}

extension Collector {
    mutating func read(into topology: inout Topology) throws(ProbeError) {
        let c = topologyItems.section.buffer.baseAddress!
        while true {
            var lists = cprobe_topology_lists(
                cpus: topologyItems.cpus.buffer.baseAddress,
                cpu_capacity: topologyItems.cpus.buffer.count, cpu_count: 0,
                caches: topologyItems.caches.buffer.baseAddress,
                cache_capacity: topologyItems.caches.buffer.count, cache_count: 0,
                nodes: topologyItems.nodes.buffer.baseAddress,
                node_capacity: topologyItems.nodes.buffer.count, node_count: 0,
                vulnerabilities: topologyItems.vulnerabilities.buffer.baseAddress,
                vulnerability_capacity: topologyItems.vulnerabilities.buffer.count,
                vulnerability_count: 0)
            var failure = cprobe_failure()
            guard cprobe_topology_read(storage, c, &lists, &failure) == .CPROBE_OK else {
                throw ProbeError(failure)
            }
            if topologyItems.grow(lists) { continue }
            topology.set(c)
            topologyItems.copy(lists, to: &topology)
            return
        }
    }
}

/// The buffers of the lists.
struct TopologyItems {
    /// One item: a local variable of that size would use too much of a thread's stack.
    var section = Items<cprobe_topology>(capacity: 1)
    var cpus = Items<cprobe_topology_cpu>(capacity: 16)
    var caches = Items<cprobe_cache>(capacity: 32)
    var nodes = Items<cprobe_node>(capacity: 4)
    var vulnerabilities = Items<cprobe_vulnerability>(capacity: 32)

    /// Enlarges the buffers. True if one is new, and empty.
    mutating func grow(_ lists: cprobe_topology_lists) -> Bool {
        var isNew = cpus.grow(to: lists.cpu_count)
        isNew = caches.grow(to: lists.cache_count) || isNew
        isNew = nodes.grow(to: lists.node_count) || isNew
        return vulnerabilities.grow(to: lists.vulnerability_count) || isNew
    }

    mutating func copy(_ lists: cprobe_topology_lists, to topology: inout Topology) {
        topology.cpus.resize(to: lists.cpu_count, with: Topology.LogicalCPU())
        for index in 0..<lists.cpu_count {
            topology.cpus[index].set(cpus.buffer.baseAddress! + index)
        }
        topology.caches.resize(to: lists.cache_count, with: Topology.Cache())
        for index in 0..<lists.cache_count {
            topology.caches[index].set(caches.buffer.baseAddress! + index)
        }
        topology.nodes.resize(to: lists.node_count, with: Topology.Node())
        for index in 0..<lists.node_count {
            topology.nodes[index].set(nodes.buffer.baseAddress! + index)
        }
        topology.vulnerabilities.resize(
            to: lists.vulnerability_count, with: Topology.Vulnerability())
        for index in 0..<lists.vulnerability_count {
            topology.vulnerabilities[index].set(vulnerabilities.buffer.baseAddress! + index)
        }
    }

    func deallocate() {
        section.deallocate()
        cpus.deallocate()
        caches.deallocate()
        nodes.deallocate()
        vulnerabilities.deallocate()
    }
}
