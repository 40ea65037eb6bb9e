// /proc/PID/statm: the memory of a process in pages.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/207/statm
//
//     565 361 348 388 0 77 0
//
//     file = size " " resident " " shared " " text " " lib " " data " " dirty "\n"
//
// Only resident and shared are used: shared is memory of files and shared memory; the rest of
// resident is anonymous. The order of the other columns changed, and two are always 0 since Linux
// 2.6. All are 0 for a kernel thread, a zombie and a process that is just ending. A text that ends
// within the first three numbers, or has more shared than resident, is malformed. At most 7 × 21 =
// 147 bytes. proc_pid_statm(), fs/proc/array.c; proc_pid_statm(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "../text/number.h"

static const char source[] = "/proc/PID/statm";

cprobe_result cprobe_process_statm_parse(const char *bytes, size_t length, uint32_t page_bytes,
                                         cprobe_process *process, cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0) || page_bytes == 0) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    uint64_t size = 0;
    uint64_t resident = 0;
    uint64_t shared = 0;
    if (!cp_take_u64_word(&text, &size) || !cp_take_u64_word(&text, &resident) ||
        !cp_take_u64_word(&text, &shared) || text.length == 0 || shared > resident ||
        __builtin_mul_overflow(resident, (uint64_t)page_bytes, &resident)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    if (size != 0) {
        process->rss_bytes = resident;
        process->shared_bytes = shared * page_bytes;
        process->anonymous_bytes = resident - process->shared_bytes;
        cprobe_set(&process->present_fields, CPROBE_PROCESS_RSS);
        cprobe_set(&process->present_fields, CPROBE_PROCESS_SHARED);
        cprobe_set(&process->present_fields, CPROBE_PROCESS_ANONYMOUS);
    }
    return CPROBE_OK;
}
