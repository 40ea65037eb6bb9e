/// What a process uses of GPUs. Source: the keys of DRM drivers in /proc/PID/fdinfo.
public struct GPUClients: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// The clients. Empty if the process has no DRM or accelerator device open, or only devices of
    /// drivers that print nothing.
    public var clients: [GPUClient] = []
    /// Failures that made fields nil, or left out clients.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// One use of a GPU by a process: an open file of a DRM driver, with the descriptors that share it.
public struct GPUClient: Sendable, Hashable, Codable {
    /// The lowest descriptor.
    public var descriptor: Int32 = 0
    /// The number of descriptors that share the client.
    public var descriptors = 1
    /// The driver: "amdgpu", "i915", "xe".
    public var driver = KernelName()
    /// The PCI address of the device: "0000:03:00.0". Nil for other devices.
    public var device: KernelName?
    /// The driver's number of the client.
    public var id: UInt64?
    /// What the client used of each kind of engine.
    public var engines: [Engine] = []
    /// The memory of the client in each region.
    public var regions: [Region] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}

    /// The use of one kind of engine. Counters run since the client was opened, and a driver prints
    /// either times or cycles.
    public struct Engine: Sendable, Hashable, Codable {
        /// The driver's name: "gfx", "render", "rcs".
        public var name = KernelName()
        /// Time for which engines were busy for the client, in nanoseconds.
        public var busyNs: Int64?
        /// The same in cycles of the GPU.
        public var cycles: Int64?
        /// Cycles of the engine, busy or not, in the unit of ``cycles``. The driver may count them from before
        /// the client was opened: the utilization is the change of both.
        public var totalCycles: Int64?
        /// How many such engines there are; nil for one.
        public var capacity: Int64?
        /// The highest frequency, in hertz.
        public var maximumHz: Int64?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// The memory of a client in one region.
    public struct Region: Sendable, Hashable, Codable {
        /// The driver's name: "vram", "gtt", "system".
        public var name = KernelName()
        /// The size of all its buffers, wherever they are.
        public var totalBytes: Int64?
        /// The size of buffers that are shared with other clients.
        public var sharedBytes: Int64?
        /// The size of buffers that are in the region.
        public var residentBytes: Int64?
        /// The size of buffers that the kernel may drop.
        public var purgeableBytes: Int64?
        /// The size of buffers that engines work with.
        public var activeBytes: Int64?

        /// An empty value: nothing is known.
        public init() {}
    }
}
