// The details of a quota as fields, in base units: listed only if they were read.

extension Quota {
    /// Calls `body` with each number of the details; not at all unless they were read.
    func forEachDetail(
        _ body: (Sample.Field.Labels, Sample.Field, Sample.Field.Value?) -> Void
    ) {
        guard let resources else { return }
        let none = Sample.Field.Labels()
        MemoryQuota.detailRows.forEachField(of: memory) { body(none, $0, $1) }
        PidsQuota.detailRows.forEachField(of: pids) { body(none, $0, $1) }
        for pages in hugetlb.sizes {
            let labels = Sample.Field.Labels("page_bytes", .number(Int(pages.pageBytes)))
            HugePages.detailRows.forEachField(of: pages) { body(labels, $0, $1) }
        }
        for resource in resources {
            let labels = Sample.Field.Labels(
                "controller", .word(resource.controller == .rdma ? "rdma" : "misc"),
                "resource", .name(resource.name))
            Resource.rows.forEachField(of: resource) { body(labels, $0, $1) }
        }
    }
}

extension MemoryQuota {
    /// A row for each number of the details, in the order of the JSON.
    static let detailRows: [ValueRow<MemoryQuota>] = [
        .flag(
            "memory_swap_high_is_limited", "memory.swap.high",
            "1 if a level slows down tasks above a size of swap, 0 if none does."
        ) { $0.swapHigh?.isLimited },
        .integer(
            "memory_swap_high_bytes", .bytes, "memory.swap.high",
            "The size of swap above which tasks are slowed down."
        ) { $0.swapHigh?.value },
        .flag(
            "memory_zswap_is_limited", "memory.zswap.max",
            "1 if a level limits the compressed swap cache, 0 if none does."
        ) { $0.zswap?.isLimited },
        .integer(
            "memory_zswap_limit_bytes", .bytes, "memory.zswap.max",
            "The lowest limit of the compressed swap cache of all levels."
        ) { $0.zswap?.value },
    ]
}

extension PidsQuota {
    /// A row for each number of the details.
    static let detailRows: [ValueRow<PidsQuota>] = [
        .counter(
            "pids_events_max", .count, "pids.events",
            "Times that a task could not be created because of a limit."
        ) { $0.eventsMax }
    ]
}

extension HugePages {
    /// A row for each number of the details, in the order of the JSON.
    static let detailRows: [ValueRow<HugePages>] = [
        .flag(
            "hugetlb_reserved_is_limited", "hugetlb.SIZE.rsvd.max",
            "1 if a level limits reservations of pages of this size, 0 if none does."
        ) { $0.reservedLimit?.isLimited },
        .integer(
            "hugetlb_reserved_limit_bytes", .bytes, "hugetlb.SIZE.rsvd.max",
            "The lowest limit of reservations of all levels."
        ) { $0.reservedLimit?.value },
        .integer(
            "hugetlb_reserved_bytes", .bytes, "hugetlb.SIZE.rsvd.current",
            "Memory reserved in pages of this size."
        ) { $0.reservedBytes },
        .counter(
            "hugetlb_events_max", .count, "hugetlb.SIZE.events",
            "Times that pages of this size were refused because of a limit."
        ) { $0.eventsMax },
    ]
}

extension Quota.Resource {
    /// A row for each number, in the order of the JSON.
    static let rows: [ValueRow<Quota.Resource>] = [
        .flag(
            "resource_is_limited", "rdma.max, misc.max",
            "1 if a level limits the resource, 0 if none does."
        ) { $0.limit.isLimited },
        .integer(
            "resource_limit", .count, "rdma.max, misc.max",
            "The lowest limit of the resource of all levels, in units of its own."
        ) { $0.limit.value },
        .integer(
            "resource_current", .count, "rdma.current, misc.current",
            "What the own cgroup and its descendants use of the resource."
        ) { $0.current },
        .counter(
            "resource_events_max", .count, "misc.events",
            "Times that the resource was refused because of a limit."
        ) { $0.eventsMax },
    ]
}
