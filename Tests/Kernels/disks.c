// What disks say of their health: the emulator's ATA disk (sda) and NVMe disk (nvme0n1).

#define _GNU_SOURCE 1
#include "groups.h"

#include <string.h>
#include <unistd.h>

static cprobe_result read_health(const char *name, cprobe_disk_health *health) {
    return cprobe_disk_health_read(&collector, name, strlen(name), health, NULL);
}

static bool shows(const cprobe_disk_health *health, cprobe_disk_health_field field, uint64_t number,
                  uint64_t wanted) {
    return cprobe_has(health->present_fields, field) && number == wanted;
}

static void unprivileged(void) {
    cprobe_disk_health health;
    if (setuid(65534) != 0) {
        skip("setuid", "the health of a disk needs a right");
        return;
    }
    const cprobe_result result = read_health("sda", &health);
    expect(result == CPROBE_DENIED, cprobe_result_name(result),
           "the health of sda is denied to an ordinary user");
}

// The numbers are those of hw/ide/core.c and hw/nvme/ctrl.c of QEMU, by smartctl and nvme.
void disks(void) {
    cprobe_disk_health health = {.present_fields = {{0, 0}}};
    if (!exists("/sys/block/sda")) {
        skip("no ATA disk", "the health of an ATA disk");
    } else {
        const cprobe_result result = read_health("sda", &health);
        expect(result == CPROBE_OK, cprobe_result_name(result), "sda says how it is");
        expect(shows(&health, CPROBE_HEALTH_TEMPERATURE, (uint64_t)health.temperature_millicelsius,
                     31000),
               "another", "sda has 31 degrees");
        expect(shows(&health, CPROBE_HEALTH_FAILURE_PREDICTED, health.failure_predicted, false),
               "another", "sda predicts no failure");
        expect(shows(&health, CPROBE_HEALTH_REALLOCATED, health.reallocated_sectors, 0), "another",
               "no sector of sda was replaced");
        expect(shows(&health, CPROBE_HEALTH_POWER_ON, health.power_on_ns,
                     UINT64_C(3600000000000)),
               "another", "sda was on for an hour");
        expect(!cprobe_has(health.present_fields, CPROBE_HEALTH_USED), "a number",
               "sda, which has no statistics, has no used_percent");
        in_child(unprivileged, "unprivileged");
    }
    if (!exists("/sys/block/nvme0n1")) {
        skip("no NVMe disk", "the health of an NVMe disk");
        return;
    }
    const cprobe_result result = read_health("nvme0n1", &health);
    expect(result == CPROBE_OK, cprobe_result_name(result), "nvme0n1 says how it is");
    expect(shows(&health, CPROBE_HEALTH_TEMPERATURE, (uint64_t)health.temperature_millicelsius,
                 49850),
           "another", "nvme0n1 has 323 kelvins");
    expect(shows(&health, CPROBE_HEALTH_WARNING, health.critical_warning, 0), "a warning",
           "nvme0n1 does not warn");
    const cprobe_result other = read_health("vda", &health);
    expect(other == CPROBE_NOT_FOUND, cprobe_result_name(other), "vda has no health");
}
