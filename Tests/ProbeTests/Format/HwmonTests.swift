import CProbeInternals
import Testing

@testable import Probe

@Suite("Files of hwmon and of thermal zones")
struct HwmonTests {
    func number(_ text: String) -> Int64? {
        var number: Int64 = 0
        return text.asC { cp_hwmon_number_parse(cp_span_make($0, $1), &number) } ? number : nil
    }

    func words(_ text: String) -> String? {
        text.asC { bytes, length in
            var words = cp_span()
            guard cp_hwmon_words_parse(cp_span_make(bytes, length), &words) else { return nil }
            return String(
                decoding: UnsafeRawBufferPointer(start: words.bytes, count: words.length),
                as: UTF8.self)
        }
    }

    func trip(_ text: String) -> cp_trip? {
        var trip = cp_trip.CP_TRIP_ACTIVE
        return text.asC { cp_trip_parse(cp_span_make($0, $1), &trip) } ? trip : nil
    }

    @Test("Numbers have a sign")
    func numbers() {
        #expect(number("61000\n") == 61000 && number("-5000\n") == -5000 && number("0\n") == 0)
        #expect(number("9223372036854775807\n") == Int64.max)
        for text in [
            "", "\n", "-\n", "--1\n", "+1\n", "1\r\n", " 1\n", "\n1\n", "1\n2\n", "0x1\n",
            "9223372036854775808\n", "99999999999999999999\n", "1.5\n", "1\u{0}\n", "N/A\n",
        ] {
            #expect(number(text) == nil, "\(text.debugDescription)")
        }
    }

    @Test("Each text cut at every byte is malformed, or a shorter number or name")
    func cut() throws {
        for text in ["-274000\n", "61000\n"] {
            for length in 0..<text.count {
                guard let part = number(String(text.prefix(length))) else { continue }
                #expect(try #require(number(text)).description.hasPrefix(part.description))
            }
        }
        for text in ["passive\n", "critical\n", "hot\n", "active\n"] {
            #expect(trip(text) != nil)
            for length in 0..<(text.count - 1) {
                #expect(trip(String(text.prefix(length))) == nil)
            }
        }
        #expect(words("") == nil && words("Packa") == "Packa")
    }

    @Test("What lies behind a text costs nothing", arguments: textEnds)
    func ends(end: String) {
        #expect(number("-42000" + end) == -42000 && trip("hot" + end) == .CP_TRIP_HOT)
        #expect(words("Package id 0" + end) == "Package id 0")
    }

    @Test("Words are one line, with any bytes but none")
    func label() {
        #expect(words("Package id 0\n") == "Package id 0")
        #expect(words(" ünï \u{1b}[31m\n") == " ünï \u{1b}[31m")
        #expect(words("\n") == nil && words("a\nb\n") == nil)
    }

    func name(_ text: String) -> (cp_hwmon_kind, UInt32, cp_hwmon_file)? {
        var kind = cp_hwmon_kind.CP_HWMON_FAN
        var file = cp_hwmon_file.CP_HWMON_FAULT
        var index: UInt32 = 0
        let isOne = text.asC { cp_hwmon_name_parse(cp_span_make($0, $1), &kind, &index, &file) }
        return isOne ? (kind, index, file) : nil
    }

    static let kinds: [(String, cp_hwmon_kind)] = [
        ("temp", .CP_HWMON_TEMPERATURE), ("fan", .CP_HWMON_FAN), ("in", .CP_HWMON_VOLTAGE),
        ("curr", .CP_HWMON_CURRENT), ("power", .CP_HWMON_POWER), ("energy", .CP_HWMON_ENERGY),
        ("humidity", .CP_HWMON_HUMIDITY),
    ]

    @Test("The name of a file identifies the sensor and the value")
    func names() throws {
        #expect(Self.kinds.count == Int(CP_HWMON_KINDS))
        for (prefix, kind) in Self.kinds {
            #expect(String(cString: cp_hwmon_prefix(kind)) == prefix)
            for raw in 0..<UInt32(CP_HWMON_FILES) {
                let file = try #require(cp_hwmon_file(rawValue: raw))
                let suffix = String(cString: cp_hwmon_suffix(file))
                let whole = "\(prefix)12\(suffix)"
                let found = try #require(name(whole))
                #expect(found == (kind, 12, file))
                for length in 0..<whole.count {
                    // "temp1_min" is the beginning of "temp1_min_alarm", and a whole name.
                    let part = String(whole.prefix(length))
                    #expect(name(part) == nil || length >= "\(prefix)12_min".count)
                }
            }
        }
        for other in [
            "temp_input", "temp1", "temp1_input2", "temp01_input", "fan-1_input", "in_input",
            "temp4294967296_input", "temp1_crit_hyst", "pwm1", "name", "", "intrusion0_alarm",
            "power1_average_interval", "in0_reset_history", "energy64_1_input", "humidity_1_input",
        ] {
            #expect(name(other) == nil, "\(other)")
        }
    }

    @Test("A file has the field of its kind, and each field of a chip a file")
    func fields() {
        func field(_ kind: cp_hwmon_kind, _ file: cp_hwmon_file) -> String? {
            cp_hwmon_field(kind, file).map { String(cString: $0.pointee.name) }
        }
        #expect(field(.CP_HWMON_TEMPERATURE, .CP_HWMON_INPUT) == "current_millicelsius")
        #expect(field(.CP_HWMON_TEMPERATURE, .CP_HWMON_AVERAGE) == nil)
        #expect(field(.CP_HWMON_VOLTAGE, .CP_HWMON_RATED_MIN) == "rated_min_microvolts")
        #expect(field(.CP_HWMON_VOLTAGE, .CP_HWMON_MIN) == "min_microvolts")
        #expect(field(.CP_HWMON_POWER, .CP_HWMON_INPUT_HIGHEST) == "highest_microwatts")
        #expect(field(.CP_HWMON_ENERGY, .CP_HWMON_INPUT) == "energy_microjoules")
        #expect(field(.CP_HWMON_ENERGY, .CP_HWMON_MAX) == nil)
        for (prefix, kind) in Self.kinds {
            let named = (0..<UInt32(CP_HWMON_FILES)).compactMap { raw in
                cp_hwmon_file(rawValue: raw).flatMap { field(kind, $0) }
            }
            let record = cprobe_record(
                rawValue: cprobe_record.CPROBE_RECORD_TEMPERATURE.rawValue + kind.rawValue)!
            let rows = FieldRow.all(record)
            // A chip has no trip points: they are of a thermal zone.
            let ofChips = rows.filter { !$0.source.contains("/thermal_zoneN/") }
            #expect(Set(named) == Set(ofChips.map { $0.name }))
            for row in ofChips {
                #expect(row.source.hasPrefix("/sys/class/hwmon/hwmonN/\(prefix)N_"))
            }
        }
        for file in [cp_hwmon_file.CP_HWMON_LABEL, .CP_HWMON_FAULT, .CP_HWMON_CAP_ALARM] {
            #expect(Self.kinds.allSatisfy { field($0.1, file) == nil })
        }
    }

    @Test("Chips, zones and trip points have numbers")
    func numbered() {
        func device(_ text: String, _ prefix: String) -> UInt32? {
            var number: UInt32 = 0
            let isOne = text.asC { cp_numbered_name_parse(cp_span_make($0, $1), prefix, &number) }
            return isOne ? number : nil
        }
        #expect(device("hwmon0", "hwmon") == 0 && device("hwmon17", "hwmon") == 17)
        #expect(device("thermal_zone3", "thermal_zone") == 3)
        for text in ["hwmon", "hwmon00", "hwmon1x", "xhwmon1", "hwmon4294967296", "..", ""] {
            #expect(device(text, "hwmon") == nil, "\(text)")
        }
        func trip(_ text: String) -> UInt32? {
            var number: UInt32 = 0
            return text.asC { cp_trip_name_parse(cp_span_make($0, $1), &number) } ? number : nil
        }
        #expect(trip("trip_point_0_type") == 0 && trip("trip_point_12_type") == 12)
        for text in ["trip_point__type", "trip_point_0_temp", "_type", "type", "trip_point_0"] {
            #expect(trip(text) == nil, "\(text)")
        }
        #expect(!cp_trip_is_set(-274_000) && cp_trip_is_set(-40_000) && cp_trip_is_set(0))
    }
}
