// Numbers in words, for sentences and for the command.

/// A number with so many digits after the point, without the C library.
package func decimal(_ value: Double, _ digits: Int = 1) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int(abs(value) * Double(scale) + 0.5)
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % scale)"
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
}

/// Bytes in units people read: "512 B", "1.5 GiB".
package func bytes(_ count: Int64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(count)
    var unit = 0
    while value >= 1023.95, unit < units.count - 1 {
        value /= 1024
        unit += 1
    }
    return unit == 0 || value >= 99.95 || value == value.rounded(.towardZero)
        ? "\(decimal(value, 0)) \(units[unit])" : "\(decimal(value)) \(units[unit])"
}

/// Bytes a second: "1.5 MiB/s".
package func rate(_ perSecond: Double) -> String {
    "\(bytes(perSecond > 0 ? Int64(min(perSecond, 1e18)) : 0))/s"
}

/// A number of CPUs: "2", "1.5", "0.25".
package func cores(_ value: Double) -> String {
    var text = decimal(value, 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
}

/// "1 CPU", "2 CPUs".
package func counted(_ count: some BinaryInteger, _ noun: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : many ?? noun + "s")"
}
