// Prints the tables of the records as JSON, for fields.py.

#include <stdio.h>

#include "../../Sources/CProbe/include/cprobe/field.h"

#define NAME(name, table, type) {#table, #type},
static const struct {
    const char *name, *type;
} records[CPROBE_RECORDS] = {CPROBE_RECORD_LIST(NAME)};
static const char *const types[] = {"u64", "u32", "i32", "i64", "double", "bool", "other"};
static const char *const units[] = {"count", "bytes", "nanoseconds", "percent", "millipercent",
                                    "bits_per_second", "ticks", "millicelsius", "hertz",
                                    "revolutions_per_minute", "microvolts", "microamperes",
                                    "microwatts", "microjoules", "microwatt_hours",
                                    "microampere_hours", "none"};
static const char *const kinds[] = {"gauge", "counter", "label"};
static const char *const printed[] = {"", "kB (1,024 bytes)", "KiB", "pages",
                                      "sectors of 512 bytes", "ticks", "s", "ms",
                                      "µs", "Mbit/s", "MHz", "0.1 °C", "mV", "mA", "hexadecimal",
                                      ""};

static void print_text(const char *name, const char *text) {
    printf(", \"%s\": \"", name);
    for (; *text != '\0'; text += 1) {
        printf(*text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    }
    printf("\"");
}

int main(void) {
    printf("{");
    for (unsigned record = 0; record < CPROBE_RECORDS; record += 1) {
        size_t count = 0;
        const cprobe_field *fields = cprobe_fields((cprobe_record)record, &count);
        printf("%s\n\"%s\": {\"struct\": \"%s\", \"rows\": [", record == 0 ? "" : ",",
               records[record].name, records[record].type);
        for (size_t row = 0; row < count; row += 1) {
            const cprobe_field *f = &fields[row];
            printf("%s\n {\"presence\": %u", row == 0 ? "" : ",", f->presence);
            print_text("name", f->name);
            print_text("key", f->key);
            print_text("source", f->source);
            print_text("meaning", f->meaning);
            print_text("type", types[f->type]);
            print_text("unit", units[f->unit]);
            print_text("kind", kinds[f->kind]);
            print_text("printed", printed[f->printed]);
            printf(", \"since\": [%u, %u]}", f->since_major, f->since_minor);
        }
        printf("]}");
    }
    printf("}\n");
    return 0;
}
