/// From where on a figure is worth a word, and from where on it is high or severe.
struct Threshold {
    var noticed: Double
    var high: Double
    var severe: Double

    /// Of a figure that is bad when it is large.
    func severity(of value: Double?) -> Finding.Severity? {
        guard let value else { return nil }
        if value >= severe { return .severe }
        if value >= high { return .high }
        return value >= noticed ? .noticed : nil
    }

    /// Of a figure that is bad when it is small.
    func severity(below value: Double?) -> Finding.Severity? {
        guard let value else { return nil }
        if value <= severe { return .severe }
        if value <= high { return .high }
        return value <= noticed ? .noticed : nil
    }

    /// Percent of the machine's CPUs. From a half on fans are heard; where 95 are used, nearly every
    /// task waits for another.
    static let cpuUsage = Threshold(noticed: 50, high: 80, severe: 95)
    /// Percent of one CPU that one process uses: it can hardly use more, unless it has threads.
    static let oneCPU = 90.0
    /// Percent of the time that the hypervisor gave to others: below 5 it is the noise of any cloud.
    static let steal = Threshold(noticed: 5, high: 10, severe: 30)
    /// Percent of the time in interrupts: a machine that serves 10 Gbit/s stays below 20.
    static let interrupts = 20.0
    /// Processes and threads started a second: a build starts some tens.
    static let starts = 20.0
    /// Percent of a quota's periods in which it was used up. One in ten is felt as a delay, one in two
    /// doubles how long things take.
    static let throttled = Threshold(noticed: 1, high: 10, severe: 50)
    /// Percent of a quota that its processes use, if periods are not known.
    static let quotaUsage = Threshold(noticed: 90, high: 95, severe: 101)
    /// Percent of memory that is available. At a tenth the file cache is small already; at a twentieth
    /// the kernel spends its time freeing.
    static let memoryAvailable = Threshold(noticed: 15, high: 10, severe: 5)
    /// Percent of the time in which a task waited for memory: on a machine with enough it is 0.
    static let memoryPressure = Threshold(noticed: 2, high: 10, severe: 30)
    /// Page faults a second that waited for a disk, of the machine, from which on they show which processes wait for
    /// memory: of a hard disk, which takes up to 10 ms for one, ten are a tenth of the time.
    static let majorFaults = 10.0
    /// Bytes resident of a process that ended, from which on it is worth a word where some process was
    /// killed for want of memory: a shell has less.
    static let endedMemory: Int64 = 16 << 20
    /// Bytes a second to and from swap together. A quiet machine that swaps out unused memory stays
    /// below 100 KiB; 10 MiB a second keep a hard disk busy with nothing else.
    static let swapTraffic = Threshold(noticed: 102_400, high: 1_048_576, severe: 10_485_760)
    /// Percent of swap in use: a full one leaves only the killing of processes.
    static let swapUsage = Threshold(noticed: 80, high: 95, severe: 101)
    /// Percent of the time in which a disk had something to do. Alone it is only noticed, because a
    /// disk that serves many requests at once can do more at 100.
    static let diskUtilization = 80.0
    /// Milliseconds that a request took on average, on a busy disk: an SSD answers in less than 2, a
    /// hard disk in 10 to 20.
    static let diskWaitMs = Threshold(noticed: 0, high: 10, severe: 100)
    /// Percent of a file system's bytes or inodes in use.
    static let filesystemUsage = Threshold(noticed: 90, high: 95, severe: 99)
    /// Percent of a link's speed. The rest goes to the frames' own bytes.
    static let networkUsage = Threshold(noticed: 60, high: 80, severe: 95)
    /// Errors and drops a second, of packets that were to be carried.
    static let networkErrors = Threshold(noticed: 1, high: 100, severe: 10_000)
    /// Percent of the packets sent that were sent again: below 1 no network is free of.
    static let retransmits = Threshold(noticed: 1, high: 5, severe: 20)
    /// Percent of the time in which a task waited for a CPU, or for a disk. Any busy machine has some.
    static let pressure = Threshold(noticed: 10, high: 30, severe: 60)
    /// Processes in disk sleep all through the window.
    static let blocked = Threshold(noticed: 1, high: 4, severe: 16)
    /// Ended processes whose parents do not ask: they cost nothing but their numbers.
    static let zombies = Threshold(noticed: 1, high: 100, severe: 1000)
    /// Tasks in the load average for each CPU, where the CPUs themselves are not busy.
    static let loadPerCPU = Threshold(noticed: 1, high: 2, severe: 5)
    /// Degrees Celsius that are left up to the lowest limit of a sensor. Fans are at their loudest from
    /// ten on; past the limit the hardware slows down on its own.
    static let temperatureMargin = Threshold(noticed: 10, high: 5, severe: 0)
    /// Percent that has to be missing from an account before it is worth a sentence.
    static let unaccounted = 10.0
}
