internal import CProbe

extension Optional<KernelName> {
    fileprivate mutating func set(_ text: borrowing cprobe_host_text) {
        set(text.length != 0, text.bytes, text.length)
    }

    fileprivate mutating func set(_ text: borrowing cprobe_session_text) {
        set(text.length != 0, text.bytes, text.length)
    }
}

extension HostSystem.Session {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_session>) {
        id.set(c.pointee.id.bytes, c.pointee.id.length)
        uid = c.pointee.has_uid ? c.pointee.uid : nil
        leader = c.pointee.has_leader ? Int32(exactly: c.pointee.leader) : nil
        sinceNs = number(c.pointee.since_ns, c.pointee.has_since)
        isRemote = c.pointee.has_remote ? c.pointee.remote : nil
        user.set(c.pointee.user)
        seat.set(c.pointee.seat)
        tty.set(c.pointee.tty)
        host.set(c.pointee.host)
        service.set(c.pointee.service)
        type.set(c.pointee.type)
        className.set(c.pointee.class_name)
        state.set(c.pointee.state)
    }
}

extension HostSystem {
    /// Takes what C read, but the sessions.
    mutating func set(_ c: UnsafePointer<cprobe_host>) {
        setFields(c)
        hostname.set(c.pointee.hostname)
        kernelRelease.set(c.pointee.kernel_release)
        kernelVersion.set(c.pointee.kernel_version)
        osName.set(c.pointee.os_name)
        osId.set(c.pointee.os_id)
        osVersion.set(c.pointee.os_version)
        bootID = c.pointee.has_boot_id ? BootID(c.pointee.boot_id) : nil
        machineId.set(c.pointee.machine_id)
        vendor.set(c.pointee.vendor)
        product.set(c.pointee.product)
        productVersion.set(c.pointee.product_version)
        serial.set(c.pointee.serial)
        boardVendor.set(c.pointee.board_vendor)
        board.set(c.pointee.board)
        biosVersion.set(c.pointee.bios_version)
        biosDate.set(c.pointee.bios_date)
        failures.set(c.pointee.failures)
    }
}

extension Collector {
    mutating func read(into host: inout HostSystem) throws(ProbeError) {
        while true {
            var c = cprobe_host()
            var count = 0
            var hasSessions = false
            var failure = cprobe_failure()
            let result = cprobe_host_read(
                storage, &c, sessionItems.buffer.baseAddress, sessionItems.buffer.count, &count,
                &hasSessions, &failure)
            guard result == .CPROBE_OK else { throw ProbeError(failure) }
            if sessionItems.grow(to: count) { continue }
            host.set(&c)
            var sessions = host.sessions ?? []
            host.sessions = nil  // So that the list has one owner, and changes in place.
            sessions.resize(to: count, with: HostSystem.Session())
            for index in 0..<count {
                sessions[index].set(sessionItems.buffer.baseAddress! + index)
            }
            host.sessions = hasSessions ? sessions : nil
            return
        }
    }
}
