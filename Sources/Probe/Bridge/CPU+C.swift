internal import CProbe

extension LogicalCPU {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_logical_cpu>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_cpu_field) -> Bool { cprobe_has(fields, field.rawValue) }
        id = Int(c.pointee.id)
        userNs = has(.CPROBE_CPU_USER) ? c.pointee.user_ns : nil
        niceNs = has(.CPROBE_CPU_NICE) ? c.pointee.nice_ns : nil
        systemNs = has(.CPROBE_CPU_SYSTEM) ? c.pointee.system_ns : nil
        idleNs = has(.CPROBE_CPU_IDLE) ? c.pointee.idle_ns : nil
        iowaitNs = has(.CPROBE_CPU_IOWAIT) ? c.pointee.iowait_ns : nil
        irqNs = has(.CPROBE_CPU_IRQ) ? c.pointee.irq_ns : nil
        softirqNs = has(.CPROBE_CPU_SOFTIRQ) ? c.pointee.softirq_ns : nil
        stealNs = has(.CPROBE_CPU_STEAL) ? c.pointee.steal_ns : nil
        guestNs = has(.CPROBE_CPU_GUEST) ? c.pointee.guest_ns : nil
        guestNiceNs = has(.CPROBE_CPU_GUEST_NICE) ? c.pointee.guest_nice_ns : nil
    }
}

extension CPU {
    /// Takes what C read: the machine, and each CPU.
    mutating func set(
        _ c: UnsafePointer<cprobe_cpu>, _ items: UnsafeMutableBufferPointer<cprobe_logical_cpu>
    ) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_cpu_field) -> Bool { cprobe_has(fields, field.rawValue) }
        userNs = has(.CPROBE_CPU_USER) ? c.pointee.user_ns : nil
        niceNs = has(.CPROBE_CPU_NICE) ? c.pointee.nice_ns : nil
        systemNs = has(.CPROBE_CPU_SYSTEM) ? c.pointee.system_ns : nil
        idleNs = has(.CPROBE_CPU_IDLE) ? c.pointee.idle_ns : nil
        iowaitNs = has(.CPROBE_CPU_IOWAIT) ? c.pointee.iowait_ns : nil
        irqNs = has(.CPROBE_CPU_IRQ) ? c.pointee.irq_ns : nil
        softirqNs = has(.CPROBE_CPU_SOFTIRQ) ? c.pointee.softirq_ns : nil
        stealNs = has(.CPROBE_CPU_STEAL) ? c.pointee.steal_ns : nil
        guestNs = has(.CPROBE_CPU_GUEST) ? c.pointee.guest_ns : nil
        guestNiceNs = has(.CPROBE_CPU_GUEST_NICE) ? c.pointee.guest_nice_ns : nil
        contextSwitches = has(.CPROBE_CPU_CONTEXT_SWITCHES) ? c.pointee.context_switches : nil
        interrupts = has(.CPROBE_CPU_INTERRUPTS) ? c.pointee.interrupts : nil
        softInterrupts = has(.CPROBE_CPU_SOFT_INTERRUPTS) ? c.pointee.soft_interrupts : nil
        forks = has(.CPROBE_CPU_FORKS) ? c.pointee.forks : nil
        running = has(.CPROBE_CPU_RUNNING) ? c.pointee.running : nil
        blocked = has(.CPROBE_CPU_BLOCKED) ? c.pointee.blocked : nil
        possible = has(.CPROBE_CPU_POSSIBLE) ? Int(c.pointee.possible) : nil
        present = has(.CPROBE_CPU_PRESENT) ? Int(c.pointee.present) : nil
        online = has(.CPROBE_CPU_ONLINE) ? Int(c.pointee.online) : nil
        physicalCores = has(.CPROBE_CPU_PHYSICAL_CORES) ? Int(c.pointee.physical_cores) : nil
        packages = has(.CPROBE_CPU_PACKAGES) ? Int(c.pointee.packages) : nil
        monotonicNs = has(.CPROBE_CPU_MONOTONIC) ? c.pointee.monotonic_ns : nil
        cpus.set(items, with: LogicalCPU()) { $0.set($1) }
        failures.set(c.pointee.failures)
    }
}

extension CPUFrequency {
    init(_ c: cprobe_cpu_frequency) {
        self.init(
            id: Int(c.id),
            currentHz: c.has_current ? c.current_hz : nil,
            minimumHz: c.has_minimum ? c.minimum_hz : nil,
            maximumHz: c.has_maximum ? c.maximum_hz : nil,
            failure: c.failure.code == .CPROBE_OK ? nil : ProbeError(c.failure))
    }
}

extension Load {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_load>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_load_field) -> Bool { cprobe_has(fields, field.rawValue) }
        load1 = has(.CPROBE_LOAD_1) ? c.pointee.load1 : nil
        load5 = has(.CPROBE_LOAD_5) ? c.pointee.load5 : nil
        load15 = has(.CPROBE_LOAD_15) ? c.pointee.load15 : nil
        uptimeNs = has(.CPROBE_LOAD_UPTIME) ? c.pointee.uptime_ns : nil
        bootTimeNs = has(.CPROBE_LOAD_BOOT_TIME) ? c.pointee.boot_time_ns : nil
        tasks.runnable = has(.CPROBE_LOAD_RUNNABLE) ? c.pointee.tasks.runnable : nil
        tasks.all = has(.CPROBE_LOAD_ALL) ? c.pointee.tasks.all : nil
        tasks.lastPid = has(.CPROBE_LOAD_LAST_PID) ? c.pointee.tasks.last_pid : nil
        failures.set(c.pointee.failures)
    }
}

extension Array {
    /// Makes the list as long as what C lists, keeping its elements and its room, and sets each.
    /// Whether the list is shared is asked once.
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

    /// Makes the list so long, keeping its elements and its room.
    mutating func resize(to count: Int, with element: @autoclosure () -> Element) {
        if self.count > count {
            removeLast(self.count - count)
        }
        while self.count < count {
            append(element())
        }
    }
}
