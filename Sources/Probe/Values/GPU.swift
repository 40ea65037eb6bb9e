/// Graphics processors, by what their drivers (amdgpu, i915, xe) report in /sys/class/drm. Read only
/// on request. A device that is asleep is not woken.
public struct GPU: Sendable, Hashable, Codable {
    /// Each graphics processor, by number.
    public var devices: [Device] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made the list incomplete. A device has its own failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension GPU {
    /// One graphics processor. A value is nil if the driver does not report it, and all numbers but
    /// the two identifiers are nil if the device is asleep.
    public struct Device: Sendable, Hashable, Codable {
        /// The kernel's name: "card0"; may change with each boot.
        public var name = KernelName()
        /// The driver: "amdgpu", "i915", "xe".
        public var driver: KernelName?
        /// The name of the device on its bus: "0000:03:00.0" of a PCI device.
        public var busAddress: KernelName?
        /// Whether the device sleeps: "active", "suspended", or "unsupported" if it never does.
        public var runtimeStatus: KernelName?
        /// The PCI vendor: 0x1002 is AMD, 0x8086 Intel.
        public var vendorId: Int?
        /// The PCI device of the vendor.
        public var deviceId: Int?
        /// The use of the processor in percent, as its firmware measures it.
        public var busyPercent: Double?
        /// The use of the memory controller in percent.
        public var memoryBusyPercent: Double?
        /// The memory of the device in bytes.
        public var vramTotalBytes: Int64?
        /// The used part of ``vramTotalBytes``.
        public var vramUsedBytes: Int64?
        /// The memory of the machine that the device can use, in bytes.
        public var gttTotalBytes: Int64?
        /// The used part of ``gttTotalBytes``.
        public var gttUsedBytes: Int64?
        /// The frequency of the processor in hertz; 0 if it sleeps between jobs.
        public var clockHz: Int64?
        /// The lowest frequency that the driver sets, in hertz.
        public var clockMinHz: Int64?
        /// The highest frequency that the driver sets, in hertz.
        public var clockMaxHz: Int64?
        /// The frequency of the memory in hertz.
        public var memoryClockHz: Int64?
        /// The power of the device in microwatts.
        public var powerMicrowatts: Int64?
        /// The limit of ``powerMicrowatts``.
        public var powerLimitMicrowatts: Int64?
        /// The energy used since the driver was loaded, in microjoules.
        public var energyMicrojoules: Int64?
        /// Time in which the processor slept between jobs, in nanoseconds.
        public var idleNs: Int64?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the driver hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}

        /// Whether the device is asleep, and its values therefore were not read.
        public var isAsleep: Bool {
            runtimeStatus.map { $0 != "active" && $0 != "unsupported" } ?? false
        }
    }
}
