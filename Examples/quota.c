// How many CPUs and how much memory this process may use, and the file that says so.
//
//     cc -std=c11 quota.c $(pkg-config --cflags --libs cprobe) -o quota
//     ./quota [ROOT]
//
// The status is 0 if both are known.

#include <inttypes.h>
#include <stdio.h>

#include <CProbe.h>

// Large: never on a stack.
static cprobe_collector collector;
static cprobe_quota quota;

// The path of the file that sets a limit, as cat would take it.
static void print_file(const cprobe_limit *limit) {
    char path[CPROBE_PATH_BYTES];
    size_t length = 0;
    if (limit->state == CPROBE_LIMIT_LIMITED && limit->in_group) {
        length = cprobe_quota_path(&quota, limit->hierarchy, limit->path_length, limit->file, path,
                                   sizeof path);
    }
    if (length > 0 && length <= sizeof path) {
        printf("  by %.*s", (int)length, path);
    }
    putchar('\n');
}

int main(int count, char **words) {
    cprobe_failure failure;
    const char *root = count > 1 ? words[1] : "/";
    cprobe_result result = cprobe_collector_open(&collector, root, CPROBE_READS_ONCE, &failure);
    if (result == CPROBE_OK) {
        size_t levels = 0; // Their number; the levels themselves are not wanted.
        cprobe_collector_begin(&collector);
        result = cprobe_quota_read(&collector, NULL, NULL, &quota, NULL, 0, &levels, &failure);
        cprobe_collector_close(&collector);
    }
    if (result != CPROBE_OK) {
        fprintf(stderr, "%s: %s: %s\n", root, failure.source, cprobe_result_name(result));
        return 1;
    }
    // A number that is not known has its bit clear: it is never 0.
    const bool has_cores = cprobe_has(quota.cpu.present_fields, CPROBE_CPU_QUOTA_EFFECTIVE);
    const bool has_bytes = cprobe_has(quota.memory.present_fields, CPROBE_MEMORY_QUOTA_EFFECTIVE);
    if (has_cores) {
        printf("cores   %g", quota.cpu.effective_cores);
        print_file(&quota.cpu.limit);
    }
    if (has_bytes) {
        printf("memory  %" PRIu64, quota.memory.effective_bytes);
        print_file(&quota.memory.limit);
    }
    return has_cores && has_bytes ? 0 : 1;
}
