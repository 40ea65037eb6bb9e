// A program that may have been compiled with older headers than its library: reads the memory into
// a struct with a guard behind it, and prints what came of it. The status is 0 if nothing behind
// the struct was written to. With an argument it does without the comparison of the structs, as no
// program should.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CProbe.h>

static struct {
    cprobe_memory memory;
    unsigned char guard[1024];
} caller;

int main(int count, char **words) {
    (void)words;
    cprobe_failure failure = {0};
    // As large as this library needs it, which its own header need not know.
    cprobe_collector *collector = calloc(1, cprobe_collector_bytes());
    if (collector == NULL) {
        return 2;
    }
    memset(caller.guard, 0x5a, sizeof caller.guard);
    const cprobe_result result = cprobe_collector_open_sized(
        collector, cprobe_collector_bytes(), count > 1 ? NULL : cprobe_layout_of_headers(), "/",
        CPROBE_READS_ONCE, &failure);
    if (result == CPROBE_OK) {
        cprobe_collector_begin(collector);
        const cprobe_result read =
            cprobe_memory_read(collector, &caller.memory, NULL, &failure);
        printf("read: %s\n", cprobe_result_name(read));
        cprobe_collector_close(collector);
    } else {
        printf("%s: %s\n", cprobe_result_name(result), failure.source);
    }
    for (size_t index = 0; index < sizeof caller.guard; index += 1) {
        if (caller.guard[index] != 0x5a) {
            printf("overwritten\n");
            return 1;
        }
    }
    free(collector);
    return 0;
}
