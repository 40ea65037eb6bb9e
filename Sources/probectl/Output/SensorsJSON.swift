import Probe

/// The sensors as JSON.
enum SensorsJSON {
    /// The members of the section, into the object that is open.
    static func members(of sensors: Sensors, to json: inout JSON) {
        json.array("temperatures", sensors.temperatures) { json, temperature in
            json.object { add(temperature, to: &$0) }
        }
        json.array("fans", sensors.fans) { json, fan in
            json.object { add(fan, to: &$0) }
        }
        json.object("throttling") { json in
            json.field("core_events", sensors.throttling.coreEvents)
            json.field("core_ns", sensors.throttling.coreNs)
            json.field("package_events", sensors.throttling.packageEvents)
            json.field("package_ns", sensors.throttling.packageNs)
        }
        SampleJSON.add(sensors.frequencies, to: &json)
        json.field("monotonic_ns", sensors.monotonicNs)
    }

    private static func add(_ temperature: Temperature, to json: inout JSON) {
        json.field("source", temperature.source.rawValue)
        json.field("device", temperature.device)
        json.field("index", temperature.index)
        json.field("chip", temperature.chip)
        json.field("label", temperature.label)
        json.field("current_millicelsius", temperature.currentMillicelsius)
        json.field("min_millicelsius", temperature.minMillicelsius)
        json.field("max_millicelsius", temperature.maxMillicelsius)
        json.field("lcrit_millicelsius", temperature.lcritMillicelsius)
        json.field("crit_millicelsius", temperature.critMillicelsius)
        json.field("emergency_millicelsius", temperature.emergencyMillicelsius)
        json.field("active_millicelsius", temperature.activeMillicelsius)
        json.field("passive_millicelsius", temperature.passiveMillicelsius)
        json.field("hot_millicelsius", temperature.hotMillicelsius)
        json.field("alarm", temperature.isAlarm)
        json.field("fault", temperature.isFault)
        json.field("failure", temperature.failure)
    }

    private static func add(_ fan: Fan, to json: inout JSON) {
        json.field("device", fan.device)
        json.field("index", fan.index)
        json.field("chip", fan.chip)
        json.field("label", fan.label)
        json.field("current_rpm", fan.currentRpm)
        json.field("min_rpm", fan.minRpm)
        json.field("max_rpm", fan.maxRpm)
        json.field("target_rpm", fan.targetRpm)
        json.field("alarm", fan.isAlarm)
        json.field("fault", fan.isFault)
        json.field("failure", fan.failure)
    }
}
