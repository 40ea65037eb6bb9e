/// An order of cgroups, the greatest first. Without rates the counters since the creation of the
/// cgroup decide.
public enum CgroupOrder: String, Sendable, Hashable, CaseIterable {
    /// CPU time.
    case cpu
    /// Memory without inactive page cache: ``Cgroup/memoryWorkingSetBytes``, or the usage if
    /// unknown.
    case memory
    /// Bytes read from and written to block devices.
    case io
    /// Tasks.
    case pids
    /// Time throttled by the CPU quota.
    case throttled
    /// The greatest of the pressures of CPU, memory and I/O ("some").
    case pressure
    /// The path: each cgroup before its descendants.
    case path
}

extension CgroupTable {
    /// The indices of all cgroups in ``cgroups``, sorted. Cgroups without the figure come last.
    ///
    /// `rates`: the rates of this table since an earlier table.
    public func indices(by order: CgroupOrder, rates: CgroupTableRates? = nil) -> [Int] {
        indices(by: order, rates: rates, of: Array(cgroups.indices))
    }

    /// As ``indices(by:rates:)``, but sorts only these indices.
    package func indices(
        by order: CgroupOrder, rates: CgroupTableRates? = nil, of places: [Int]
    ) -> [Int] {
        if order == .path {
            return places.sorted {
                cgroups[$0].path.bytes.lexicographicallyPrecedes(cgroups[$1].path.bytes)
            }
        }
        let rates = rates?.cgroups.count == cgroups.count ? rates?.cgroups : nil
        return places.map { (figure: figure($0, order, rates) ?? -1, place: $0) }
            .sorted { ($1.figure, $0.place) < ($0.figure, $1.place) }
            .map { $0.place }
    }

    private func figure(_ place: Int, _ order: CgroupOrder, _ rates: [CgroupRates]?) -> Double? {
        let cgroup = cgroups[place]
        func total(_ a: Double?, _ b: Double?) -> Double? {
            a == nil && b == nil ? nil : (a ?? 0) + (b ?? 0)
        }
        switch order {
        case .cpu:
            return rates.map { $0[place].usagePercent } ?? cgroup.usageNs.map { Double($0) }
        case .memory:
            return (cgroup.memoryWorkingSetBytes ?? cgroup.memoryCurrentBytes).map { Double($0) }
        case .io:
            guard let rates else {
                return total(
                    cgroup.readBytes.map { Double($0) }, cgroup.writtenBytes.map { Double($0) })
            }
            return total(rates[place].readBytesPerSecond, rates[place].writtenBytesPerSecond)
        case .pids: return cgroup.pidsCurrent.map { Double($0) }
        case .throttled:
            return rates.map { $0[place].throttledPercent }
                ?? cgroup.throttledNs.map { Double($0) }
        case .pressure:
            let figures =
                rates.map {
                    let share = $0[place].pressure
                    return [share.cpuSomePercent, share.memorySomePercent, share.ioSomePercent]
                }
                ?? [cgroup.pressure.cpu, cgroup.pressure.memory, cgroup.pressure.io].map {
                    $0.some?.avg10Percent
                }
            return figures.compactMap { $0 }.max()
        case .path: return nil
        }
    }
}
