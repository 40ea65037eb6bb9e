// The sensors of hwmon beside temperatures and fans. A limit is the register of the chip, perhaps
// never configured. A value is nil if the chip does not report it.

extension Sensors {
    /// One voltage and its limits, in microvolts.
    public struct Voltage: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of inN_input; the first is 0.
        public var index = 0
        /// The name of the chip.
        public var chip: KernelName?
        /// The driver's label: "+12V".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The value now, in microvolts.
        public var currentMicrovolts: Int64?
        /// The average over an interval of the chip, in microvolts.
        public var averageMicrovolts: Int64?
        /// The lowest value since the chip was reset, in microvolts.
        public var lowestMicrovolts: Int64?
        /// The highest value since the chip was reset, in microvolts.
        public var highestMicrovolts: Int64?
        /// The lower limit, in microvolts.
        public var minMicrovolts: Int64?
        /// The upper limit, in microvolts.
        public var maxMicrovolts: Int64?
        /// The critical lower limit, in microvolts.
        public var lcritMicrovolts: Int64?
        /// The critical upper limit, in microvolts.
        public var critMicrovolts: Int64?
        /// The lowest value that the chip is rated for, in microvolts.
        public var ratedMinMicrovolts: Int64?
        /// The highest value that the chip is rated for, in microvolts.
        public var ratedMaxMicrovolts: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Sensors {
    /// One electrical current and its limits, in microamperes.
    public struct Current: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of currN_input.
        public var index = 0
        /// The name of the chip.
        public var chip: KernelName?
        /// The driver's label: "Input".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The value now, in microamperes.
        public var currentMicroamperes: Int64?
        /// The average over an interval of the chip, in microamperes.
        public var averageMicroamperes: Int64?
        /// The lowest value since the chip was reset, in microamperes.
        public var lowestMicroamperes: Int64?
        /// The highest value since the chip was reset, in microamperes.
        public var highestMicroamperes: Int64?
        /// The lower limit, in microamperes.
        public var minMicroamperes: Int64?
        /// The upper limit, in microamperes.
        public var maxMicroamperes: Int64?
        /// The critical lower limit, in microamperes.
        public var lcritMicroamperes: Int64?
        /// The critical upper limit, in microamperes.
        public var critMicroamperes: Int64?
        /// The lowest value that the chip is rated for, in microamperes.
        public var ratedMinMicroamperes: Int64?
        /// The highest value that the chip is rated for, in microamperes.
        public var ratedMaxMicroamperes: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Sensors {
    /// One power and its limits, in microwatts.
    public struct Power: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of powerN_input.
        public var index = 0
        /// The name of the chip.
        public var chip: KernelName?
        /// The driver's label: "PPT".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The value now; many chips have only the average, in microwatts.
        public var currentMicrowatts: Int64?
        /// The average over an interval of the chip, in microwatts.
        public var averageMicrowatts: Int64?
        /// The lowest value since the chip was reset, in microwatts.
        public var lowestMicrowatts: Int64?
        /// The highest value since the chip was reset, in microwatts.
        public var highestMicrowatts: Int64?
        /// The lower limit, in microwatts.
        public var minMicrowatts: Int64?
        /// The upper limit, in microwatts.
        public var maxMicrowatts: Int64?
        /// The critical lower limit, in microwatts.
        public var lcritMicrowatts: Int64?
        /// The critical upper limit, in microwatts.
        public var critMicrowatts: Int64?
        /// The lowest value that the chip is rated for, in microwatts.
        public var ratedMinMicrowatts: Int64?
        /// The highest value that the chip is rated for, in microwatts.
        public var ratedMaxMicrowatts: Int64?
        /// The power above which the machine reduces it, in microwatts.
        public var capMicrowatts: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Sensors {
    /// One energy that a chip counts, in microjoules.
    public struct Energy: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of energyN_input.
        public var index = 0
        /// The name of the chip.
        public var chip: KernelName?
        /// The driver's label: "card".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The energy used since an arbitrary moment, in microjoules: a counter.
        public var energyMicrojoules: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}

extension Sensors {
    /// One relative humidity and its limits, in thousandths of a percent.
    public struct Humidity: Sendable, Hashable, Codable {
        /// N of hwmonN; may change with each boot.
        public var device = 0
        /// N of humidityN_input.
        public var index = 0
        /// The name of the chip.
        public var chip: KernelName?
        /// The driver's label: "case".
        public var label: KernelName?
        /// The device of the chip, as of ``Sensors/Temperature/deviceName``.
        public var deviceName: KernelName?
        /// The value now, in thousandths of a percent.
        public var currentMillipercent: Int64?
        /// The lower limit, in thousandths of a percent.
        public var minMillipercent: Int64?
        /// The upper limit, in thousandths of a percent.
        public var maxMillipercent: Int64?
        /// The lowest value that the chip is rated for, in thousandths of a percent.
        public var ratedMinMillipercent: Int64?
        /// The highest value that the chip is rated for, in thousandths of a percent.
        public var ratedMaxMillipercent: Int64?
        /// Whether the chip reports that a limit is exceeded.
        public var isAlarm: Bool?
        /// Whether the chip reports that the sensor is broken or not connected.
        public var isFault: Bool?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the sensor hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known, and no list has an element.
        public init() {}
    }
}
