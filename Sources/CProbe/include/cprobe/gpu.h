// Graphics processors, by what their drivers report in sysfs: amdgpu, i915, xe.
//
// A device that is asleep (runtime suspended) is not woken: only what is known without the device
// is read.

#ifndef CPROBE_GPU_H
#define CPROBE_GPU_H

#include "collector.h"
#include "device_name.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_GPUS_LISTED = 256,   // Linux has at most 64 devices before 6.13.
    CPROBE_GPU_WAIT_MS = 1000,  // A device one of whose files takes longer has stalled.
    CPROBE_GPUS_WAIT_MS = 15000, // After this time no further device is read.
    CPROBE_GPU_NO_HWMON = INT32_MAX
};

// Field numbers of cprobe_gpu, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_gpu_field {
    CPROBE_GPU_VENDOR = 0,
    CPROBE_GPU_DEVICE,
    CPROBE_GPU_BUSY,
    CPROBE_GPU_MEMORY_BUSY,
    CPROBE_GPU_VRAM_TOTAL,
    CPROBE_GPU_VRAM_USED,
    CPROBE_GPU_GTT_TOTAL,
    CPROBE_GPU_GTT_USED,
    CPROBE_GPU_CLOCK,
    CPROBE_GPU_CLOCK_MIN,
    CPROBE_GPU_CLOCK_MAX,
    CPROBE_GPU_MEMORY_CLOCK,
    CPROBE_GPU_POWER,
    CPROBE_GPU_POWER_LIMIT,
    CPROBE_GPU_ENERGY,
    CPROBE_GPU_IDLE
} cprobe_gpu_field;

// One graphics processor. Source: /sys/class/drm/cardN. A field that its driver does not report is
// absent, and so is all but the names and numbers of a suspended device.
typedef struct cprobe_gpu {
    cprobe_presence present_fields; // Bits by cprobe_gpu_field.
    cprobe_device_name name;        // "card0"
    cprobe_device_text driver;      // "amdgpu", "i915", "xe".
    cprobe_device_text bus_address; // "0000:03:00.0" of a PCI device.
    cprobe_device_text runtime_status; // "active", "suspended", "unsupported"
                                       // [device/power/runtime_status].
    uint32_t vendor_id;             // 0x1002 of AMD, 0x8086 of Intel [device/vendor].
    uint32_t device_id;             // [device/device]
    double busy_percent;            // [device/gpu_busy_percent]
    double memory_busy_percent;     // Of the memory's controller [device/mem_busy_percent].
    uint64_t vram_total_bytes;      // Memory of the device [device/mem_info_vram_total].
    uint64_t vram_used_bytes;       // [device/mem_info_vram_used]
    uint64_t gtt_total_bytes;       // Memory of the machine that the device can use
                                    // [device/mem_info_gtt_total].
    uint64_t gtt_used_bytes;        // [device/mem_info_gtt_used]
    uint64_t clock_hz;              // [device/pp_dpm_sclk: the line with *;
                                    // gt/gt0/rps_act_freq_mhz, gt_act_freq_mhz;
                                    // device/tile0/gt0/freq0/act_freq]. 0: asleep.
    uint64_t clock_min_hz;          // [the first line; rps_min_freq_mhz; min_freq]
    uint64_t clock_max_hz;          // [the last line; rps_max_freq_mhz; max_freq]
    uint64_t memory_clock_hz;       // [device/pp_dpm_mclk]
    uint64_t power_microwatts;      // [hwmon: power1_average, power1_input]
    uint64_t power_limit_microwatts; // [hwmon: power1_cap, power1_max]
    uint64_t energy_microjoules;    // A counter [hwmon: energy1_input].
    uint64_t idle_ns;               // A counter: time in which the device slept between jobs
                                    // [gt/gt0/rc6_residency_ms, power/rc6_residency_ms;
                                    // gtidle/idle_residency_ms].
    cprobe_failure failure;         // The first failure that made a field absent; code OK if none.
                                    // STALLED: the driver did not respond, and later files of the
                                    // device were not read.
    uint32_t hwmon;                 // Internal: N of hwmonN; CPROBE_GPU_NO_HWMON if none.
} cprobe_gpu;

// The section, beside the list.
typedef struct cprobe_gpus {
    bool has_monotonic;
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made the list incomplete. Each device has its own.
} cprobe_gpus;

// Reads the graphics processors, by number. At most `capacity` items are written; `count` is the
// number that exist, up to CPROBE_GPUS_LISTED. Bounded in time, and for a machine without one, as
// cprobe_power_read(). Results likewise.
cprobe_result cprobe_gpus_read(cprobe_collector *collector, cprobe_gpus *gpus, cprobe_gpu *items,
                               size_t capacity, size_t *count, cprobe_failure *failure);

// Parses one file of a graphics processor into its field; `file` is its path below cardN, such as
// "device/gpu_busy_percent", or its name in the directory of hwmon, such as "power1_average". Of
// several files of one field, the first that was parsed counts. Pure: any thread, any system; NULL
// with length 0 is valid. OK, MALFORMED, INVALID (no such file).
cprobe_result cprobe_drm_card_parse(const char *file, const char *bytes, size_t length,
                                    cprobe_gpu *gpu, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
