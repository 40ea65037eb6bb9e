/// Identifies a process also against later processes with its pid: two readings are of the same
/// process only if all three values are equal.
///
/// Identities read in different pid namespaces cannot be compared.
public struct ProcessIdentity: Sendable, Hashable, Codable {
    /// The pid.
    public var pid: Int32
    /// The start of the process, in clock ticks since boot.
    public var startTicks: Int64
    /// The boot in which the process started.
    public var bootID: BootID

    /// The identity of the process with this pid, start and boot.
    public init(pid: Int32, startTicks: Int64, bootID: BootID) {
        self.pid = pid
        self.startTicks = startTicks
        self.bootID = bootID
    }
}

/// The random id of one boot: /proc/sys/kernel/random/boot_id. Unlike the boot time, the id does
/// not change when the wall clock is set.
public struct BootID: Sendable, Hashable, Codable, CustomStringConvertible {
    var high: UInt64
    var low: UInt64

    /// As the kernel prints it: "4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e".
    public var description: String {
        func digits(_ number: UInt64, _ count: Int, _ shift: UInt64) -> String {
            let part = (number >> shift) & ((1 << (4 * UInt64(count))) - 1)
            let text = String(part, radix: 16)
            return String(repeating: "0", count: count - text.count) + text
        }
        return [
            digits(high, 8, 32), digits(high, 4, 16), digits(high, 4, 0), digits(low, 4, 48),
            digits(low, 12, 0),
        ].joined(separator: "-")
    }

    /// The two halves of the number.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
