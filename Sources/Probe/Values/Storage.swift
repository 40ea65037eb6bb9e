/// Each block device with its model, its queue and the devices below it; each array of the md
/// driver; the cache of ZFS; space and errors of btrfs. Sources: /sys/block,
/// /proc/spl/kstat/zfs/arcstats and /sys/fs/btrfs. Read only on request: about thirty files for each device. ``Disk``
/// has what the devices transferred.
public struct Storage: Sendable, Hashable, Codable {
    /// Each whole device, by name; partitions are not listed.
    public var devices: [Device] = []
    /// Each array of the md driver, by name.
    public var arrays: [RAIDArray] = []
    /// The cache of ZFS; nil if ZFS is not loaded.
    public var arc: ARC?
    /// Each mounted file system of btrfs, by uuid.
    public var btrfs: [Btrfs] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list incomplete. A device has its own failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Storage {
    /// The kind of a block device.
    public enum DeviceType: String, Sendable, Hashable, Codable {
        /// A disk, a flash drive, a memory card or a virtual disk.
        case disk
        /// A CD or DVD drive.
        case rom
        /// A file used as a device.
        case loop
        /// A disk in memory: ram or zram.
        case ram
        /// An array of the md driver.
        case array
        /// A logical volume of LVM.
        case lvm
        /// An encrypted device of cryptsetup.
        case crypt
        /// One disk with several paths.
        case multipath
        /// Another device of the device mapper.
        case mapped
        /// A device of bcache.
        case bcache
    }

    /// One block device. The texts are the kernel's, without the blanks around them, and nil if the
    /// driver has none.
    public struct Device: Sendable, Hashable, Codable {
        /// The kernel's name: "nvme0n1".
        public var name = KernelName()
        /// The kind of the device.
        public var type = DeviceType.disk
        /// The size in bytes; 0 without a medium, or if not set up.
        public var sizeBytes: Int64?
        /// Whether the device refuses writes.
        public var isReadOnly: Bool?
        /// Whether the medium can be taken out.
        public var isRemovable: Bool?
        /// Whether the device is only a path of another one and has no file in /dev. Since 4.15.
        public var isHidden: Bool?
        /// Whether the disk rotates; virtual disks often report that they do.
        public var isRotational: Bool?
        /// The smallest unit that can be read or written, in bytes.
        public var logicalBlockBytes: Int64?
        /// The smallest unit that the device writes without reading the rest of a larger one, in
        /// bytes.
        public var physicalBlockBytes: Int64?
        /// The largest request that the kernel sends to the device, in bytes.
        public var maximumRequestBytes: Int64?
        /// The unit in which blocks can be discarded, in bytes; 0 if the device cannot discard.
        public var discardGranularityBytes: Int64?
        /// The capacity of the kernel's queue, in requests.
        public var queueRequests: Int64?
        /// Commands that the device accepts at once; SCSI and ATA only.
        public var queueDepth: Int64?
        /// Whether the device may lose written data that was not flushed when it loses power. Since
        /// 4.7.
        public var isWriteBack: Bool?
        /// The vendor: "ATA"; that of a virtual disk is a PCI id.
        public var vendor: KernelName?
        /// The model: "Samsung SSD 980 PRO 1TB".
        public var model: KernelName?
        /// The serial number.
        public var serial: KernelName?
        /// An identifier that no other device has: "naa.5000c500a1b2c3d4", "eui.0025385b21404321".
        public var wwid: KernelName?
        /// The revision of the firmware.
        public var firmware: KernelName?
        /// The state: "running" of SCSI, "live" of NVMe.
        public var state: KernelName?
        /// The I/O scheduler in use: "none", "mq-deadline".
        public var scheduler: KernelName?
        /// The zone model: "none", "host-aware", "host-managed".
        public var zoned: KernelName?
        /// The name of the device mapper: "vg0-root".
        public var mappedName: KernelName?
        /// The uuid of the device mapper, which begins with the program that made the device:
        /// "CRYPT-LUKS2-...".
        public var mappedUuid: KernelName?
        /// The volume group of an LVM device.
        public var volumeGroup: KernelName?
        /// The logical volume of an LVM device.
        public var logicalVolume: KernelName?
        /// The file of a loop device.
        public var backingFile: KernelName?
        /// The devices and partitions directly below this one, by name: those that an array, a
        /// mapped device or a cache consists of.
        public var lower: [KernelName] = []
        /// The health of an NVMe or ATA disk; nil for other disks, for one that sleeps, and unless
        /// ``Collector/readsHealth`` is set. ``failure`` says if it could not be read: it requires root.
        public var health: Health?
        /// The first failure that made a field nil; nil if nothing failed. A missing file is not a
        /// failure.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// One array of the md driver.
    public struct RAIDArray: Sendable, Hashable, Codable {
        /// The name of the device: "md127".
        public var name = KernelName()
        /// The RAID level: "raid1".
        public var level: KernelName?
        /// The version of the metadata: "1.2".
        public var metadata: KernelName?
        /// The state: "clean", "active", "inactive", "read-auto".
        public var state: KernelName?
        /// What runs now: "idle", "resync", "recover", "check". Nil for an array without
        /// redundancy.
        public var syncAction: KernelName?
        /// The number of members of the complete array, spares not included.
        public var raidDisks: Int64?
        /// Missing members of ``raidDisks``; nil for an array without redundancy.
        public var degradedDisks: Int64?
        /// The size of consecutive data on one member, in bytes; 0 for a mirror.
        public var chunkBytes: Int64?
        /// The finished part of ``syncTotalBytes``, in bytes; nil if nothing is synchronized.
        public var syncDoneBytes: Int64?
        /// The part of each member that the running ``syncAction`` covers, in bytes.
        public var syncTotalBytes: Int64?
        /// The speed of the running ``syncAction`` on each member, in bytes.
        public var syncBytesPerSecond: Int64?
        /// Data that the last check found different between members, in bytes.
        public var mismatchBytes: Int64?
        /// Each member, by name.
        public var members: [Member] = []
        /// The first failure that made a field nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// A member of an array.
    public struct Member: Sendable, Hashable, Codable {
        /// The name of the device or partition: "sda2".
        public var name = KernelName()
        /// The state: "in_sync", "spare", "faulty,blocked".
        public var state: KernelName?
        /// The position in the array, from 0; nil for a spare or a failed member.
        public var slot: Int64?
        /// Read errors that the array corrected; it excludes a member after several.
        public var errors: Int64?
        /// Whether the member failed and is no longer used.
        public var isFaulty: Bool?
        /// The first failure that made a field nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// The cache of ZFS. The kernel counts its memory as used, although most of it is given back when
    /// programs need memory.
    public struct ARC: Sendable, Hashable, Codable {
        /// The memory that the cache uses now, in bytes.
        public var sizeBytes: Int64?
        /// The size that the cache aims at now, in bytes.
        public var targetBytes: Int64?
        /// The lower limit of ``targetBytes``.
        public var minimumBytes: Int64?
        /// The upper limit of ``targetBytes``.
        public var maximumBytes: Int64?
        /// ``sizeBytes`` less ``minimumBytes``: what the cache gives back when programs need memory.
        /// ``Memory/availableBytes`` lacks it.
        public var availableBytes: Int64?
        /// Accesses that the cache answered, since ZFS was loaded.
        public var hits: Int64?
        /// Accesses that needed a disk, since ZFS was loaded.
        public var misses: Int64?
        /// The first failure that made a field nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// One mounted file system of btrfs. Space is allocated in chunks of each kind; the rest of the
    /// devices is not allocated yet. Each copy counts once: the devices hold twice as much with raid1
    /// or dup.
    public struct Btrfs: Sendable, Hashable, Codable {
        /// The uuid of the file system.
        public var uuid = KernelName()
        /// The label; nil without one.
        public var label: KernelName?
        /// Space allocated for data, in bytes.
        public var dataTotalBytes: Int64?
        /// The used part of ``dataTotalBytes``.
        public var dataUsedBytes: Int64?
        /// Space allocated for metadata, in bytes.
        public var metadataTotalBytes: Int64?
        /// The used part of ``metadataTotalBytes``.
        public var metadataUsedBytes: Int64?
        /// Space allocated for the chunk tree, in bytes.
        public var systemTotalBytes: Int64?
        /// The used part of ``systemTotalBytes``.
        public var systemUsedBytes: Int64?
        /// Space allocated for data and metadata together, in bytes; nil if they are apart.
        public var mixedTotalBytes: Int64?
        /// The used part of ``mixedTotalBytes``.
        public var mixedUsedBytes: Int64?
        /// The names of the devices, sorted. No file of the kernel connects them with ``devices``.
        public var lower: [KernelName] = []
        /// Each device, by the id that the file system has for it. Empty before Linux 5.6.
        public var devices: [BtrfsDevice] = []
        /// The first failure that made a field nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }

    /// A device of a file system of btrfs. Errors are counted over reboots, until they are reset; they
    /// are known since Linux 5.14.
    public struct BtrfsDevice: Sendable, Hashable, Codable {
        /// The number that the file system has for the device, from 1.
        public var id: Int64 = 0
        /// Whether the file system was mounted without this device.
        public var isMissing: Bool?
        /// Failed writes.
        public var writeErrors: Int64?
        /// Failed reads.
        public var readErrors: Int64?
        /// Failed flushes.
        public var flushErrors: Int64?
        /// Blocks with a wrong checksum.
        public var corruptionErrors: Int64?
        /// Blocks older than expected: lost writes.
        public var generationErrors: Int64?
        /// The first failure that made a field nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// The health of a disk, by its own account: log page 2 of an NVMe disk, or the SMART data of an ATA
    /// disk. Makers of ATA disks can differ in what an attribute means; those read here are the ones that
    /// nearly all agree on.
    public struct Health: Sendable, Hashable, Codable {
        /// NVMe, bits: 1 spare low, 2 temperature out of its limits, 4 unreliable because of errors, 8
        /// read-only, 16 backup of volatile memory failed, 32 persistent memory unreliable; 0: none.
        public var criticalWarning: Int?
        /// Whether an ATA disk expects to fail: an attribute fell below the maker's threshold.
        public var isFailurePredicted: Bool?
        /// The used part of the life that the maker estimates; can exceed 100. Most rotating disks have
        /// none.
        public var usedPercent: Int?
        /// NVMe: spare blocks that are left, in percent.
        public var sparePercent: Int?
        /// NVMe: less ``sparePercent`` than this is critical.
        public var spareThresholdPercent: Int?
        /// The temperature of the whole device in thousandths of a degree Celsius.
        public var temperatureMillicelsius: Int?
        /// Time powered on in nanoseconds, counted in hours.
        public var powerOnNs: Int64?
        /// NVMe: time with commands outstanding in nanoseconds, counted in minutes.
        public var busyNs: Int64?
        /// How often the device was powered on.
        public var powerCycles: Int64?
        /// NVMe: how often power was lost without a notice to the device.
        public var unsafeShutdowns: Int64?
        /// Errors of the medium that could not be corrected.
        public var mediaErrors: Int64?
        /// NVMe: entries of the error log over the life of the device; not all are failures.
        public var errorLogEntries: Int64?
        /// NVMe: data read over the life of the device, in bytes, rounded up to units of 512,000.
        public var readBytes: Int64?
        /// NVMe: data written over the life of the device, in bytes, rounded up to units of 512,000.
        public var writtenBytes: Int64?
        /// ATA: bad sectors that spare ones replaced.
        public var reallocatedSectors: Int64?
        /// ATA: unreadable sectors, to be replaced when they are written.
        public var pendingSectors: Int64?
        /// ATA: sectors that the disk found unreadable while it was idle.
        public var uncorrectableSectors: Int64?
        /// ATA: wrong checksums between disk and controller, as of a bad cable.
        public var interfaceErrors: Int64?

        /// An empty value: nothing is known.
        public init() {}

        /// Whether the disk is about to fail: a critical warning other than the temperature, too few spare
        /// blocks, or its own prediction. A ``usedPercent`` of 100 or more is no failure.
        public var isFailing: Bool {
            if isFailurePredicted == true { return true }
            let warning = (criticalWarning ?? 0) & ~2
            let spare = sparePercent.flatMap { left in spareThresholdPercent.map { left < $0 } }
            return warning != 0 || spare == true
        }
    }
}
