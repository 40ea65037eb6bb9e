// /proc/PID/status: the properties of a process, in readable form.
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
// The kernel escapes a newline in the process's name as "\n", so that a process cannot forge a
// line. Kernel threads and zombies have no memory lines; RssAnon, RssFile and RssShmem exist since
// 4.5. A malformed wanted line costs its own field. Missing lines that every kernel prints (Tgid,
// Uid, Gid, both switches; all memory lines if one is present) are a failure without a line: the
// text is truncated. A text without any wanted line is malformed. The list of CPUs includes offline
// ones. Streams. proc_pid_status(), fs/proc/array.c; cpuset_task_status_allowed();
// proc_pid_status(5).

#include "status.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../text/number.h"
#include "keyed.h"

static const char source[] = "/proc/PID/status";

bool cp_status_find_cpus(cp_lines *lines, cp_span *list) {
    const cp_span name = cp_span_of("Cpus_allowed_list:");
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (cp_span_starts(line, name) && end == CP_LINE_WHOLE) {
            cp_skip(&line, name.length);
            cp_skip_blanks(&line);
            *list = line;
            return true;
        }
    }
    return false;
}

// The row numbers, in the kernel's order, and of the lines with several numbers.
enum {
    THREAD_GROUP,
    PEAK,
    RESIDENT,
    ANONYMOUS,
    FILE_PAGES,
    SHMEM,
    DATA,
    STACK,
    SWAP,
    VOLUNTARY,
    INVOLUNTARY,
    ROWS,
    USERS = ROWS,
    GROUPS
};

static const cprobe_presence memory_lines = {
    {1 << PEAK | 1 << RESIDENT | 1 << DATA | 1 << STACK | 1 << SWAP, 0}};
static const cprobe_presence resident_lines = {
    {1 << ANONYMOUS | 1 << FILE_PAGES | 1 << SHMEM, 0}};
static const cprobe_presence constant_lines = {
    {1 << THREAD_GROUP | 1 << USERS | 1 << GROUPS | 1 << VOLUNTARY | 1 << INVOLUNTARY, 0}};

static const cprobe_field *const rows[ROWS] = {
    &(const cprobe_field){CP_ROW_KEY("Tgid")},
    &cp_process_fields[CPROBE_PROCESS_PEAK_RSS],
    &cp_process_fields[CPROBE_PROCESS_RSS],
    &cp_process_fields[CPROBE_PROCESS_ANONYMOUS],
    &(const cprobe_field){CP_ROW_KEY("RssFile"), .printed = CPROBE_PRINTED_KB},
    &(const cprobe_field){CP_ROW_KEY("RssShmem"), .printed = CPROBE_PRINTED_KB},
    &cp_process_fields[CPROBE_PROCESS_DATA],
    &cp_process_fields[CPROBE_PROCESS_STACK],
    &cp_process_fields[CPROBE_PROCESS_SWAP],
    &cp_process_fields[CPROBE_PROCESS_VOLUNTARY_SWITCHES],
    &cp_process_fields[CPROBE_PROCESS_INVOLUNTARY_SWITCHES],
};

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

typedef struct reading {
    cprobe_process known;
    uint64_t numbers[ROWS];
    cprobe_presence fields; // By row: valid lines,
    cprobe_presence seen;   // and valid or malformed lines.
    cp_table table;
} reading;

// Takes one line. False if it is wanted and malformed or truncated.
static bool take_line(reading *all, cp_span line, cp_line_end end) {
    unsigned place = 0;
    uint32_t unused = 0;
    bool is_good = end == CP_LINE_WHOLE;
    if (cp_take_text(&line, "Uid:")) {
        place = USERS;
        is_good = is_good && parse_ids(line, &all->known.uid, &all->known.effective_uid);
    } else if (cp_take_text(&line, "Gid:")) {
        place = GROUPS;
        is_good = is_good && parse_ids(line, &all->known.gid, &unused);
    } else {
        const cprobe_field *row = cp_table_take_key(&all->table, &line);
        uint64_t number = 0;
        if (row == NULL) {
            return true;
        }
        place = (unsigned)all->table.last;
        is_good = is_good && cp_row_parse(row, line, &number) &&
                  (place != THREAD_GROUP || number <= INT32_MAX);
        all->numbers[place] = is_good ? number : 0;
    }
    cprobe_set(&all->seen, place);
    cp_presence_set_if(&all->fields, place, is_good);
    return is_good;
}

static bool lacks(cprobe_presence seen, cprobe_presence together) {
    return cprobe_has_any(cp_presence_and(seen, together)) &&
           !cp_presence_has_all(seen, together);
}

cprobe_result cp_status_parse(cp_lines *lines, cprobe_process *process, int32_t *thread_group,
                              cprobe_failure *failure) {
    reading all = {.known = *process,
                   .table = cp_table_of(rows, ROWS, ':')};
    uint32_t first_bad = 0;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        // A line that exceeds the buffer is that of a process with thousands of groups, and not
        // wanted.
        if (end != CP_LINE_LONG && !take_line(&all, line, end)) {
            first_bad = first_bad == 0 ? lines->number : first_bad;
            cp_failures_add(&all.known.failures,
                            (cprobe_failure){CPROBE_MALFORMED, lines->number, 0, source});
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (!cprobe_has_any(all.fields)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, first_bad, 0);
    }
    if (!cp_presence_has_all(all.seen, constant_lines) || lacks(all.seen, memory_lines) ||
        lacks(all.seen, resident_lines)) {
        cp_failures_add(&all.known.failures, (cprobe_failure){CPROBE_MALFORMED, 0, 0, source});
    }
    cprobe_presence *present = &all.known.present_fields;
    cp_presence_set_if(present, CPROBE_PROCESS_UID, cprobe_has(all.fields, USERS));
    cp_presence_set_if(present, CPROBE_PROCESS_EFFECTIVE_UID, cprobe_has(all.fields, USERS));
    cp_presence_set_if(present, CPROBE_PROCESS_GID, cprobe_has(all.fields, GROUPS));
    cp_keyed_store(&all.table, all.fields, all.numbers, &all.known, present);
    if (cprobe_has(all.fields, FILE_PAGES) && cprobe_has(all.fields, SHMEM) &&
        !__builtin_add_overflow(all.numbers[FILE_PAGES], all.numbers[SHMEM],
                                &all.known.shared_bytes)) {
        cprobe_set(present, CPROBE_PROCESS_SHARED);
    }
    if (thread_group != NULL) {
        *thread_group = (int32_t)all.numbers[THREAD_GROUP];
    }
    *process = all.known;
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
