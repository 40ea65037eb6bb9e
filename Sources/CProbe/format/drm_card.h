// The files of a graphics processor, in reading order.

#ifndef CP_FORMAT_DRM_CARD_H
#define CP_FORMAT_DRM_CARD_H

#include "device_file.h"

// Files below /sys/class/drm/cardN. Those before CP_DRM_STATUS and itself do not wake the device.
extern const cp_device_file cp_drm_card_files[];
extern const size_t cp_drm_card_files_count;
enum { CP_DRM_STATUS = 2 }; // device/power/runtime_status

// Files of the device's sensor chip, device/hwmon/hwmonN.
extern const cp_device_file cp_drm_hwmon_files[];
extern const size_t cp_drm_hwmon_files_count;

// Whether runtime_status permits reading further files: not of a device that is asleep or about to
// be, nor of one whose state is not known.
bool cp_drm_is_awake(cp_span status);

#endif
