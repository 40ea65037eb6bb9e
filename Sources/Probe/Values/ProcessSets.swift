/// A set of signals.
public struct SignalSet: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// A bit for each signal; the lowest is signal 1.
    public let rawValue: UInt64

    /// The set of these bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Whether a signal, from 1 to 64, is in the set.
    public func contains(_ signal: Int) -> Bool {
        signal >= 1 && signal <= 64 && rawValue >> UInt64(signal - 1) & 1 != 0
    }

    /// The numbers of the signals, in ascending order.
    public var signals: [Int] { (1...64).filter { contains($0) } }

    /// The names of the signals without "SIG", such as "HUP"; "RT" and the number for those from 32 on.
    public var names: [String] {
        signals.map { $0 <= Self.known.count ? Self.known[$0 - 1] : "RT\($0)" }
    }

    /// 16 hexadecimal digits, as in /proc/PID/status.
    public var description: String { hexadecimal(rawValue) }

    /// The names of signals 1 to 31 on x86, arm and riscv.
    private static let known = [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
        "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
        "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ]
}

/// A set of capabilities.
public struct CapabilitySet: RawRepresentable, Sendable, Hashable, Codable,
    CustomStringConvertible
{
    /// A bit for each capability; the lowest is CAP_CHOWN.
    public let rawValue: UInt64

    /// The set of these bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Whether a capability is in the set, by its number.
    public func contains(_ capability: Int) -> Bool {
        capability >= 0 && capability < 64 && rawValue >> UInt64(capability) & 1 != 0
    }

    /// The names of the capabilities without "CAP_", such as "NET_ADMIN"; the number if there is no name.
    public var names: [String] {
        (0..<64).filter { contains($0) }
            .map { $0 < Self.words.count ? Self.words[$0] : "\($0)" }
    }

    /// 16 hexadecimal digits, as in /proc/PID/status.
    public var description: String { hexadecimal(rawValue) }

    /// All capabilities that ``names`` knows: those of Linux 5.9 and later.
    package static let known = CapabilitySet(rawValue: (1 << 41) - 1)

    private static let words = [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID",
        "SETPCAP", "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW",
        "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT",
        "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD",
        "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG",
        "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ]
}

private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

extension ProcessSnapshot {
    /// The controlling terminal by its name below /dev, such as "pts/3", "tty1" or "ttyS0"; nil if
    /// there is none, or the device number has no known name.
    public var terminal: String? {
        guard let device = terminalDevice, device != 0 else { return nil }
        let major = device >> 8 & 0xfff
        let minor = device & 0xff | device >> 12 & 0xfff00
        switch major {
        case 4: return minor < 64 ? "tty\(minor)" : "ttyS\(minor - 64)"
        case 5: return minor == 1 ? "console" : nil
        case 136...143: return "pts/\((major - 136) << 8 | minor)"
        case 166: return "ttyACM\(minor)"
        case 188: return "ttyUSB\(minor)"
        case 204: return (64..<80).contains(minor) ? "ttyAMA\(minor - 64)" : nil
        case 229: return "hvc\(minor)"
        default: return nil
        }
    }

    /// The scheduling policy by its name without "SCHED_", such as "OTHER"; nil if not known.
    public var policyName: String? {
        switch schedulingPolicy {
        case 0: "OTHER"
        case 1: "FIFO"
        case 2: "RR"
        case 3: "BATCH"
        case 5: "IDLE"
        case 6: "DEADLINE"
        case 7: "EXT"
        default: nil
        }
    }
}
