// /sys/class/powercap/NAME: a zone whose energy the processor counts (RAPL).
// Sample: written by hand.
//
//     name                  package-0
//     energy_uj             48201736419     microjoules; a counter
//     max_energy_range_uj   262143328850    the counter starts again at 0 after this value
//
// device_file.c has the grammar. The zones are named by their place: "intel-rapl:0" is a package,
// its parts are "intel-rapl:0:0" and so on. Names without a colon are of a kind of zones. The
// counter is readable by root alone since 5.10: at full resolution it reveals what the processor
// computes. energy_uj_show(), drivers/powercap/powercap_sys.c;
// Documentation/power/powercap/powercap.rst.

#include "../include/cprobe/power.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "power_files.h"

enum { LABEL = -1 };

const cp_device_file cp_energy_zone_files[] = {
    {"name", "/sys/class/powercap/NAME/name", LABEL},
    {"energy_uj", "/sys/class/powercap/NAME/energy_uj", CPROBE_ENERGY_ZONE_ENERGY},
    {"max_energy_range_uj", "/sys/class/powercap/NAME/max_energy_range_uj",
     CPROBE_ENERGY_ZONE_ENERGY_RANGE},
};

const size_t cp_energy_zone_files_count =
    sizeof cp_energy_zone_files / sizeof cp_energy_zone_files[0];

cprobe_result cprobe_energy_zone_parse(const char *file, const char *bytes, size_t length,
                                       cprobe_energy_zone *zone, cprobe_failure *failure) {
    const cp_device_file *found =
        file == NULL
            ? NULL
            : cp_device_file_find(cp_energy_zone_files, cp_energy_zone_files_count, file);
    if (found == NULL || zone == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "a file of an energy zone", 0, 0);
    }
    const cp_span text = cp_span_make(bytes, length);
    const bool is_good =
        found->field == LABEL
            ? cp_device_text_store(text, &zone->label)
            : cp_device_number_store(text, &cp_energy_zone_fields[found->field], zone,
                                  &zone->present_fields);
    return is_good ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, found->source, 1, 0);
}
