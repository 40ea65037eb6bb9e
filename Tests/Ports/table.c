// Prints what the port of this build reads: a line for each field set, and for each field.

#include <stdio.h>

#include "../../Sources/CProbe/include/CProbe.h"

static const char *section_name(cprobe_section section) {
    static const char *const names[] = {
        [CPROBE_SECTION_CPU] = "cpu",
        [CPROBE_SECTION_LOAD] = "load",
        [CPROBE_SECTION_MEMORY] = "memory",
        [CPROBE_SECTION_DISK] = "disk",
        [CPROBE_SECTION_FILESYSTEM] = "filesystem",
        [CPROBE_SECTION_NETWORK] = "network",
        [CPROBE_SECTION_IO] = "io",
        [CPROBE_SECTION_PRESSURE] = "pressure",
        [CPROBE_SECTION_QUOTA] = "quota",
        [CPROBE_SECTION_PROCESS] = "process",
        [CPROBE_SECTION_SENSORS] = "sensors",
        [CPROBE_SECTION_CGROUPS] = "cgroups",
        [CPROBE_SECTION_SWAP] = "swap",
        [CPROBE_SECTION_INTERRUPTS] = "interrupts",
        [CPROBE_SECTION_HOST] = "host",
        [CPROBE_SECTION_TOPOLOGY] = "topology",
        [CPROBE_SECTION_STORAGE] = "storage",
        [CPROBE_SECTION_PROTOCOLS] = "protocols",
        [CPROBE_SECTION_CONNECTIONS] = "connections",
        [CPROBE_SECTION_POWER] = "power",
        [CPROBE_SECTION_GPU] = "gpu",
        [CPROBE_SECTION_MEMORY_DETAILS] = "memory_details",
        [CPROBE_SECTION_ROUTING] = "routing",
    };
    return names[section];
}

int main(void) {
    printf("port\t%s\n", cprobe_port_name());
    for (unsigned set = 0; set < CPROBE_FIELD_SETS; set += 1) {
        const cprobe_field_set_description description =
            cprobe_field_set_describe((cprobe_field_set)set);
        printf("set\t%s\t%s\t%s\n", section_name(description.section), description.name,
               description.source);
    }
#define RECORD_NAME(name, table, type) #table,
    static const char *const records[] = {CPROBE_RECORD_LIST(RECORD_NAME)};
#undef RECORD_NAME
    for (unsigned record = 0; record < CPROBE_RECORDS; record += 1) {
        size_t count = 0;
        const cprobe_field *rows = cprobe_fields((cprobe_record)record, &count);
        for (size_t index = 0; index < count; index += 1) {
            const char *source =
                cprobe_field_support((cprobe_record)record, rows[index].presence);
            printf("field\t%s\t%s\t%s\n", records[record], rows[index].name,
                   source != NULL ? source : "");
        }
    }
    return 0;
}
