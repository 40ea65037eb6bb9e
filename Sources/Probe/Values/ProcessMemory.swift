/// The memory of a process, or of one of its mappings, by what its pages are. Sources:
/// /proc/PID/smaps_rollup and /proc/PID/smaps. A field is nil if the kernel does not print it, and all
/// are nil for kernel threads and zombies, which have no memory.
public struct ProcessMemory: Sendable, Hashable, Codable {
    /// The process that was read; nil of a mapping, and if the boot id or the start is unknown.
    public var identity: ProcessIdentity?
    /// Resident memory (Rss).
    public var rssBytes: Int64?
    /// Resident memory, each page divided by the number of processes that map it (Pss).
    public var pssBytes: Int64?
    /// The part of ``pssBytes`` that is dirty (Pss_Dirty). Since 6.0.
    public var pssDirtyBytes: Int64?
    /// The part of ``pssBytes`` without a file (Pss_Anon). Since 5.3; nil of a mapping, as the next
    /// two.
    public var pssAnonymousBytes: Int64?
    /// The part of ``pssBytes`` in files (Pss_File).
    public var pssFileBytes: Int64?
    /// The part of ``pssBytes`` in shared memory and tmpfs (Pss_Shmem).
    public var pssShmemBytes: Int64?
    /// Resident pages that other processes map, too, and that are unchanged (Shared_Clean).
    public var sharedCleanBytes: Int64?
    /// Resident pages that other processes map, too, and that were changed (Shared_Dirty).
    public var sharedDirtyBytes: Int64?
    /// Resident pages that no other process maps, and that are unchanged (Private_Clean).
    public var privateCleanBytes: Int64?
    /// Resident pages that no other process maps, and that were changed (Private_Dirty).
    public var privateDirtyBytes: Int64?
    /// Resident pages marked as accessed (Referenced).
    public var referencedBytes: Int64?
    /// Resident pages without a file, or private copies of a file's pages (Anonymous).
    public var anonymousBytes: Int64?
    /// Resident pages that the kernel merged with equal ones (KSM). Since 6.7.
    public var ksmBytes: Int64?
    /// Pages that the kernel frees as soon as memory is short (LazyFree).
    public var lazyFreeBytes: Int64?
    /// Transparent huge pages without a file (AnonHugePages).
    public var anonymousHugePagesBytes: Int64?
    /// Shared memory and tmpfs that are mapped as huge pages (ShmemPmdMapped).
    public var sharedHugeMappedBytes: Int64?
    /// Files that are mapped as huge pages (FilePmdMapped). Since 5.4.
    public var fileHugeMappedBytes: Int64?
    /// Pages of hugetlbfs with other users (Shared_Hugetlb). Not part of ``rssBytes`` and
    /// ``pssBytes``, as the next.
    public var sharedHugetlbBytes: Int64?
    /// Pages of hugetlbfs without other users (Private_Hugetlb).
    public var privateHugetlbBytes: Int64?
    /// Swapped-out memory (Swap).
    public var swapBytes: Int64?
    /// Swapped-out memory, each page divided by its number of users (SwapPss).
    public var swapPssBytes: Int64?
    /// The part of ``pssBytes`` in mappings that are locked in memory (Locked).
    public var lockedBytes: Int64?
    /// Failures that made fields nil.
    public var failures: [ProbeError] = []

    /// Memory that no other process maps, and that would be freed at exit: the unique set size (USS).
    public var uniqueBytes: Int64? {
        guard let clean = privateCleanBytes, let dirty = privateDirtyBytes,
            let huge = privateHugetlbBytes
        else { return nil }
        let small = clean.addingReportingOverflow(dirty)
        let all = small.partialValue.addingReportingOverflow(huge)
        return small.overflow || all.overflow ? nil : all.partialValue
    }

    /// An empty value: nothing is known.
    public init() {}
}
