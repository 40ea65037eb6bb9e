// Items of lists, found by name or number.

extension NetworkInterface: Identifiable {
    /// The name, unique in the network namespace.
    public var id: KernelName { name }
}

extension NetworkInterfaceRates: Identifiable {
    /// The name of the interface.
    public var id: KernelName { name }
}

extension DiskDevice: Identifiable {
    /// The name, unique among the devices.
    public var id: KernelName { name }
}

extension DiskDeviceRates: Identifiable {
    /// The name of the device.
    public var id: KernelName { name }
}

extension LogicalCPU: Identifiable {}
extension LogicalCPURates: Identifiable {}
extension CPUFrequency: Identifiable {}
extension Mount: Identifiable {}

extension Sequence where Element: Identifiable, Element.ID == KernelName {
    /// The item of this name: `network.interfaces["eth0"]`, `disk.devices["vda"]`; nil if there is none.
    public subscript(name: KernelName) -> Element? {
        first { $0.id == name }
    }

    /// The item of this name; nil if there is none.
    public subscript(name: String) -> Element? {
        self[KernelName(name)]
    }
}

extension Sequence where Element: Identifiable & CPUTimes, Element.ID == Int {
    /// The CPU of this number: `cpu.cpus[id: 3]`; nil if the list lacks the CPU, for example
    /// because it is offline.
    public subscript(id id: Int) -> Element? {
        first { $0.id == id }
    }
}

extension Sequence where Element: Identifiable & CPUUsage, Element.ID == Int {
    /// The CPU of this number: `rates.cpu.cpus[id: 3]`; nil if the list lacks the CPU, for example
    /// because it is offline.
    public subscript(id id: Int) -> Element? {
        first { $0.id == id }
    }
}

extension Sequence where Element == Mount {
    /// The mount at this mount point: `filesystem.mounts["/"]`. Among several, the mount that is
    /// not covered, which the path reaches. If all are covered, for example by a mount on a parent
    /// directory, the last of the list.
    ///
    /// Nil if the list has no such mount. Covered mounts, and duplicates (further mount points of a
    /// listed file system), are listed only if ``Collector/listsAllMounts`` is set.
    public subscript(mountPoint: KernelName) -> Mount? {
        // The kernel lists a mount after the mounts that it covers.
        reduce(nil) { found, mount in
            let isBelow = mount.isCovered && found?.isCovered == false
            return mount.mountPoint == mountPoint && !isBelow ? mount : found
        }
    }

    /// The mount at this mount point; nil if there is none.
    public subscript(mountPoint: String) -> Mount? {
        self[KernelName(mountPoint)]
    }
}
