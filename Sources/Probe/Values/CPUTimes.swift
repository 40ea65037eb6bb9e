/// The CPU time since boot, of one CPU or of all CPUs together, in the ten kinds that the kernel
/// counts.
///
/// Nanoseconds, in steps of a tick (usually 10 ms). Kinds that an old kernel lacks are nil. iowait
/// and idle can step back.
public protocol CPUTimes {
    /// In user mode; contains ``guestNs``.
    var userNs: Int64? { get }
    /// In user mode at low priority; contains ``guestNiceNs``.
    var niceNs: Int64? { get }
    /// In the kernel.
    var systemNs: Int64? { get }
    /// No task to run.
    var idleNs: Int64? { get }
    /// No task to run, while a task waited for a disk.
    var iowaitNs: Int64? { get }
    /// In interrupt handlers.
    var irqNs: Int64? { get }
    /// In soft interrupts.
    var softirqNs: Int64? { get }
    /// Given to other virtual machines by the hypervisor.
    var stealNs: Int64? { get }
    /// Running virtual CPUs; already counted in ``userNs``.
    var guestNs: Int64? { get }
    /// Running virtual CPUs at low priority; already counted in ``niceNs``.
    var guestNiceNs: Int64? { get }
}
