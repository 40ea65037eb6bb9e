// The files of power supplies, energy zones and cooling devices, in reading order.

#ifndef CP_FORMAT_POWER_FILES_H
#define CP_FORMAT_POWER_FILES_H

#include "device_file.h"

extern const cp_device_file cp_power_supply_files[];
extern const size_t cp_power_supply_files_count;
extern const cp_device_file cp_energy_zone_files[];
extern const size_t cp_energy_zone_files_count;
extern const cp_device_file cp_cooling_device_files[];
extern const size_t cp_cooling_device_files_count;

#endif
