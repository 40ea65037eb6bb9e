// /proc/PID/io: what a process read and wrote.
//
//     rchar: 323934931
//     wchar: 323929600
//     syscr: 632687
//     syscw: 632675
//     read_bytes: 0
//     write_bytes: 323932160
//     cancelled_write_bytes: 0
//
//     file = (name ": " digits "\n")*     bytes, and calls for the two of syscr and syscw
//
// Threads that ended are counted. A kernel without CONFIG_TASK_IO_ACCOUNTING has only the first four.
// A bad number, or a text that has none of these, is malformed. At most 7 × (23 + 20 + 1) = 308 bytes.
// do_io_accounting(), fs/proc/base.c; proc_pid_io(5).

#include "../failure.h"
#include "../include/cprobe/process.h"
#include "../text/table.h"

static const char source[] = "/proc/PID/io";

static const cp_row rows[] = {
    {CP_KEY("rchar:"), offsetof(cprobe_process, rchar_bytes), CPROBE_PROCESS_RCHAR, CP_ROW_COUNT},
    {CP_KEY("wchar:"), offsetof(cprobe_process, wchar_bytes), CPROBE_PROCESS_WCHAR, CP_ROW_COUNT},
    {CP_KEY("syscr:"), offsetof(cprobe_process, read_calls), CPROBE_PROCESS_READ_CALLS, CP_ROW_COUNT},
    {CP_KEY("syscw:"), offsetof(cprobe_process, write_calls), CPROBE_PROCESS_WRITE_CALLS, CP_ROW_COUNT},
    {CP_KEY("read_bytes:"), offsetof(cprobe_process, read_bytes), CPROBE_PROCESS_READ, CP_ROW_COUNT},
    {CP_KEY("write_bytes:"), offsetof(cprobe_process, write_bytes), CPROBE_PROCESS_WRITE, CP_ROW_COUNT},
    {CP_KEY("cancelled_write_bytes:"), offsetof(cprobe_process, cancelled_write_bytes),
     CPROBE_PROCESS_CANCELLED_WRITE, CP_ROW_COUNT},
};

cprobe_result cprobe_process_io_parse(const char *bytes, size_t length, cprobe_process *process,
                                      cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_process read = *process;
    uint64_t fields = 0;
    cp_lines lines = cp_lines_of(bytes, length);
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ', NULL);
    const uint32_t wrong = cp_table_read(&table, &lines, &read, &fields);
    if (wrong != 0 || fields == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, wrong, 0);
    }
    read.present_fields |= fields;
    *process = read;
    return CPROBE_OK;
}
