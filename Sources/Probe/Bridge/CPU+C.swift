internal import CProbe

extension LogicalCPU {
    /// Copies from the C struct.
    mutating func set(_ c: UnsafePointer<cprobe_logical_cpu>) {
        id = Int(c.pointee.id)
        setFields(c)
    }
}

extension CPU {
    /// Copies the machine and each CPU from the C structs.
    mutating func set(
        _ c: UnsafePointer<cprobe_cpu>, _ items: UnsafeMutableBufferPointer<cprobe_logical_cpu>
    ) {
        setFields(c)
        cpus.set(items, with: LogicalCPU()) { $0.set($1) }
        failures.set(c.pointee.failures)
    }
}

extension CPUFrequency {
    init(_ c: cprobe_cpu_frequency) {
        self.init(
            id: Int(c.id),
            currentHz: number(c.current_hz, c.has_current),
            minimumHz: number(c.minimum_hz, c.has_minimum),
            maximumHz: number(c.maximum_hz, c.has_maximum),
            failure: c.failure.code == .CPROBE_OK ? nil : ProbeError(c.failure))
    }
}

extension Load {
    /// Copies from the C struct.
    mutating func set(_ c: UnsafePointer<cprobe_load>) {
        setFields(c)
        failures.set(c.pointee.failures)
    }
}

extension Array {
    /// Resizes the list to the length of the C list, reusing its elements and capacity, and sets each
    /// element. The check whether the array is shared is made once.
    @inline(__always)
    mutating func set<Item>(
        _ items: UnsafeMutableBufferPointer<Item>, with element: @autoclosure () -> Element,
        _ body: (inout Element, UnsafeMutablePointer<Item>) -> Void
    ) {
        resize(to: items.count, with: element())
        withUnsafeMutableBufferPointer { elements in
            for index in items.indices {
                body(&elements[index], items.baseAddress! + index)
            }
        }
    }

    /// Resizes the list, reusing its elements and capacity.
    mutating func resize(to count: Int, with element: @autoclosure () -> Element) {
        if self.count > count {
            removeLast(self.count - count)
        }
        while self.count < count {
            append(element())
        }
    }
}
