// /proc/PID/status: what a process is, for people.
//
//     Name:\tsh
//     Tgid:\t14072
//     Uid:\t1000\t1000\t1000\t1000
//     Gid:\t1000\t1000\t1000\t1000
//     VmHWM:\t    3852 kB
//     RssFile:\t    3496 kB
//     VmData:\t     380 kB
//     Cpus_allowed_list:\t0-3
//     voluntary_ctxt_switches:\t12
//     nonvoluntary_ctxt_switches:\t3
//
//     file = (name ":\t" text "\n")*
//     Uid, Gid = real effective saved file-system
//
// The kernel writes a newline of the process's name as "\n", so that no line is made up by a process.
// Kernel threads and zombies have no memory and none of its lines; RssFile and RssShmem came with 4.5.
// A bad number of a wanted line is malformed, and so is a text without Tgid and Uid, or one that was
// cut short. The list of CPUs has also those that are not online; its line needs its newline.
// Streams. proc_pid_status(), fs/proc/array.c; cpuset_task_status_allowed(); proc_pid_status(5).

#include "status.h"

#include "../failure.h"
#include "../text/number.h"
#include "../text/table.h"

static const char source[] = "/proc/PID/status";

bool cp_status_find_cpus(cp_lines *lines, cp_span *list) {
    const cp_span name = cp_span_of("Cpus_allowed_list:\t");
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (cp_span_starts(line, name) && end == CP_LINE_WHOLE) {
            cp_skip(&line, name.length);
            *list = line;
            return true;
        }
    }
    return false;
}

typedef struct numbers {
    uint64_t peak, resident, file, shmem, data, stack, swap, voluntary, involuntary, thread_group;
} numbers;

enum { PEAK, RESIDENT, FILE_PAGES, SHMEM, DATA, STACK, SWAP, VOLUNTARY, INVOLUNTARY, THREAD_GROUP };

static const cp_row rows[] = {
    {CP_KEY("Tgid"), offsetof(numbers, thread_group), THREAD_GROUP, CP_ROW_COUNT},
    {CP_KEY("VmHWM"), offsetof(numbers, peak), PEAK, CP_ROW_KIB},
    {CP_KEY("VmRSS"), offsetof(numbers, resident), RESIDENT, CP_ROW_KIB},
    {CP_KEY("RssFile"), offsetof(numbers, file), FILE_PAGES, CP_ROW_KIB},
    {CP_KEY("RssShmem"), offsetof(numbers, shmem), SHMEM, CP_ROW_KIB},
    {CP_KEY("VmData"), offsetof(numbers, data), DATA, CP_ROW_KIB},
    {CP_KEY("VmStk"), offsetof(numbers, stack), STACK, CP_ROW_KIB},
    {CP_KEY("VmSwap"), offsetof(numbers, swap), SWAP, CP_ROW_KIB},
    {CP_KEY("voluntary_ctxt_switches"), offsetof(numbers, voluntary), VOLUNTARY, CP_ROW_COUNT},
    {CP_KEY("nonvoluntary_ctxt_switches"), offsetof(numbers, involuntary), INVOLUNTARY, CP_ROW_COUNT},
};

// The first two of the four ids of a line. False where they are not there.
static bool parse_ids(cp_span text, uint32_t *real, uint32_t *effective) {
    uint64_t first = 0;
    uint64_t second = 0;
    if (!cp_take_u64_word(&text, &first) || !cp_take_u64_word(&text, &second) ||
        first > UINT32_MAX || second > UINT32_MAX || text.length == 0) {
        return false;
    }
    *real = (uint32_t)first;
    *effective = (uint32_t)second;
    return true;
}

static void set(cprobe_process *process, uint64_t *target, cprobe_process_field field, bool is_there,
                uint64_t number) {
    if (is_there) {
        *target = number;
        process->present_fields |= (uint64_t)1 << field;
    }
}

static void set_all(cprobe_process *process, const numbers *read, uint64_t fields) {
    set(process, &process->peak_rss_bytes, CPROBE_PROCESS_PEAK_RSS, cprobe_has(fields, PEAK),
        read->peak);
    set(process, &process->data_bytes, CPROBE_PROCESS_DATA, cprobe_has(fields, DATA), read->data);
    set(process, &process->stack_bytes, CPROBE_PROCESS_STACK, cprobe_has(fields, STACK),
        read->stack);
    set(process, &process->swap_bytes, CPROBE_PROCESS_SWAP, cprobe_has(fields, SWAP), read->swap);
    set(process, &process->voluntary_switches, CPROBE_PROCESS_VOLUNTARY_SWITCHES,
        cprobe_has(fields, VOLUNTARY), read->voluntary);
    set(process, &process->involuntary_switches, CPROBE_PROCESS_INVOLUNTARY_SWITCHES,
        cprobe_has(fields, INVOLUNTARY), read->involuntary);
    uint64_t shared = 0;
    const bool is_shared = cprobe_has(fields, FILE_PAGES) && cprobe_has(fields, SHMEM) &&
                           !__builtin_add_overflow(read->file, read->shmem, &shared);
    set(process, &process->shared_bytes, CPROBE_PROCESS_SHARED, is_shared, shared);
    // Where stat's pages could not be made bytes, the page size being unknown.
    if (!cprobe_has(process->present_fields, CPROBE_PROCESS_RSS)) {
        set(process, &process->rss_bytes, CPROBE_PROCESS_RSS, cprobe_has(fields, RESIDENT),
            read->resident);
    }
}

cprobe_result cp_status_parse(cp_lines *lines, cprobe_process *process, int32_t *thread_group,
                              cprobe_failure *failure) {
    cprobe_process known = *process;
    numbers read = {0};
    uint64_t fields = 0;
    uint32_t unused = 0;
    bool has_uid = false;
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ':', NULL);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (end == CP_LINE_LONG) {
            continue; // Of a process in thousands of groups: none that is wanted.
        }
        bool is_good = end == CP_LINE_WHOLE;
        if (cp_take_text(&line, "Uid:")) {
            is_good = is_good && parse_ids(line, &known.uid, &known.effective_uid);
            has_uid = true;
            known.present_fields |= (uint64_t)1 << CPROBE_PROCESS_UID;
            known.present_fields |= (uint64_t)1 << CPROBE_PROCESS_EFFECTIVE_UID;
        } else if (cp_take_text(&line, "Gid:")) {
            is_good = is_good && parse_ids(line, &known.gid, &unused);
            known.present_fields |= (uint64_t)1 << CPROBE_PROCESS_GID;
        } else {
            const cp_row *row = cp_table_take_key(&table, &line);
            uint64_t number = 0;
            is_good = is_good && (row == NULL || cp_row_parse(row, line, &number));
            if (row != NULL && is_good) {
                cp_row_store(row, number, &read, &fields);
            }
        }
        if (!is_good) {
            return cp_fail(failure, CPROBE_MALFORMED, source, lines->number, 0);
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (!has_uid || !cprobe_has(fields, THREAD_GROUP) || read.thread_group > INT32_MAX) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    set_all(&known, &read, fields);
    if (thread_group != NULL) {
        *thread_group = (int32_t)read.thread_group;
    }
    *process = known;
    return CPROBE_OK;
}

cprobe_result cprobe_process_status_parse(const char *bytes, size_t length, cprobe_process *process,
                                          int32_t *thread_group, cprobe_failure *failure) {
    if (process == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_status_parse(&lines, process, thread_group, failure);
}
