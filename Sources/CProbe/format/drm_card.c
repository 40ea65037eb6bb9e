// /sys/class/drm/cardN: a graphics processor, one value a file.
// Sample: written by hand.
//
//     device/vendor                        0x1002
//     device/power/runtime_status          active     suspended: do not read what asks the device
//     device/gpu_busy_percent              12                             amdgpu
//     device/mem_info_vram_used            1207959552                     amdgpu; bytes
//     device/pp_dpm_sclk                   0: 500Mhz                      amdgpu
//                                          1: 800Mhz *
//                                          2: 2100Mhz
//     gt/gt0/rps_act_freq_mhz              350                            i915
//     device/tile0/gt0/freq0/act_freq      350                            xe; MHz
//     device/hwmon/hwmonN/power1_average   18000000                       microwatts
//
// device_file.c has the grammar of numbers.
//
//     clocks = clock*
//     clock  = (index | "S") ": " digits "Mhz" " *"? "\n"     * marks the current one
//
// "S" is the clock of deep sleep, listed while the device sleeps. A list of clocks has at most 20
// lines of 16 bytes. gpu_busy_percent: amdgpu_pm.c; act_freq: xe_gt_freq.c; rps_act_freq_mhz:
// intel_gt_sysfs_pm.c; runtime_status: drivers/base/power/sysfs.c.

#include "drm_card.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/gpu.h"
#include "../text/number.h"

#define CARD "/sys/class/drm/cardN/"

enum { STATUS = -3, CLOCKS, MEMORY_CLOCKS, HERTZ_PER_MEGAHERTZ = 1000000 };

const cp_device_file cp_drm_card_files[] = {
    {"device/vendor", CARD "device/vendor", CPROBE_GPU_VENDOR},
    {"device/device", CARD "device/device", CPROBE_GPU_DEVICE},
    [CP_DRM_STATUS] = {"device/power/runtime_status", CARD "device/power/runtime_status", STATUS},
    {"device/gpu_busy_percent", CARD "device/gpu_busy_percent", CPROBE_GPU_BUSY},
    {"device/mem_busy_percent", CARD "device/mem_busy_percent", CPROBE_GPU_MEMORY_BUSY},
    {"device/mem_info_vram_total", CARD "device/mem_info_vram_total", CPROBE_GPU_VRAM_TOTAL},
    {"device/mem_info_vram_used", CARD "device/mem_info_vram_used", CPROBE_GPU_VRAM_USED},
    {"device/mem_info_gtt_total", CARD "device/mem_info_gtt_total", CPROBE_GPU_GTT_TOTAL},
    {"device/mem_info_gtt_used", CARD "device/mem_info_gtt_used", CPROBE_GPU_GTT_USED},
    {"device/pp_dpm_sclk", CARD "device/pp_dpm_sclk", CLOCKS},
    {"device/pp_dpm_mclk", CARD "device/pp_dpm_mclk", MEMORY_CLOCKS},
    {"gt/gt0/rps_act_freq_mhz", CARD "gt/gt0/rps_act_freq_mhz", CPROBE_GPU_CLOCK},
    {"gt/gt0/rps_min_freq_mhz", CARD "gt/gt0/rps_min_freq_mhz", CPROBE_GPU_CLOCK_MIN},
    {"gt/gt0/rps_max_freq_mhz", CARD "gt/gt0/rps_max_freq_mhz", CPROBE_GPU_CLOCK_MAX},
    {"gt/gt0/rc6_residency_ms", CARD "gt/gt0/rc6_residency_ms", CPROBE_GPU_IDLE},
    {"gt_act_freq_mhz", CARD "gt_act_freq_mhz", CPROBE_GPU_CLOCK},
    {"gt_min_freq_mhz", CARD "gt_min_freq_mhz", CPROBE_GPU_CLOCK_MIN},
    {"gt_max_freq_mhz", CARD "gt_max_freq_mhz", CPROBE_GPU_CLOCK_MAX},
    {"power/rc6_residency_ms", CARD "power/rc6_residency_ms", CPROBE_GPU_IDLE},
    {"device/tile0/gt0/freq0/act_freq", CARD "device/tile0/gt0/freq0/act_freq", CPROBE_GPU_CLOCK},
    {"device/tile0/gt0/freq0/min_freq", CARD "device/tile0/gt0/freq0/min_freq",
     CPROBE_GPU_CLOCK_MIN},
    {"device/tile0/gt0/freq0/max_freq", CARD "device/tile0/gt0/freq0/max_freq",
     CPROBE_GPU_CLOCK_MAX},
    {"device/tile0/gt0/gtidle/idle_residency_ms", CARD "device/tile0/gt0/gtidle/idle_residency_ms",
     CPROBE_GPU_IDLE},
};

const size_t cp_drm_card_files_count = sizeof cp_drm_card_files / sizeof cp_drm_card_files[0];

const cp_device_file cp_drm_hwmon_files[] = {
    {"power1_average", CARD "device/hwmon/hwmonN/power1_average", CPROBE_GPU_POWER},
    {"power1_input", CARD "device/hwmon/hwmonN/power1_input", CPROBE_GPU_POWER},
    {"power1_cap", CARD "device/hwmon/hwmonN/power1_cap", CPROBE_GPU_POWER_LIMIT},
    {"power1_max", CARD "device/hwmon/hwmonN/power1_max", CPROBE_GPU_POWER_LIMIT},
    {"energy1_input", CARD "device/hwmon/hwmonN/energy1_input", CPROBE_GPU_ENERGY},
};

const size_t cp_drm_hwmon_files_count = sizeof cp_drm_hwmon_files / sizeof cp_drm_hwmon_files[0];

bool cp_drm_is_awake(cp_span status) {
    cp_trim_lines(&status);
    return cp_span_equal(status, cp_span_of("active")) ||
           cp_span_equal(status, cp_span_of("unsupported"));
}

static void store_clock(uint64_t megahertz, cprobe_gpu_field field, uint64_t *hertz,
                        cprobe_gpu *gpu) {
    if (megahertz <= INT64_MAX / HERTZ_PER_MEGAHERTZ && !cprobe_has(gpu->present_fields, field)) {
        *hertz = megahertz * HERTZ_PER_MEGAHERTZ;
        cprobe_set(&gpu->present_fields, field);
    }
}

typedef struct clocks {
    bool has_current, has_any;
    uint64_t current, first, last; // In MHz.
} clocks;

// Takes a line of a list of clocks.
static bool take_clock(cp_span line, clocks *list) {
    uint64_t number = 0;
    const bool is_sleep = cp_take_text(&line, "S");
    if ((!is_sleep && !cp_take_u64(&line, &number)) || !cp_take_text(&line, ": ") ||
        !cp_take_u64(&line, &number) || !cp_take_text(&line, "Mhz")) {
        return false;
    }
    cp_skip_blanks(&line);
    if (cp_take_byte(&line, '*')) {
        list->has_current = true;
        list->current = number;
    }
    if (!is_sleep) {
        list->first = list->has_any ? list->first : number;
        list->last = number;
        list->has_any = true;
    }
    cp_trim_blanks(&line);
    return line.length == 0;
}

// An empty list is that of a device without this clock.
static bool parse_clocks(cp_span text, clocks *list) {
    *list = (clocks){.has_any = false};
    while (text.length != 0) {
        cp_span line = cp_take_until(&text, '\n', NULL);
        cp_trim_blanks(&line);
        if (line.length != 0 && !take_clock(line, list)) {
            return false;
        }
    }
    return true;
}

static bool store_clocks(cp_span text, bool is_memory, cprobe_gpu *gpu) {
    clocks list;
    if (!parse_clocks(text, &list)) {
        return false;
    }
    if (list.has_current) {
        store_clock(list.current, is_memory ? CPROBE_GPU_MEMORY_CLOCK : CPROBE_GPU_CLOCK,
                    is_memory ? &gpu->memory_clock_hz : &gpu->clock_hz, gpu);
    }
    if (list.has_any && !is_memory) {
        store_clock(list.first, CPROBE_GPU_CLOCK_MIN, &gpu->clock_min_hz, gpu);
        store_clock(list.last, CPROBE_GPU_CLOCK_MAX, &gpu->clock_max_hz, gpu);
    }
    return true;
}

cprobe_result cprobe_drm_card_parse(const char *file, const char *bytes, size_t length,
                                    cprobe_gpu *gpu, cprobe_failure *failure) {
    const cp_device_file *found =
        file == NULL ? NULL : cp_device_file_find(cp_drm_card_files, cp_drm_card_files_count, file);
    if (found == NULL && file != NULL) {
        found = cp_device_file_find(cp_drm_hwmon_files, cp_drm_hwmon_files_count, file);
    }
    if (found == NULL || gpu == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "a file of a graphics processor", 0, 0);
    }
    const cp_span text = cp_span_make(bytes, length);
    bool is_good = true;
    switch (found->field) {
    case STATUS: is_good = cp_device_text_store(text, &gpu->runtime_status); break;
    case CLOCKS:
    case MEMORY_CLOCKS: is_good = store_clocks(text, found->field == MEMORY_CLOCKS, gpu); break;
    default:
        is_good = cprobe_has(gpu->present_fields, (unsigned)found->field) ||
                  cp_device_number_store(text, &cp_gpu_fields[found->field], gpu,
                                      &gpu->present_fields);
    }
    return is_good ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, found->source, 1, 0);
}
