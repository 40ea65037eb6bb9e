// The fields of cprobe_gpu.

#include "../include/cprobe/gpu.h"

#include "fields.h"

const cprobe_field cp_gpu_fields[] = {
    {CP_KEY(""), CPROBE_GPU_VENDOR, offsetof(cprobe_gpu, vendor_id),
     CPROBE_PRINTED_HEXADECIMAL, "vendor_id", CPROBE_TYPE_U32,
     CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/class/drm/cardN/device/vendor", 0, 0,
     "The PCI vendor: 4098 is AMD, 32902 Intel."},
    {CP_KEY(""), CPROBE_GPU_DEVICE, offsetof(cprobe_gpu, device_id),
     CPROBE_PRINTED_HEXADECIMAL, "device_id", CPROBE_TYPE_U32,
     CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/class/drm/cardN/device/device", 0, 0,
     "The PCI device of the vendor."},
    {CP_KEY(""), CPROBE_GPU_BUSY, offsetof(cprobe_gpu, busy_percent),
     CPROBE_PRINTED_PLAIN, "busy_percent", CPROBE_TYPE_DOUBLE,
     CPROBE_UNIT_PERCENT, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/gpu_busy_percent", 4, 19,
     "The use of the processor as its firmware measures it."},
    {CP_KEY(""), CPROBE_GPU_MEMORY_BUSY, offsetof(cprobe_gpu, memory_busy_percent),
     CPROBE_PRINTED_PLAIN, "memory_busy_percent", CPROBE_TYPE_DOUBLE,
     CPROBE_UNIT_PERCENT, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/mem_busy_percent", 5, 1,
     "The use of the memory controller."},
    {CP_KEY(""), CPROBE_GPU_VRAM_TOTAL, offsetof(cprobe_gpu, vram_total_bytes),
     CPROBE_PRINTED_PLAIN, "vram_total_bytes", CPROBE_TYPE_U64,
     CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/mem_info_vram_total", 4, 19,
     "The memory of the device."},
    {CP_KEY(""), CPROBE_GPU_VRAM_USED, offsetof(cprobe_gpu, vram_used_bytes),
     CPROBE_PRINTED_PLAIN, "vram_used_bytes", CPROBE_TYPE_U64,
     CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/mem_info_vram_used", 4, 19,
     "The used part of vram_total_bytes."},
    {CP_KEY(""), CPROBE_GPU_GTT_TOTAL, offsetof(cprobe_gpu, gtt_total_bytes),
     CPROBE_PRINTED_PLAIN, "gtt_total_bytes", CPROBE_TYPE_U64,
     CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/mem_info_gtt_total", 4, 19,
     "The memory of the machine that the device can use."},
    {CP_KEY(""), CPROBE_GPU_GTT_USED, offsetof(cprobe_gpu, gtt_used_bytes),
     CPROBE_PRINTED_PLAIN, "gtt_used_bytes", CPROBE_TYPE_U64,
     CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/mem_info_gtt_used", 4, 19,
     "The used part of gtt_total_bytes."},
    {CP_KEY(""), CPROBE_GPU_CLOCK, offsetof(cprobe_gpu, clock_hz),
     CPROBE_PRINTED_MEGAHERTZ, "clock_hz", CPROBE_TYPE_U64,
     CPROBE_UNIT_HERTZ, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/pp_dpm_sclk, /sys/class/drm/cardN/gt/gt0/rps_act_freq_mhz, "
     "/sys/class/drm/cardN/gt_act_freq_mhz or "
     "/sys/class/drm/cardN/device/tile0/gt0/freq0/act_freq", 0, 0,
     "The frequency of the processor; 0 if it sleeps between jobs."},
    {CP_KEY(""), CPROBE_GPU_CLOCK_MIN, offsetof(cprobe_gpu, clock_min_hz),
     CPROBE_PRINTED_MEGAHERTZ, "clock_min_hz", CPROBE_TYPE_U64,
     CPROBE_UNIT_HERTZ, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/pp_dpm_sclk, /sys/class/drm/cardN/gt/gt0/rps_min_freq_mhz, "
     "/sys/class/drm/cardN/gt_min_freq_mhz or "
     "/sys/class/drm/cardN/device/tile0/gt0/freq0/min_freq", 0, 0,
     "The lowest frequency that the driver sets."},
    {CP_KEY(""), CPROBE_GPU_CLOCK_MAX, offsetof(cprobe_gpu, clock_max_hz),
     CPROBE_PRINTED_MEGAHERTZ, "clock_max_hz", CPROBE_TYPE_U64,
     CPROBE_UNIT_HERTZ, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/pp_dpm_sclk, /sys/class/drm/cardN/gt/gt0/rps_max_freq_mhz, "
     "/sys/class/drm/cardN/gt_max_freq_mhz or "
     "/sys/class/drm/cardN/device/tile0/gt0/freq0/max_freq", 0, 0,
     "The highest frequency that the driver sets."},
    {CP_KEY(""), CPROBE_GPU_MEMORY_CLOCK, offsetof(cprobe_gpu, memory_clock_hz),
     CPROBE_PRINTED_MEGAHERTZ, "memory_clock_hz", CPROBE_TYPE_U64,
     CPROBE_UNIT_HERTZ, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/pp_dpm_mclk", 0, 0,
     "The frequency of the memory."},
    {CP_KEY(""), CPROBE_GPU_POWER, offsetof(cprobe_gpu, power_microwatts),
     CPROBE_PRINTED_PLAIN, "power_microwatts", CPROBE_TYPE_U64,
     CPROBE_UNIT_MICROWATTS, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/hwmon/hwmonN/power1_average or power1_input", 0, 0,
     "The power of the device."},
    {CP_KEY(""), CPROBE_GPU_POWER_LIMIT, offsetof(cprobe_gpu, power_limit_microwatts),
     CPROBE_PRINTED_PLAIN, "power_limit_microwatts", CPROBE_TYPE_U64,
     CPROBE_UNIT_MICROWATTS, CPROBE_KIND_GAUGE,
     "/sys/class/drm/cardN/device/hwmon/hwmonN/power1_cap or power1_max", 0, 0,
     "The limit of power_microwatts."},
    {CP_KEY(""), CPROBE_GPU_ENERGY, offsetof(cprobe_gpu, energy_microjoules),
     CPROBE_PRINTED_PLAIN, "energy_microjoules", CPROBE_TYPE_U64,
     CPROBE_UNIT_MICROJOULES, CPROBE_KIND_COUNTER,
     "/sys/class/drm/cardN/device/hwmon/hwmonN/energy1_input", 0, 0,
     "The energy used since the driver was loaded."},
    {CP_KEY(""), CPROBE_GPU_IDLE, offsetof(cprobe_gpu, idle_ns),
     CPROBE_PRINTED_MILLISECONDS, "idle_ns", CPROBE_TYPE_U64,
     CPROBE_UNIT_NANOSECONDS, CPROBE_KIND_COUNTER,
     "/sys/class/drm/cardN/gt/gt0/rc6_residency_ms, "
     "/sys/class/drm/cardN/power/rc6_residency_ms or "
     "/sys/class/drm/cardN/device/tile0/gt0/gtidle/idle_residency_ms", 0, 0,
     "Time in which the processor slept between jobs."},
};

const size_t cp_gpu_fields_count =
    sizeof cp_gpu_fields / sizeof cp_gpu_fields[0];
