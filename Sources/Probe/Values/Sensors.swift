/// Temperatures, fans, voltages and the other sensors of hwmon, thermal throttling and frequencies of
/// the CPUs. Sources: /sys/class/hwmon, /sys/class/thermal, thermal_throttle and cpufreq of each CPU.
/// Read only on request, because a sensor can be slow.
///
/// A sensor that hangs or fails does not affect others: its value is nil, and
/// ``Sensors/Temperature/failure`` has the reason.
public struct Sensors: Sendable, Hashable, Codable {
    /// Each temperature: those of hwmon by chip and number, then the thermal zones.
    public var temperatures: [Temperature] = []
    /// Each fan, by chip and number.
    public var fans: [Fan] = []
    /// Each voltage, by chip and number.
    public var voltages: [Voltage] = []
    /// Each electrical current, by chip and number.
    public var currents: [Current] = []
    /// Each power, by chip and number.
    public var powers: [Power] = []
    /// Each energy counter, by chip and number.
    public var energies: [Energy] = []
    /// Each humidity, by chip and number.
    public var humidities: [Humidity] = []
    /// Thermal throttling of the CPUs since boot.
    public var throttling = ThermalThrottling()
    /// The frequency of each online CPU; nil if none reports it.
    public var frequencies: [CPUFrequency]?
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made lists, throttling or frequencies incomplete. A sensor has its own
    /// failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

/// The kernel interface of a sensor.
public enum SensorSource: String, Sendable, Hashable, Codable {
    /// The driver of a sensor chip: /sys/class/hwmon.
    case hwmon
    /// A thermal zone, which the kernel cools: /sys/class/thermal.
    case thermal
    /// A driver's sensor on OpenBSD: the sysctl hw.sensors.
    case sysctl
    /// A driver's sensor on NetBSD: envsys(4).
    case envsys
}

extension Sensors {
    /// One temperature and its limits, in thousandths of a degree Celsius. A limit is the register
    /// of the chip, perhaps never configured. A value is nil if the chip or zone does not report
    /// it.
    public struct Temperature: Sendable, Hashable, Codable {
        /// The kernel interface.
        public var source = SensorSource.hwmon
        /// N of hwmonN or thermal_zoneN; may change with each boot.
        public var device = 0
        /// N of tempN_input; nil for a thermal zone, which has one temperature.
        public var index: Int?
        /// The name of the chip or the type of the zone: "coretemp".
        public var chip: KernelName?
        /// The driver's label: "Package id 0".
        public var label: KernelName?
        /// The device of the chip: the block device ("sda"), NVMe controller ("nvme0") or network
        /// interface ("eth0"); otherwise the last component of the link hwmonN/device:
        /// "0000:00:18.3" in PCI, "coretemp.0". Nil for a thermal zone, and without such a link.
        public var deviceName: KernelName?
        /// The temperature now, in thousandths of a degree Celsius; nil if it could not be read.
        public var currentMillicelsius: Int64?
        /// The lowest temperature since the chip was reset, in thousandths of a degree Celsius; of
        /// a disk, since it was switched on.
        public var lowestMillicelsius: Int64?
        /// The highest temperature, likewise.
        public var highestMillicelsius: Int64?
        /// The lower limit, in thousandths of a degree Celsius.
        public var minMillicelsius: Int64?
        /// The upper limit, in thousandths of a degree Celsius.
        public var maxMillicelsius: Int64?
        /// The critical lower limit, in thousandths of a degree Celsius.
        public var lcritMillicelsius: Int64?
        /// The critical upper limit, in thousandths of a degree Celsius; for a zone, the system
        /// shuts down above it.
        public var critMillicelsius: Int64?
        /// The emergency limit above the critical limit, in thousandths of a degree Celsius: the
        /// hardware acts.
        public var emergencyMillicelsius: Int64?
        /// The lowest active trip point of a zone, in thousandths of a degree Celsius: a fan starts
        /// or speeds up.
        public var activeMillicelsius: Int64?
        /// The lowest passive trip point of a zone, in thousandths of a degree Celsius: a device is
        /// slowed down.
        public var passiveMillicelsius: Int64?
        /// The hot trip point of a zone, in thousandths of a degree Celsius: the system is
        /// notified.
        public var hotMillicelsius: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}

        /// The temperature now in degrees Celsius; nil if it could not be read.
        public var celsius: Double? { currentMillicelsius.map { Double($0) / 1000 } }
    }
}

extension Sensors {
    /// One fan, in revolutions a minute. A value is nil if the chip does not report it.
    public struct Fan: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of fanN_input.
        public var index = 0
        /// The name of the chip: "nct6775".
        public var chip: KernelName?
        /// The driver's label: "CPU fan".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The current speed in revolutions a minute; 0 if the fan is stopped or not connected.
        public var currentRpm: Int64?
        /// The speed in revolutions a minute below which the chip raises the alarm.
        public var minRpm: Int64?
        /// The maximum speed in revolutions a minute.
        public var maxRpm: Int64?
        /// The target speed in revolutions a minute.
        public var targetRpm: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the fan is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

/// Thermal throttling of the CPUs since boot. Each core and each package counts once, whatever its
/// number of hardware threads. All nil if the machine does not report throttling, as all CPUs
/// except Intel's.
public struct ThermalThrottling: Sendable, Hashable, Codable {
    /// Throttling events of all online cores.
    public var coreEvents: Int64?
    /// Duration of these events in nanoseconds; nil before Linux 5.6.
    public var coreNs: Int64?
    /// Throttling events of all packages.
    public var packageEvents: Int64?
    /// Duration of these events in nanoseconds; nil before Linux 5.6.
    public var packageNs: Int64?

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Sensors {
    /// The device of a chip in texts; nil for a number of a bus ("0000:00:18.3", "0-002c"), or if the
    /// device has the name of the chip ("coretemp.0").
    package static func shownDevice(_ device: KernelName?, of chip: KernelName?) -> KernelName? {
        guard let device, let first = device.bytes.first,
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            !device.bytes.contains(UInt8(ascii: ":"))
        else { return nil }
        guard let chip, device.bytes.starts(with: chip.bytes) else { return device }
        let next = device.bytes.dropFirst(chip.bytes.count).first ?? UInt8(ascii: ".")
        return next == UInt8(ascii: ".") ? nil : device
    }
}

/// A sensor of a hwmon chip, of any kind but a temperature.
protocol ChipSensor: JSONObject, Sendable {
    var device: Int { get set }
    var index: Int { get set }
    var chip: KernelName? { get set }
    var label: KernelName? { get set }
    var deviceName: KernelName? { get set }
    var isAlarm: Bool? { get set }
    var isFault: Bool? { get set }
    var failure: ProbeError? { get set }
    /// The fields whether the chip reports an alarm, and a fault.
    static var flags: [ValueRow<Self>] { get }

    init()
    func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void)
    #if !hasFeature(Embedded)
        mutating func readFields(of object: ObjectReader) throws
    #endif
}

extension Sensors.Fan: ChipSensor {}
extension Sensors.Voltage: ChipSensor {}
extension Sensors.Current: ChipSensor {}
extension Sensors.Power: ChipSensor {}
extension Sensors.Energy: ChipSensor {}
extension Sensors.Humidity: ChipSensor {}
