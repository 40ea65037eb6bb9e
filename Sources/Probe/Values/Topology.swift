/// The hardware of the machine: CPUs, caches, NUMA nodes and known vulnerabilities. Read only on
/// request: a dozen files for each CPU. Sources: /proc/cpuinfo, /sys/devices/system/cpu and
/// /sys/devices/system/node. Unknown values are nil.
public struct Topology: Sendable, Hashable, Codable {
    /// The vendor of the first CPU: "AuthenticAMD"; on arm64 a number.
    public var vendor: KernelName?
    /// The model of the first CPU: "AMD EPYC"; nil on most arm64 machines.
    public var model: KernelName?
    /// The microcode version of the first CPU: "0x1000065".
    public var microcode: KernelName?
    /// The features of the first CPU, in the kernel's words: "fpu vme de".
    public var flags: KernelName?
    /// The CPUs that the scheduler uses. This set and the next three are empty if there
    /// is no such CPU, and nil if that is unknown.
    public var online: NumberSet?
    /// The possible CPUs that are not online.
    public var offline: NumberSet?
    /// The CPUs without load balancing (isolcpus=).
    public var isolated: NumberSet?
    /// The CPUs without a periodic tick (nohz_full=).
    public var nohzFull: NumberSet?
    /// Each CPU that is online, by number.
    public var cpus: [LogicalCPU] = []
    /// Each cache once, in the order of the first CPU that shares the cache.
    public var caches: [Cache] = []
    /// Each NUMA node that is online. Empty without NUMA.
    public var nodes: [Node] = []
    /// Each vulnerability that the kernel knows.
    public var vulnerabilities: [Vulnerability] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made single fields nil. A missing file is not a failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Topology {
    /// The kind of a core, on machines with several kinds.
    public enum CoreType: String, Sendable, Hashable, Codable {
        /// A fast core.
        case performance
        /// A core that needs little energy.
        case efficiency
    }

    /// One CPU that is online.
    public struct LogicalCPU: Sendable, Hashable, Codable {
        /// The kernel's number.
        public var id = 0
        /// The hardware's number of the core, within the package.
        public var coreId: Int?
        /// The number of the package, or socket.
        public var packageId: Int?
        /// The NUMA node; nil without NUMA.
        public var node: Int?
        /// Computing capacity, compared with the fastest CPU, which has 1024.
        public var capacity: Int?
        /// The kind of the core; nil if all cores are equal, or the kernel does not report the
        /// kind.
        public var type: CoreType?
        /// The CPUs of the same core, this CPU included: "0,4".
        public var siblings: NumberSet?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One cache.
    public struct Cache: Sendable, Hashable, Codable {
        /// The level; 1 is nearest to the core.
        public var level: Int?
        /// The type: "Data", "Instruction", "Unified".
        public var type: KernelName?
        /// The size in bytes.
        public var sizeBytes: Int64?
        /// The size of one line in bytes.
        public var lineBytes: Int?
        /// The CPUs that share the cache: "0-7".
        public var cpus: NumberSet?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One NUMA node.
    public struct Node: Sendable, Hashable, Codable {
        /// The kernel's number.
        public var id = 0
        /// The CPUs of the node: "0-7"; empty without CPUs, nil if that is unknown.
        public var cpus: NumberSet?
        /// Memory of the node, in bytes.
        public var totalBytes: Int64?
        /// Free memory of the node, in bytes.
        public var freeBytes: Int64?
        /// ``totalBytes`` less ``freeBytes``, in bytes; includes caches.
        public var usedBytes: Int64?
        /// Pages allocated on this node as intended, since boot.
        public var numaHit: Int64?
        /// Pages allocated on this node although another node was intended, since boot.
        public var numaMiss: Int64?
        /// Pages allocated on another node although this node was intended, since boot.
        public var numaForeign: Int64?
        /// Pages of this node allocated by processes running on this node, since boot.
        public var localNode: Int64?
        /// Pages of this node allocated by processes running on another node, since boot.
        public var otherNode: Int64?
        /// The distance to each online node, in the order of ``Topology/nodes``; 10 is local. At
        /// most 64.
        public var distances: [Int] = []

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One vulnerability of the CPUs.
    public struct Vulnerability: Sendable, Hashable, Codable {
        /// The name: "spectre_v2".
        public var name = KernelName()
        /// The state: "Mitigation: Retpolines", "Vulnerable", "Not affected".
        public var state: KernelName?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
