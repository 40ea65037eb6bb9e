/// Batteries and chargers, the energy counters of the processor, and cooling devices. Sources:
/// /sys/class/power_supply, /sys/class/powercap and /sys/class/thermal. Read only on request: a
/// battery can be slow.
///
/// A device that hangs or fails does not affect others: its values are nil, and its failure has the
/// reason.
public struct Power: Sendable, Hashable, Codable {
    /// Each battery and charger, by name. Those of a mouse or a keyboard are among them:
    /// ``Supply/isSystemBattery`` is false.
    public var supplies: [Supply] = []
    /// Each part of the machine whose energy is counted (RAPL), by name.
    public var zones: [EnergyZone] = []
    /// Each cooling device, by number.
    public var coolingDevices: [CoolingDevice] = []
    /// When this was read: CLOCK_MONOTONIC in nanoseconds; nil for a captured root.
    public var monotonicNs: Int64?
    /// Failures that made a list incomplete. A device has its own failure.
    public var failures: [ProbeError] = []

    /// An empty value: nothing is known, and no list has an element.
    public init() {}
}

extension Power {
    /// The kind of a power supply.
    public enum SupplyType: String, Sendable, Hashable, Codable {
        /// A battery.
        case battery
        /// An uninterruptible power supply.
        case ups
        /// A charger at the mains.
        case mains
        /// A charger at USB, of any kind.
        case usb
        /// A wireless charger.
        case wireless
    }

    /// What a power supply supplies.
    public enum Scope: String, Sendable, Hashable, Codable {
        /// The machine.
        case system
        /// A device, such as a mouse.
        case device
    }

    /// What a battery does.
    public enum Status: String, Sendable, Hashable, Codable {
        /// It is being charged.
        case charging
        /// It supplies power.
        case discharging
        /// There is external power, and the battery is neither full nor charging.
        case notCharging = "not_charging"
        /// It is full.
        case full
    }

    /// A battery or a charger. A value is nil if the driver does not report or know it.
    ///
    /// Electrical values have the kernel's units, in which they are whole numbers.
    public struct Supply: Sendable, Hashable, Codable {
        /// The kernel's name: "BAT0", "AC".
        public var name = KernelName()
        /// The kind; nil if unknown to the driver or to this version.
        public var type: SupplyType?
        /// What it supplies; nil if the driver does not report it, as for most batteries of a
        /// machine.
        public var scope: Scope?
        /// What the battery does; nil if the driver does not know.
        public var status: Status?
        /// Whether the battery is in its slot.
        public var isPresent: Bool?
        /// Whether the charger supplies power.
        public var isOnline: Bool?
        /// The remaining charge in percent; where the driver lacks it, energy or charge in percent
        /// of the full battery.
        public var capacityPercent: Double?
        /// The capacity of the full battery in percent of its design capacity; above 100 for some
        /// new batteries.
        public var healthPercent: Double?
        /// Complete charges and discharges; some firmware reports 0 if not counted.
        public var cycles: Int64?
        /// The energy in the battery, in microwatt-hours. A battery reports energy or charge.
        public var energyMicrowattHours: Int64?
        /// The energy in the battery when it was last full, in microwatt-hours.
        public var energyFullMicrowattHours: Int64?
        /// The energy in the full battery by design, in microwatt-hours.
        public var energyFullDesignMicrowattHours: Int64?
        /// The charge in the battery, in microampere-hours.
        public var chargeMicroampereHours: Int64?
        /// The charge in the battery when it was last full, in microampere-hours.
        public var chargeFullMicroampereHours: Int64?
        /// The charge in the full battery by design, in microampere-hours.
        public var chargeFullDesignMicroampereHours: Int64?
        /// The voltage, in microvolts.
        public var voltageMicrovolts: Int64?
        /// The lowest voltage by design, in microvolts.
        public var voltageMinDesignMicrovolts: Int64?
        /// The highest voltage by design, in microvolts.
        public var voltageMaxDesignMicrovolts: Int64?
        /// The current in microamperes, with the sign of the driver: some are negative while the
        /// battery discharges, others always positive.
        public var currentMicroamperes: Int64?
        /// The power in microwatts, with the sign of the driver; where the driver lacks it, current
        /// by voltage.
        public var powerMicrowatts: Int64?
        /// The time until the battery is empty, in nanoseconds; where the driver lacks it, of a
        /// discharging battery energy by power, or charge by current. Nil if the power is 0.
        public var timeToEmptyNs: Int64?
        /// The time until the battery is full, in nanoseconds; likewise, of a charging battery.
        public var timeToFullNs: Int64?
        /// The temperature of the battery, in thousandths of a degree Celsius.
        public var temperatureMillicelsius: Int64?
        /// The capacity in percent at which charging stops.
        public var chargeLimitPercent: Int?
        /// The driver's word for the health: "Good", "Overheat".
        public var health: KernelName?
        /// The driver's word for the charge: "Normal", "Low".
        public var capacityLevel: KernelName?
        /// The technology: "Li-ion".
        public var technology: KernelName?
        /// The manufacturer.
        public var manufacturer: KernelName?
        /// The model.
        public var model: KernelName?
        /// The failure that made fields nil; nil if nothing failed. ``ProbeError/Code/stalled`` if
        /// the driver hangs.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}

        /// Whether this is a battery of the machine: not one of a mouse, and not one that is missing
        /// from its slot.
        public var isSystemBattery: Bool {
            type == .battery && scope != .device && isPresent != false
        }
    }

    /// A part of the machine whose energy the processor counts (RAPL).
    public struct EnergyZone: Sendable, Hashable, Codable {
        /// The kernel's name, by the place: "intel-rapl:0"; "intel-rapl:0:1" is a part of it. Also
        /// on processors of AMD.
        public var name = KernelName()
        /// What the part is: "package-0", "core", "dram", "psys".
        public var label: KernelName?
        /// The energy used since an arbitrary moment, in microjoules. Only root may read it since
        /// 2020: otherwise ``failure`` is ``ProbeError/Code/denied``.
        public var energyMicrojoules: Int64?
        /// The counter starts again at 0 after this value, in microjoules.
        public var energyRangeMicrojoules: Int64?
        /// The failure that made fields nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}
    }

    /// A fan or a device that can be slowed down to cool the machine.
    public struct CoolingDevice: Sendable, Hashable, Codable {
        /// The kernel's name: "cooling_device0"; may change with each boot.
        public var name = KernelName()
        /// What it is: "Processor", "Fan".
        public var type: KernelName?
        /// How strongly it cools; 0 if not at all.
        public var state: Int64?
        /// The value of ``state`` at which it cools most.
        public var maxState: Int64?
        /// The failure that made fields nil; nil if nothing failed.
        public var failure: ProbeError?

        /// An empty value: nothing is known.
        public init() {}
    }
}
