/// What CPU time was spent on: the ten kinds that the kernel keeps, of one CPU or of all together.
///
/// Nanoseconds since boot, in steps of a tick (usually 10 ms). Kinds that an old kernel lacks are nil.
/// iowait and idle can step back on real kernels.
public protocol CPUTimes {
    /// In user mode; contains ``guestNs``.
    var userNs: Int64? { get }
    /// In user mode at low priority; contains ``guestNiceNs``.
    var niceNs: Int64? { get }
    /// In the kernel.
    var systemNs: Int64? { get }
    /// Nothing to do.
    var idleNs: Int64? { get }
    /// Nothing to do while a task waited for a disk.
    var iowaitNs: Int64? { get }
    /// Serving interrupts.
    var irqNs: Int64? { get }
    /// Serving soft interrupts.
    var softirqNs: Int64? { get }
    /// Given to others by the hypervisor.
    var stealNs: Int64? { get }
    /// Running virtual CPUs; already counted in ``userNs``.
    var guestNs: Int64? { get }
    /// The same at low priority; already counted in ``niceNs``.
    var guestNiceNs: Int64? { get }
}
