// The fields of cprobe_memory_zone, cprobe_slab and cprobe_memory_counter.

#include "../include/cprobe/memory_details.h"

#include "fields.h"

static const char zoneinfo[] = "/proc/zoneinfo";

const cprobe_field cp_memory_zone_fields[] = {
    {CP_KEY("free"), CPROBE_MEMORY_ZONE_FREE, offsetof(cprobe_memory_zone, free_bytes),
     CPROBE_PRINTED_PAGES, "free_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Free memory of the zone."},
    {CP_KEY("boost"), CPROBE_MEMORY_ZONE_BOOST, offsetof(cprobe_memory_zone, boost_bytes),
     CPROBE_PRINTED_PAGES, "boost_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Memory by which the watermarks are raised for a time. Absent in older kernels."},
    {CP_KEY("min"), CPROBE_MEMORY_ZONE_MIN, offsetof(cprobe_memory_zone, min_bytes),
     CPROBE_PRINTED_PAGES, "min_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Below this watermark an allocation has to wait for reclaim."},
    {CP_KEY("low"), CPROBE_MEMORY_ZONE_LOW, offsetof(cprobe_memory_zone, low_bytes),
     CPROBE_PRINTED_PAGES, "low_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Below this watermark kswapd starts to reclaim."},
    {CP_KEY("high"), CPROBE_MEMORY_ZONE_HIGH, offsetof(cprobe_memory_zone, high_bytes),
     CPROBE_PRINTED_PAGES, "high_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Above this watermark kswapd stops."},
    {CP_KEY("promo"), CPROBE_MEMORY_ZONE_PROMO, offsetof(cprobe_memory_zone, promo_bytes),
     CPROBE_PRINTED_PAGES, "promo_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "The watermark of promotion from slower memory. Absent in older kernels."},
    {CP_KEY("spanned"), CPROBE_MEMORY_ZONE_SPANNED, offsetof(cprobe_memory_zone, spanned_bytes),
     CPROBE_PRINTED_PAGES, "spanned_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "From the first page to the last, holes included."},
    {CP_KEY("present"), CPROBE_MEMORY_ZONE_PRESENT, offsetof(cprobe_memory_zone, present_bytes),
     CPROBE_PRINTED_PAGES, "present_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Memory of the zone without the holes."},
    {CP_KEY("managed"), CPROBE_MEMORY_ZONE_MANAGED, offsetof(cprobe_memory_zone, managed_bytes),
     CPROBE_PRINTED_PAGES, "managed_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 3, 9,
     "Memory of the zone without what the kernel reserved at boot."},
    {CP_KEY("cma"), CPROBE_MEMORY_ZONE_CMA, offsetof(cprobe_memory_zone, cma_bytes),
     CPROBE_PRINTED_PAGES, "cma_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     zoneinfo, 0, 0,
     "Memory of the contiguous memory allocator. Absent in older kernels."},
};

const size_t cp_memory_zone_fields_count =
    sizeof cp_memory_zone_fields / sizeof cp_memory_zone_fields[0];

const cprobe_field cp_slab_fields[] = {
    {CP_KEY(""), CPROBE_SLAB_ACTIVE_OBJECTS, offsetof(cprobe_slab, active_objects),
     CPROBE_PRINTED_PLAIN, "active_objects", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, column 2", 0, 0,
     "Objects in use. A kernel with SLUB counts objects in slabs that a CPU keeps as in use."},
    {CP_KEY(""), CPROBE_SLAB_OBJECTS, offsetof(cprobe_slab, objects),
     CPROBE_PRINTED_PLAIN, "objects", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, column 3", 0, 0,
     "Objects that fit into the slabs."},
    {CP_KEY(""), CPROBE_SLAB_OBJECT, offsetof(cprobe_slab, object_bytes),
     CPROBE_PRINTED_PLAIN, "object_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, column 4", 0, 0,
     "Size of one object, with its padding."},
    {CP_KEY(""), CPROBE_SLAB_OBJECTS_PER_SLAB, offsetof(cprobe_slab, objects_per_slab),
     CPROBE_PRINTED_PLAIN, "objects_per_slab", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT,
     CPROBE_KIND_GAUGE, "/proc/slabinfo, column 5", 0, 0,
     "Objects that fit into one slab."},
    {CP_KEY(""), CPROBE_SLAB_PAGES_PER_SLAB, offsetof(cprobe_slab, pages_per_slab),
     CPROBE_PRINTED_PLAIN, "pages_per_slab", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, column 6", 0, 0,
     "Pages of one slab."},
    {CP_KEY(""), CPROBE_SLAB_ACTIVE_SLABS, offsetof(cprobe_slab, active_slabs),
     CPROBE_PRINTED_PLAIN, "active_slabs", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, slabdata, column 1", 0, 0,
     "Slabs with an object in use."},
    {CP_KEY(""), CPROBE_SLAB_SLABS, offsetof(cprobe_slab, slabs),
     CPROBE_PRINTED_PLAIN, "slabs", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, slabdata, column 2", 0, 0,
     "Slabs."},
    {CP_KEY(""), CPROBE_SLAB_TOTAL, offsetof(cprobe_slab, total_bytes),
     CPROBE_PRINTED_PAGES, "total_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/proc/slabinfo, slabs times pages_per_slab", 0, 0,
     "Memory of all slabs."},
};

const size_t cp_slab_fields_count = sizeof cp_slab_fields / sizeof cp_slab_fields[0];

const cprobe_field cp_memory_counter_fields[] = {
    {CP_KEY(""), CPROBE_MEMORY_COUNTER_VALUE, offsetof(cprobe_memory_counter, value),
     CPROBE_PRINTED_PLAIN, "value", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/proc/vmstat, column 2", 0, 0,
     "The number as printed. Most names that start with nr_ are pages at this time; "
     "nr_kernel_stack is KiB; nr_dirtied, nr_written, nr_vmscan_* and nr_tlb_* count since boot, "
     "as most others do."},
};

const size_t cp_memory_counter_fields_count =
    sizeof cp_memory_counter_fields / sizeof cp_memory_counter_fields[0];
