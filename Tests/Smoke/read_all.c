// Reads every section of each root that is named, twice, and says what came of it: the whole C core
// under the sanitizers, without Swift. The status is 1 where a root that must answer does not.

#include <stdio.h>

#include "../../Sources/CProbe/include/CProbe.h"

static cprobe_collector collector;
static cprobe_quota quota;

int main(int count, char **roots) {
    int failed = 0;
    for (int index = 1; index < count; index += 1) {
        cprobe_failure failure = {0};
        if (cprobe_collector_open(&collector, roots[index], &failure) != CPROBE_OK) {
            printf("%s: %s\n", roots[index], cprobe_result_name(failure.code));
            failed = 1;
            continue;
        }
        for (int again = 0; again < 2; again += 1) {
            cprobe_cpu cpu;
            cprobe_logical_cpu cpus[3];
            cprobe_load load;
            cprobe_memory memory;
            cprobe_quota_level levels[2];
            cprobe_cpu_frequency frequencies[2];
            size_t rows = 0;
            cprobe_collector_begin(&collector);
            if (cprobe_cpu_read(&collector, &cpu, cpus, 3, &rows, &failure) != CPROBE_OK ||
                cprobe_load_read(&collector, &load, &failure) != CPROBE_OK ||
                cprobe_memory_read(&collector, &memory, &failure) != CPROBE_OK ||
                cprobe_quota_read(&collector, &quota, levels, 2, &rows, &failure) != CPROBE_OK) {
                printf("%s: %s: %s\n", roots[index], failure.source,
                       cprobe_result_name(failure.code));
                failed = 1;
            }
            (void)cprobe_cpu_frequency_read(&collector, frequencies, 2, &rows, &failure);
        }
        cprobe_collector_close(&collector);
    }
    return failed;
}
