extension Sensors: JSONObject {
    func write(to json: inout JSON) {
        json.array("temperatures", temperatures)
        json.array("fans", fans)
        json.object("throttling", throttling)
        json.objects("frequencies", frequencies)
        json.field("monotonic_ns", monotonicNs)
    }
}

extension ThermalThrottling: JSONObject {
    func write(to json: inout JSON) {
        json.field("core_events", coreEvents)
        json.field("core_ns", coreNs)
        json.field("package_events", packageEvents)
        json.field("package_ns", packageNs)
    }
}

extension Sensors.Temperature: JSONObject {
    func write(to json: inout JSON) {
        json.field("source", source.rawValue)
        json.field("device", device)
        json.field("index", index)
        json.field("chip", chip)
        json.field("label", label)
        json.field("current_millicelsius", currentMillicelsius)
        json.field("min_millicelsius", minMillicelsius)
        json.field("max_millicelsius", maxMillicelsius)
        json.field("lcrit_millicelsius", lcritMillicelsius)
        json.field("crit_millicelsius", critMillicelsius)
        json.field("emergency_millicelsius", emergencyMillicelsius)
        json.field("active_millicelsius", activeMillicelsius)
        json.field("passive_millicelsius", passiveMillicelsius)
        json.field("hot_millicelsius", hotMillicelsius)
        json.field("alarm", isAlarm)
        json.field("fault", isFault)
        json.field("failure", failure)
    }
}

extension Sensors.Fan: JSONObject {
    func write(to json: inout JSON) {
        json.field("device", device)
        json.field("index", index)
        json.field("chip", chip)
        json.field("label", label)
        json.field("current_rpm", currentRpm)
        json.field("min_rpm", minRpm)
        json.field("max_rpm", maxRpm)
        json.field("target_rpm", targetRpm)
        json.field("alarm", isAlarm)
        json.field("fault", isFault)
        json.field("failure", failure)
    }
}
