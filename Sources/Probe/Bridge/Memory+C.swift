internal import CProbe

extension Memory {
    /// Takes what C read.
    mutating func set(_ c: UnsafePointer<cprobe_memory>) {
        let fields = c.pointee.present_fields
        func has(_ field: cprobe_memory_field) -> Bool { cprobe_has(fields, field.rawValue) }
        totalBytes = has(.CPROBE_MEMORY_TOTAL) ? c.pointee.total_bytes : nil
        freeBytes = has(.CPROBE_MEMORY_FREE) ? c.pointee.free_bytes : nil
        availableBytes = has(.CPROBE_MEMORY_AVAILABLE) ? c.pointee.available_bytes : nil
        usedBytes = has(.CPROBE_MEMORY_USED) ? c.pointee.used_bytes : nil
        usagePercent = has(.CPROBE_MEMORY_USAGE_PERCENT) ? c.pointee.usage_percent : nil
        buffersBytes = has(.CPROBE_MEMORY_BUFFERS) ? c.pointee.buffers_bytes : nil
        cachedBytes = has(.CPROBE_MEMORY_CACHED) ? c.pointee.cached_bytes : nil
        reclaimableBytes = has(.CPROBE_MEMORY_RECLAIMABLE) ? c.pointee.reclaimable_bytes : nil
        sharedBytes = has(.CPROBE_MEMORY_SHARED) ? c.pointee.shared_bytes : nil
        activeBytes = has(.CPROBE_MEMORY_ACTIVE) ? c.pointee.active_bytes : nil
        inactiveBytes = has(.CPROBE_MEMORY_INACTIVE) ? c.pointee.inactive_bytes : nil
        dirtyBytes = has(.CPROBE_MEMORY_DIRTY) ? c.pointee.dirty_bytes : nil
        writebackBytes = has(.CPROBE_MEMORY_WRITEBACK) ? c.pointee.writeback_bytes : nil
        anonymousBytes = has(.CPROBE_MEMORY_ANONYMOUS) ? c.pointee.anonymous_bytes : nil
        mappedBytes = has(.CPROBE_MEMORY_MAPPED) ? c.pointee.mapped_bytes : nil
        slabBytes = has(.CPROBE_MEMORY_SLAB) ? c.pointee.slab_bytes : nil
        kernelStackBytes = has(.CPROBE_MEMORY_KERNEL_STACK) ? c.pointee.kernel_stack_bytes : nil
        pageTablesBytes = has(.CPROBE_MEMORY_PAGE_TABLES) ? c.pointee.page_tables_bytes : nil
        committedBytes = has(.CPROBE_MEMORY_COMMITTED) ? c.pointee.committed_bytes : nil
        commitLimitBytes = has(.CPROBE_MEMORY_COMMIT_LIMIT) ? c.pointee.commit_limit_bytes : nil
        hugePagesTotal = has(.CPROBE_MEMORY_HUGE_PAGES_TOTAL) ? c.pointee.huge_pages_total : nil
        hugePagesFree = has(.CPROBE_MEMORY_HUGE_PAGES_FREE) ? c.pointee.huge_pages_free : nil
        hugePagesReserved =
            has(.CPROBE_MEMORY_HUGE_PAGES_RESERVED) ? c.pointee.huge_pages_reserved : nil
        hugePagesSurplus =
            has(.CPROBE_MEMORY_HUGE_PAGES_SURPLUS) ? c.pointee.huge_pages_surplus : nil
        hugePageBytes = has(.CPROBE_MEMORY_HUGE_PAGE) ? c.pointee.huge_page_bytes : nil
        swapTotalBytes = has(.CPROBE_MEMORY_SWAP_TOTAL) ? c.pointee.swap_total_bytes : nil
        swapFreeBytes = has(.CPROBE_MEMORY_SWAP_FREE) ? c.pointee.swap_free_bytes : nil
        swapUsedBytes = has(.CPROBE_MEMORY_SWAP_USED) ? c.pointee.swap_used_bytes : nil
        swapCachedBytes = has(.CPROBE_MEMORY_SWAP_CACHED) ? c.pointee.swap_cached_bytes : nil
        swapUsagePercent =
            has(.CPROBE_MEMORY_SWAP_USAGE_PERCENT) ? c.pointee.swap_usage_percent : nil
        zswapBytes = has(.CPROBE_MEMORY_ZSWAP) ? c.pointee.zswap_bytes : nil
        zswappedBytes = has(.CPROBE_MEMORY_ZSWAPPED) ? c.pointee.zswapped_bytes : nil
        pageFaults = has(.CPROBE_MEMORY_PAGE_FAULTS) ? c.pointee.page_faults : nil
        majorPageFaults = has(.CPROBE_MEMORY_MAJOR_PAGE_FAULTS) ? c.pointee.major_page_faults : nil
        swappedInBytes = has(.CPROBE_MEMORY_SWAPPED_IN) ? c.pointee.swapped_in_bytes : nil
        swappedOutBytes = has(.CPROBE_MEMORY_SWAPPED_OUT) ? c.pointee.swapped_out_bytes : nil
        pagedInBytes = has(.CPROBE_MEMORY_PAGED_IN) ? c.pointee.paged_in_bytes : nil
        pagedOutBytes = has(.CPROBE_MEMORY_PAGED_OUT) ? c.pointee.paged_out_bytes : nil
        oomKills = has(.CPROBE_MEMORY_OOM_KILLS) ? c.pointee.oom_kills : nil
        monotonicNs = has(.CPROBE_MEMORY_MONOTONIC) ? c.pointee.monotonic_ns : nil
        failures.set(c.pointee.failures)
    }
}
