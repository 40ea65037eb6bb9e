/// Temperatures, fans, and what hot CPUs did about it. Sources: /sys/class/hwmon,
/// /sys/class/thermal, thermal_throttle and cpufreq of each CPU. Read only if the section is named: a sensor
/// can be slow.
///
/// A sensor that hangs or fails costs only itself: its value is nil, and
/// ``Sensors/Temperature/failure`` says why.
public struct Sensors: Sendable, Hashable, Codable {
    /// Each temperature: those of hwmon by chip and number, then the thermal zones.
    public var temperatures: [Temperature] = []
    /// Each fan, by chip and number.
    public var fans: [Fan] = []
    /// How often the CPUs were thermal throttling, since boot.
    public var throttling = ThermalThrottling()
    /// The frequency of each online CPU; nil if none reports it.
    public var frequencies: [CPUFrequency]?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// What cost lists, throttling or frequencies. A sensor carries its own.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// The kernel interface of a sensor.
public enum SensorSource: String, Sendable, Hashable, Codable {
    /// A chip's driver: /sys/class/hwmon.
    case hwmon
    /// A thermal zone, which the kernel keeps in bounds itself: /sys/class/thermal.
    case thermal
}

extension Sensors {
    /// One temperature and its limits, in thousandths of a degree Celsius. A limit is what the chip
    /// holds: it may never have been configured. Nil is what the chip or zone does not report.
    public struct Temperature: Sendable, Hashable, Codable {
        /// Its kernel interface.
        public var source = SensorSource.hwmon
        /// N of hwmonN or thermal_zoneN; it may be another after a boot.
        public var device = 0
        /// N of tempN_input; nil of a thermal zone, which has one.
        public var index: Int?
        /// The name of the chip or the type of the zone: "coretemp".
        public var chip: KernelName?
        /// What the driver calls it: "Package id 0".
        public var label: KernelName?
        /// The temperature now, in thousandths of a degree Celsius; nil if it could not be read.
        public var currentMillicelsius: Int64?
        /// The lower limit, in thousandths of a degree Celsius.
        public var minMillicelsius: Int64?
        /// The upper limit, in thousandths of a degree Celsius.
        public var maxMillicelsius: Int64?
        /// Critically low, in thousandths of a degree Celsius.
        public var lcritMillicelsius: Int64?
        /// Critically high, in thousandths of a degree Celsius; of a zone, the system shuts down.
        public var critMillicelsius: Int64?
        /// Above critical, in thousandths of a degree Celsius: the hardware acts.
        public var emergencyMillicelsius: Int64?
        /// Of a zone, in thousandths of a degree Celsius: the lowest at which a fan is switched on
        /// or up.
        public var activeMillicelsius: Int64?
        /// Of a zone, in thousandths of a degree Celsius: the lowest at which something is slowed
        /// down.
        public var passiveMillicelsius: Int64?
        /// Of a zone, in thousandths of a degree Celsius: the system is notified.
        public var hotMillicelsius: Int64?
        /// Whether the chip says that a limit is passed.
        public var isAlarm: Bool?
        /// Whether the chip says that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled``: it
        /// hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}

        /// The temperature now in degrees Celsius; nil if it could not be read.
        public var celsius: Double? { currentMillicelsius.map { Double($0) / 1000 } }
    }
}

extension Sensors {
    /// One fan, in revolutions a minute. Nil is what the chip does not report.
    public struct Fan: Sendable, Hashable, Codable {
        /// N of hwmonN; it may be another after a boot.
        public var device = 0
        /// N of fanN_input.
        public var index = 0
        /// The name of the chip: "nct6775".
        public var chip: KernelName?
        /// What the driver calls it: "CPU fan".
        public var label: KernelName?
        /// Revolutions a minute now; 0 if it is stopped or nothing is connected.
        public var currentRpm: Int64?
        /// Revolutions a minute below which the chip gives alarm.
        public var minRpm: Int64?
        /// The most revolutions a minute.
        public var maxRpm: Int64?
        /// The revolutions a minute that the chip is set to hold.
        public var targetRpm: Int64?
        /// Whether the chip says that a limit is passed.
        public var isAlarm: Bool?
        /// Whether the chip says that the fan is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled``: it
        /// hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

/// How often, since boot, the CPUs slowed down because they were too hot. Each core and each
/// package is counted once, however many hardware threads it has. Nil if the machine does not
/// count: all but Intel's CPUs.
public struct ThermalThrottling: Sendable, Hashable, Codable {
    /// Events of all cores that are online.
    public var coreEvents: Int64?
    /// The time that they lasted, in nanoseconds; nil before Linux 5.6.
    public var coreNs: Int64?
    /// Events of all packages.
    public var packageEvents: Int64?
    /// The time that they lasted, in nanoseconds; nil before Linux 5.6.
    public var packageNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}
