/// The program of a process: its addresses, the auxiliary vector, and what its main thread does. Sources:
/// /proc/PID/stat, auxv and syscall, which need permission to trace the process.
public struct ProcessProgram: Sendable, Hashable, Codable {
    /// The process that was read; nil if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// 64 or 32: the size of an address, the class of the program's ELF file. Nil for kernel threads and
    /// zombies, and after a failure, as the next two.
    public var addressBits: Int?
    /// The values that the kernel handed to the program at its start, in its order; empty if not known.
    public var auxiliaryValues: [AuxiliaryValue] = []
    /// The addresses of the program.
    public var addresses: Addresses?
    /// Of a zombie, its exit status as waitpid(2) returns it: a signal in the lowest 7 bits, or 256 times the
    /// argument of exit().
    public var exitStatus: Int32?
    /// What the main thread does; nil if it cannot be read.
    public var systemCall: SystemCall?
    /// Failures that made properties nil or empty.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known.
    public init() {}

    /// Addresses in the process.
    public struct Addresses: Sendable, Hashable, Codable {
        /// Where the code starts.
        public var codeStart: UInt64 = 0
        /// Where the code ends.
        public var codeEnd: UInt64 = 0
        /// Where the initialized and zeroed data start.
        public var dataStart: UInt64 = 0
        /// Where the data end.
        public var dataEnd: UInt64 = 0
        /// Where the memory of brk(2) starts.
        public var heapStart: UInt64 = 0
        /// Where the stack starts, from which it grows to lower addresses.
        public var stackStart: UInt64 = 0
        /// Where the command line starts.
        public var argumentsStart: UInt64 = 0
        /// Where the command line ends.
        public var argumentsEnd: UInt64 = 0
        /// Where the environment starts.
        public var environmentStart: UInt64 = 0
        /// Where the environment ends.
        public var environmentEnd: UInt64 = 0

        /// All addresses are 0.
        public init() {}
    }

    /// A system call, or what else a thread does.
    public struct SystemCall: Sendable, Hashable, Codable {
        /// What the main thread does.
        public enum State: String, Sendable, Hashable, Codable {
            /// The thread runs, or is ready to: in a call or not.
            case running
            /// The thread waits, but not in a call: for a page, or stopped.
            case outside
            /// The thread waits in a call.
            case waiting
        }

        /// What the main thread does.
        public var state: State
        /// The number of the call, which differs between processors; nil unless the thread waits in one.
        public var number: Int32?
        /// The six arguments of the call; empty unless the thread waits in one.
        public var arguments: [UInt64] = []
        /// The address of the top of the stack; nil while the thread runs, as the next.
        public var stackPointer: UInt64?
        /// The address of the next instruction.
        public var instructionPointer: UInt64?

        /// A call of which nothing but the state is known.
        public init(state: State) { self.state = state }
    }
}

/// A value of the auxiliary vector, as getauxval(3) returns it to the program.
public struct AuxiliaryValue: Sendable, Hashable, Codable {
    /// The type: AT_ of linux/auxvec.h.
    public var type: UInt64
    /// A number, or an address in the process.
    public var value: UInt64

    /// A value of a type.
    public init(type: UInt64, value: UInt64) {
        self.type = type
        self.value = value
    }

    /// The name of the type without AT_, in lower case: "pagesz". Nil for types of one processor only.
    public var name: String? {
        switch type {
        case 2: "execfd"
        case 3: "phdr"
        case 4: "phent"
        case 5: "phnum"
        case 6: "pagesz"
        case 7: "base"
        case 8: "flags"
        case 9: "entry"
        case 10: "notelf"
        case 11: "uid"
        case 12: "euid"
        case 13: "gid"
        case 14: "egid"
        case 15: "platform"
        case 16: "hwcap"
        case 17: "clktck"
        case 23: "secure"
        case 24: "base_platform"
        case 25: "random"
        case 26: "hwcap2"
        case 27: "rseq_feature_size"
        case 28: "rseq_align"
        case 29: "hwcap3"
        case 30: "hwcap4"
        case 31: "execfn"
        case 32: "sysinfo"
        case 33: "sysinfo_ehdr"
        case 51: "minsigstksz"
        default: nil
        }
    }
}
