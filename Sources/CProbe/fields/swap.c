// The fields of cprobe_swap_device and cprobe_zram.

#include "../include/cprobe/swap.h"

#include "fields.h"

const cprobe_field cp_swap_device_fields[] = {
    {CP_KEY(""), CPROBE_SWAP_DEVICE_SIZE, offsetof(cprobe_swap_device, size_bytes),
     CPROBE_PRINTED_KIB, "size_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/proc/swaps, column 3", 0, 0,
     "The size of the swap device, without its header."},
    {CP_KEY(""), CPROBE_SWAP_DEVICE_USED, offsetof(cprobe_swap_device, used_bytes),
     CPROBE_PRINTED_KIB, "used_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/proc/swaps, column 4", 0, 0,
     "The used part of size_bytes."},
    {CP_KEY(""), CPROBE_SWAP_DEVICE_PRIORITY, offsetof(cprobe_swap_device, priority),
     CPROBE_PRINTED_PLAIN, "priority", CPROBE_TYPE_I32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/proc/swaps, column 5", 0, 0,
     "Devices with a higher priority are used first; negative if assigned by the kernel."},
};

const size_t cp_swap_device_fields_count =
    sizeof cp_swap_device_fields / sizeof cp_swap_device_fields[0];

const cprobe_field cp_zram_fields[] = {
    {CP_KEY(""), CPROBE_ZRAM_DISK_SIZE, offsetof(cprobe_zram, disk_size_bytes),
     CPROBE_PRINTED_PLAIN, "disk_size_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES,
     CPROBE_KIND_GAUGE, "/sys/block/zramN/disksize", 0, 0,
     "The size of the disk, uncompressed."},
    {CP_KEY(""), CPROBE_ZRAM_ORIGINAL, offsetof(cprobe_zram, original_bytes),
     CPROBE_PRINTED_PLAIN, "original_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/block/zramN/mm_stat, column 1", 4, 1,
     "The size of the stored data before compression."},
    {CP_KEY(""), CPROBE_ZRAM_COMPRESSED, offsetof(cprobe_zram, compressed_bytes),
     CPROBE_PRINTED_PLAIN, "compressed_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES,
     CPROBE_KIND_GAUGE, "/sys/block/zramN/mm_stat, column 2", 4, 1,
     "The size of the stored data after compression."},
    {CP_KEY(""), CPROBE_ZRAM_MEMORY_USED, offsetof(cprobe_zram, memory_used_bytes),
     CPROBE_PRINTED_PLAIN, "memory_used_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES,
     CPROBE_KIND_GAUGE, "/sys/block/zramN/mm_stat, column 3", 4, 1,
     "The memory that the device uses, allocator overhead included."},
    {CP_KEY(""), CPROBE_ZRAM_MEMORY_LIMIT, offsetof(cprobe_zram, memory_limit_bytes),
     CPROBE_PRINTED_PLAIN, "memory_limit_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES,
     CPROBE_KIND_GAUGE, "/sys/block/zramN/mm_stat, column 4", 4, 1,
     "The limit of memory_used_bytes; null without a limit."},
    {CP_KEY(""), CPROBE_ZRAM_MEMORY_PEAK, offsetof(cprobe_zram, memory_peak_bytes),
     CPROBE_PRINTED_PLAIN, "memory_peak_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES,
     CPROBE_KIND_GAUGE, "/sys/block/zramN/mm_stat, column 5", 4, 1,
     "The maximum of memory_used_bytes so far."},
    {CP_KEY(""), CPROBE_ZRAM_SAME_PAGES, offsetof(cprobe_zram, same_pages),
     CPROBE_PRINTED_PLAIN, "same_pages", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/sys/block/zramN/mm_stat, column 6", 4, 1,
     "Pages filled with one repeated word, which use no memory."},
    {CP_KEY(""), CPROBE_ZRAM_HUGE_PAGES, offsetof(cprobe_zram, huge_pages),
     CPROBE_PRINTED_PLAIN, "huge_pages", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/sys/block/zramN/mm_stat, column 8", 4, 18,
     "Incompressible pages, stored uncompressed."},
    {CP_KEY(""), CPROBE_ZRAM_RATIO, offsetof(cprobe_zram, ratio),
     CPROBE_PRINTED_NOT, "ratio", CPROBE_TYPE_DOUBLE, CPROBE_UNIT_NONE, CPROBE_KIND_GAUGE,
     "original_bytes by compressed_bytes", 4, 1,
     "original_bytes divided by compressed_bytes; null if nothing is stored."},
};

const size_t cp_zram_fields_count = sizeof cp_zram_fields / sizeof cp_zram_fields[0];
