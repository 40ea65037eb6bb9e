/// Identifies a process among all others, including later ones with its pid: two readings are of the
/// same process only where all three agree.
///
/// Of two tables that were read in different pid namespaces nothing can be concluded.
public struct ProcessIdentity: Sendable, Hashable, Codable {
    /// Its number.
    public var pid: Int32
    /// When it started, in ticks since boot.
    public var startTicks: Int64
    /// The boot in which that was.
    public var bootID: BootID

    /// The process of this number that started then, in that boot.
    public init(pid: Int32, startTicks: Int64, bootID: BootID) {
        self.pid = pid
        self.startTicks = startTicks
        self.bootID = bootID
    }
}

/// The kernel's random number of one boot: /proc/sys/kernel/random/boot_id. Unlike the time of the
/// boot it does not move when the wall clock is set.
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
