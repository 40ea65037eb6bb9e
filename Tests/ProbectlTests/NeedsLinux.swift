import Probe
import Testing

extension Trait where Self == ConditionTrait {
    /// For tests of the output for captured or invented machines, as in ProbeTests: skipped in a
    /// build whose port can't read a Linux system.
    static var needsLinux: Self {
        .enabled(if: Capabilities.current.port == "linux", "this build does not read Linux")
    }
}
