internal import CProbe

/// A kernel file that is open so that poll(2) reports when it changes, for a program with a loop of its
/// own. `ProbeLive` makes an `AsyncSequence` of it.
///
/// ```swift
/// let watch = try collector.watch(
///     PressureTrigger(.memory, stallNs: 150_000_000, windowNs: 2_000_000_000))
/// // Wait with poll(2) for POLLPRI of watch.descriptor.
/// let stalls = try watch.read()
/// ```
///
/// poll(2) reports `POLLPRI`: of a trigger at most once in each window, and only once for each stall; of a
/// file of events as long as it was not read since the last change. ``read()`` fails with
/// ``ProbeError/Code/gone`` once the cgroup was removed, which poll(2) reports with `POLLERR`; with a file
/// of events, `POLLERR` accompanies each change. The file is closed with the last reference.
public final class Watch<Value: Sendable>: Sendable {
    /// The descriptor of the file, for poll(2). It belongs to the watch.
    public let descriptor: Int32
    private let take: @Sendable (Int32) throws(WatchError) -> Value

    init(_ descriptor: Int32, _ take: @escaping @Sendable (Int32) throws(WatchError) -> Value) {
        self.descriptor = descriptor
        self.take = take
    }

    deinit { cprobe_watch_close(descriptor) }

    /// What the file says now. Any task may call it.
    public func read() throws(WatchError) -> Value {
        try take(descriptor)
    }
}

extension Collector {
    /// Opens a trigger of the kernel: poll(2) reports when tasks of the machine, or of a cgroup, wait for
    /// as long as it says. Since Linux 5.2. The watch does not need the collector afterwards.
    ///
    /// The trigger is handed to the kernel as it is; ``WatchError/reason`` explains why the kernel refuses
    /// it. A captured root has no triggers.
    public mutating func watch(
        _ trigger: PressureTrigger
    ) throws(WatchError) -> Watch<Pressure.Stalls> {
        cprobe_collector_begin(storage)
        try checkPath(trigger.cgroup)
        var c = cprobe_pressure_trigger(trigger)
        var descriptor: Int32 = -1
        var failure = cprobe_failure()
        let result =
            if let cgroup = trigger.cgroup {
                cprobe_pressure_trigger_open(storage, cgroup, &c, &descriptor, &failure)
            } else {
                cprobe_pressure_trigger_open(storage, nil, &c, &descriptor, &failure)
            }
        guard result == .CPROBE_OK else { throw WatchError(failure, trigger, trigger.cgroup) }
        return Watch(descriptor) { (descriptor) throws(WatchError) in
            try Pressure.Stalls(trigger, descriptor)
        }
    }

    /// Opens memory.events of a cgroup of version 2: poll(2) reports when its counters change. `cgroup` is
    /// its directory, such as "/sys/fs/cgroup/app.slice". Read the watch first: changes are reported from
    /// the last reading on.
    public mutating func watchMemoryEvents(
        ofCgroup cgroup: String
    ) throws(WatchError) -> Watch<CgroupEvents.Memory> {
        Watch(try openEvents(.CPROBE_EVENTS_MEMORY, cgroup)) { (descriptor) throws(WatchError) in
            let c = try readEvents(.CPROBE_EVENTS_MEMORY, cgroup, descriptor)
            var events = CgroupEvents.Memory()
            events.low = c.field(c.low, .CPROBE_EVENTS_LOW)
            events.high = c.field(c.high, .CPROBE_EVENTS_HIGH)
            events.max = c.field(c.max, .CPROBE_EVENTS_MAX)
            events.oom = c.field(c.oom, .CPROBE_EVENTS_OOM)
            events.oomKill = c.field(c.oom_kill, .CPROBE_EVENTS_OOM_KILL)
            events.oomGroupKill = c.field(c.oom_group_kill, .CPROBE_EVENTS_OOM_GROUP_KILL)
            return events
        }
    }

    /// Opens cgroup.events of a cgroup of version 2: poll(2) reports when it gets its first process, loses
    /// its last one, is frozen or thawed. Otherwise as ``watchMemoryEvents(ofCgroup:)``. The root cgroup has
    /// no such file.
    public mutating func watchState(
        ofCgroup cgroup: String
    ) throws(WatchError) -> Watch<CgroupEvents.State> {
        Watch(try openEvents(.CPROBE_EVENTS_CGROUP, cgroup)) { (descriptor) throws(WatchError) in
            let c = try readEvents(.CPROBE_EVENTS_CGROUP, cgroup, descriptor)
            var state = CgroupEvents.State()
            state.isPopulated = c.field(c.populated, .CPROBE_EVENTS_POPULATED).map { $0 != 0 }
            state.isFrozen = c.field(c.frozen, .CPROBE_EVENTS_FROZEN).map { $0 != 0 }
            return state
        }
    }

    private func openEvents(
        _ file: cprobe_cgroup_events_file, _ cgroup: String
    ) throws(WatchError) -> Int32 {
        cprobe_collector_begin(storage)
        try checkPath(cgroup)
        var descriptor: Int32 = -1
        var failure = cprobe_failure()
        guard cprobe_cgroup_events_open(storage, cgroup, file, &descriptor, &failure) == .CPROBE_OK
        else { throw WatchError(failure, nil, cgroup) }
        return descriptor
    }

    private func checkPath(_ cgroup: String?) throws(WatchError) {
        guard let cgroup, cgroup.utf8.contains(0) else { return }
        throw WatchError(
            ProbeError(code: .invalid, source: "the directory of the cgroup"), cgroup: cgroup)
    }
}

private func readEvents(
    _ file: cprobe_cgroup_events_file, _ cgroup: String, _ descriptor: Int32
) throws(WatchError) -> cprobe_cgroup_events {
    var events = cprobe_cgroup_events()
    var failure = cprobe_failure()
    guard cprobe_cgroup_events_read(descriptor, file, &events, &failure) == .CPROBE_OK else {
        throw WatchError(failure, nil, cgroup)
    }
    return events
}

extension cprobe_cgroup_events {
    fileprivate func field(_ member: UInt64, _ field: cprobe_cgroup_events_field) -> Int64? {
        number(member, cprobe_has(present_fields, field.rawValue))
    }
}

extension cprobe_pressure_trigger {
    fileprivate init(_ trigger: PressureTrigger) {
        self.init(
            resource: cprobe_stall_resource(trigger.resource), is_full: trigger.kind == .full,
            stall_us: UInt64(Swift.max(0, trigger.stallNs)) / 1000,
            window_us: UInt64(Swift.max(0, trigger.windowNs)) / 1000)
    }
}

extension cprobe_stall_resource {
    fileprivate init(_ resource: PressureTrigger.Resource) {
        switch resource {
        case .cpu: self = .CPROBE_STALL_CPU
        case .memory: self = .CPROBE_STALL_MEMORY
        case .io: self = .CPROBE_STALL_IO
        case .irq: self = .CPROBE_STALL_IRQ
        }
    }
}

extension Pressure.Stalls {
    fileprivate init(_ trigger: PressureTrigger, _ descriptor: Int32) throws(WatchError) {
        var c = cprobe_stalls()
        var (hasSome, hasFull) = (false, false)
        var failure = cprobe_failure()
        let result = cprobe_pressure_trigger_read(
            descriptor, cprobe_stall_resource(trigger.resource), trigger.cgroup != nil, &c,
            &hasSome, &hasFull, &failure)
        guard result == .CPROBE_OK else { throw WatchError(failure, trigger, trigger.cgroup) }
        self.init()
        set(c, hasSome: hasSome, hasFull: hasFull)
    }
}

extension WatchError {
    /// A failure with its explanation. `trigger` is nil for a file of events.
    init(_ failure: cprobe_failure, _ trigger: PressureTrigger?, _ cgroup: String?) {
        var failure = failure
        let words =
            if let trigger {
                withUnsafePointer(to: cprobe_pressure_trigger(trigger)) {
                    cprobe_watch_error_words($0, cgroup != nil, &failure)
                }
            } else {
                cprobe_watch_error_words(nil, cgroup != nil, &failure)
            }
        self.init(
            ProbeError(failure), cgroup: cgroup, reason: words.map { String(cString: $0) })
    }
}
