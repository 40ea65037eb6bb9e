internal import CProbe

extension Memory {
    /// Takes what C read.
    mutating func set(_ c: borrowing cprobe_memory) {
        let fields = c.present_fields
        func has(_ field: cprobe_memory_field) -> Bool { cprobe_has(fields, field.rawValue) }
        totalBytes = has(.CPROBE_MEMORY_TOTAL) ? c.total_bytes : nil
        freeBytes = has(.CPROBE_MEMORY_FREE) ? c.free_bytes : nil
        availableBytes = has(.CPROBE_MEMORY_AVAILABLE) ? c.available_bytes : nil
        usedBytes = has(.CPROBE_MEMORY_USED) ? c.used_bytes : nil
        usagePercent = has(.CPROBE_MEMORY_USAGE_PERCENT) ? c.usage_percent : nil
        buffersBytes = has(.CPROBE_MEMORY_BUFFERS) ? c.buffers_bytes : nil
        cachedBytes = has(.CPROBE_MEMORY_CACHED) ? c.cached_bytes : nil
        reclaimableBytes = has(.CPROBE_MEMORY_RECLAIMABLE) ? c.reclaimable_bytes : nil
        sharedBytes = has(.CPROBE_MEMORY_SHARED) ? c.shared_bytes : nil
        activeBytes = has(.CPROBE_MEMORY_ACTIVE) ? c.active_bytes : nil
        inactiveBytes = has(.CPROBE_MEMORY_INACTIVE) ? c.inactive_bytes : nil
        dirtyBytes = has(.CPROBE_MEMORY_DIRTY) ? c.dirty_bytes : nil
        writebackBytes = has(.CPROBE_MEMORY_WRITEBACK) ? c.writeback_bytes : nil
        anonymousBytes = has(.CPROBE_MEMORY_ANONYMOUS) ? c.anonymous_bytes : nil
        mappedBytes = has(.CPROBE_MEMORY_MAPPED) ? c.mapped_bytes : nil
        slabBytes = has(.CPROBE_MEMORY_SLAB) ? c.slab_bytes : nil
        kernelStackBytes = has(.CPROBE_MEMORY_KERNEL_STACK) ? c.kernel_stack_bytes : nil
        pageTablesBytes = has(.CPROBE_MEMORY_PAGE_TABLES) ? c.page_tables_bytes : nil
        committedBytes = has(.CPROBE_MEMORY_COMMITTED) ? c.committed_bytes : nil
        commitLimitBytes = has(.CPROBE_MEMORY_COMMIT_LIMIT) ? c.commit_limit_bytes : nil
        hugePagesTotal = has(.CPROBE_MEMORY_HUGE_PAGES_TOTAL) ? c.huge_pages_total : nil
        hugePagesFree = has(.CPROBE_MEMORY_HUGE_PAGES_FREE) ? c.huge_pages_free : nil
        hugePagesReserved = has(.CPROBE_MEMORY_HUGE_PAGES_RESERVED) ? c.huge_pages_reserved : nil
        hugePagesSurplus = has(.CPROBE_MEMORY_HUGE_PAGES_SURPLUS) ? c.huge_pages_surplus : nil
        hugePageBytes = has(.CPROBE_MEMORY_HUGE_PAGE) ? c.huge_page_bytes : nil
        swapTotalBytes = has(.CPROBE_MEMORY_SWAP_TOTAL) ? c.swap_total_bytes : nil
        swapFreeBytes = has(.CPROBE_MEMORY_SWAP_FREE) ? c.swap_free_bytes : nil
        swapUsedBytes = has(.CPROBE_MEMORY_SWAP_USED) ? c.swap_used_bytes : nil
        swapCachedBytes = has(.CPROBE_MEMORY_SWAP_CACHED) ? c.swap_cached_bytes : nil
        swapUsagePercent = has(.CPROBE_MEMORY_SWAP_USAGE_PERCENT) ? c.swap_usage_percent : nil
        zswapBytes = has(.CPROBE_MEMORY_ZSWAP) ? c.zswap_bytes : nil
        zswappedBytes = has(.CPROBE_MEMORY_ZSWAPPED) ? c.zswapped_bytes : nil
        pageFaults = has(.CPROBE_MEMORY_PAGE_FAULTS) ? c.page_faults : nil
        majorPageFaults = has(.CPROBE_MEMORY_MAJOR_PAGE_FAULTS) ? c.major_page_faults : nil
        swappedInBytes = has(.CPROBE_MEMORY_SWAPPED_IN) ? c.swapped_in_bytes : nil
        swappedOutBytes = has(.CPROBE_MEMORY_SWAPPED_OUT) ? c.swapped_out_bytes : nil
        pagedInBytes = has(.CPROBE_MEMORY_PAGED_IN) ? c.paged_in_bytes : nil
        pagedOutBytes = has(.CPROBE_MEMORY_PAGED_OUT) ? c.paged_out_bytes : nil
        oomKills = has(.CPROBE_MEMORY_OOM_KILLS) ? c.oom_kills : nil
        monotonicNs = has(.CPROBE_MEMORY_MONOTONIC) ? c.monotonic_ns : nil
        failures.set(c.failures)
    }
}
