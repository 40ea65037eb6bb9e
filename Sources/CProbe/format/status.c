// /proc/PID/status: the properties of a process, in readable form.
// Sample: written by hand.
//
//     Name:\tsh
//     Tgid:\t14072
//     TracerPid:\t0
//     Uid:\t1000\t1000\t1000\t1000
//     Gid:\t1000\t1000\t1000\t1000
//     Groups:\t4 24 27 1000\x20
//     NStgid:\t14072\t12
//     VmHWM:\t    3852 kB
//     RssFile:\t    3496 kB
//     VmData:\t     380 kB
//     SigQ:\t2/31405
//     SigBlk:\t0000000000010000
//     CapEff:\t000001ffffffffff
//     NoNewPrivs:\t0
//     Cpus_allowed_list:\t0-3
//     voluntary_ctxt_switches:\t12
//     nonvoluntary_ctxt_switches:\t3
//
//     file     = (name ":\t" text "\n")*
//     Uid, Gid = real effective saved file-system
//     Groups   = (gid " ")*              at most 65,536; " " if there are none
//     NStgid   = pid ("\t" pid)*         from the reader's pid namespace to the process's own
//     SigQ     = queued "/" limit        18446744073709551615: unlimited
//     Sig*, ShdPnd, Cap* = 16 hexadecimal digits
//
// The kernel escapes a newline in the process's name as "\n", so that a process cannot forge a
// line. Kernel threads and zombies have no memory lines; RssAnon, RssFile and RssShmem exist since
// 4.5. A malformed wanted line costs its own field. Missing lines that every kernel prints (Tgid,
// Uid, Gid, both switches; all memory lines if one is present) are a failure without a line: the
// text is truncated. A text without any wanted line is malformed. The list of CPUs includes offline
// ones. The lists are added to the text of a process list, if requested; groups that exceed the
// buffer of lines are too large. Streams. proc_pid_status(), fs/proc/array.c;
// cpuset_task_status_allowed(); proc_pid_status(5).

#include "status.h"

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/cpu.h"
#include "../text/number.h"
#include "keyed.h"
#include "process_texts.h"

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

// The row numbers, in the kernel's order, and of the lines whose keys have three bytes.
enum {
    THREAD_GROUP,
    TRACER,
    SUPPLEMENTARY,
    OWN_PID,
    PEAK_VMS,
    LOCKED,
    PINNED,
    PEAK,
    RESIDENT,
    ANONYMOUS,
    FILE_PAGES,
    SHMEM,
    DATA,
    STACK,
    TEXT,
    LIBRARY,
    PAGE_TABLE,
    SWAP,
    HUGETLB,
    THP,
    QUEUED,
    MASKS, // The first of ten.
    MASKS_END = MASKS + 10,
    NO_PRIVILEGES = MASKS_END,
    SECCOMP,
    CPUS,
    NODES,
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
    {(uint64_t)1 << THREAD_GROUP | (uint64_t)1 << USERS | (uint64_t)1 << GROUPS |
         (uint64_t)1 << VOLUNTARY | (uint64_t)1 << INVOLUNTARY,
     0}};

// Rows without a name are stored by this file.
static const cprobe_field *const rows[ROWS] = {
    &(const cprobe_field){CP_ROW_KEY("Tgid")},
    &(const cprobe_field){CP_ROW_KEY("TracerPid")},
    &(const cprobe_field){CP_ROW_KEY("Groups")},
    &(const cprobe_field){CP_ROW_KEY("NStgid")},
    &cp_process_fields[CPROBE_PROCESS_PEAK_VMS],
    &cp_process_fields[CPROBE_PROCESS_LOCKED],
    &cp_process_fields[CPROBE_PROCESS_PINNED],
    &cp_process_fields[CPROBE_PROCESS_PEAK_RSS],
    &cp_process_fields[CPROBE_PROCESS_RSS],
    &cp_process_fields[CPROBE_PROCESS_ANONYMOUS],
    &cp_process_fields[CPROBE_PROCESS_FILE],
    &cp_process_fields[CPROBE_PROCESS_SHMEM],
    &cp_process_fields[CPROBE_PROCESS_DATA],
    &cp_process_fields[CPROBE_PROCESS_STACK],
    &cp_process_fields[CPROBE_PROCESS_TEXT],
    &cp_process_fields[CPROBE_PROCESS_LIBRARY],
    &cp_process_fields[CPROBE_PROCESS_PAGE_TABLE],
    &cp_process_fields[CPROBE_PROCESS_SWAP],
    &cp_process_fields[CPROBE_PROCESS_HUGETLB],
    &(const cprobe_field){CP_ROW_KEY("THP_enabled")},
    &(const cprobe_field){CP_ROW_KEY("SigQ")},
    &(const cprobe_field){CP_ROW_KEY("SigPnd"), .presence = CPROBE_PROCESS_PENDING_SIGNALS},
    &(const cprobe_field){CP_ROW_KEY("ShdPnd"), .presence = CPROBE_PROCESS_SHARED_PENDING_SIGNALS},
    &(const cprobe_field){CP_ROW_KEY("SigBlk"), .presence = CPROBE_PROCESS_BLOCKED_SIGNALS},
    &(const cprobe_field){CP_ROW_KEY("SigIgn"), .presence = CPROBE_PROCESS_IGNORED_SIGNALS},
    &(const cprobe_field){CP_ROW_KEY("SigCgt"), .presence = CPROBE_PROCESS_CAUGHT_SIGNALS},
    &(const cprobe_field){CP_ROW_KEY("CapInh"),
                          .presence = CPROBE_PROCESS_INHERITABLE_CAPABILITIES},
    &(const cprobe_field){CP_ROW_KEY("CapPrm"), .presence = CPROBE_PROCESS_PERMITTED_CAPABILITIES},
    &(const cprobe_field){CP_ROW_KEY("CapEff"), .presence = CPROBE_PROCESS_EFFECTIVE_CAPABILITIES},
    &(const cprobe_field){CP_ROW_KEY("CapBnd"), .presence = CPROBE_PROCESS_BOUNDING_CAPABILITIES},
    &(const cprobe_field){CP_ROW_KEY("CapAmb"), .presence = CPROBE_PROCESS_AMBIENT_CAPABILITIES},
    &(const cprobe_field){CP_ROW_KEY("NoNewPrivs")},
    &(const cprobe_field){CP_ROW_KEY("Seccomp")},
    &(const cprobe_field){CP_ROW_KEY("Cpus_allowed_list")},
    &(const cprobe_field){CP_ROW_KEY("Mems_allowed_list")},
    &cp_process_fields[CPROBE_PROCESS_VOLUNTARY_SWITCHES],
    &cp_process_fields[CPROBE_PROCESS_INVOLUNTARY_SWITCHES],
};

// Parses real, effective, saved and file-system id.
static bool parse_ids(cp_span text, uint32_t ids[4]) {
    for (unsigned index = 0; index < 4; index += 1) {
        uint64_t number = 0;
        if (!cp_take_u64_word(&text, &number) || number > UINT32_MAX) {
            return false;
        }
        ids[index] = (uint32_t)number;
    }
    cp_skip_blanks(&text);
    return text.length == 0;
}

// Parses the pids of a process, and returns the last one: that in its own namespace.
static bool parse_own_pid(cp_span text, uint64_t *pid) {
    cp_skip_blanks(&text);
    do {
        if (!cp_take_u64_word(&text, pid) || *pid > INT32_MAX) {
            return false;
        }
        cp_skip_blanks(&text);
    } while (text.length != 0);
    return true;
}

// Parses "2/31405".
static bool parse_queue(cp_span text, uint64_t *queued, uint64_t *limit) {
    cp_skip_blanks(&text);
    return cp_take_u64(&text, queued) && cp_take_byte(&text, '/') && cp_parse_u64(text, limit);
}

// Parses exactly 16 hexadecimal digits.
static bool parse_mask(cp_span text, uint64_t *mask) {
    enum { DIGITS = 16 };
    cp_skip_blanks(&text);
    uint64_t value = 0;
    for (size_t index = 0; index < DIGITS && index < text.length; index += 1) {
        const char byte = text.bytes[index];
        const bool is_letter = byte >= 'a' && byte <= 'f';
        if (!is_letter && !cp_is_digit(byte)) {
            return false;
        }
        value = value << 4 | (uint64_t)(is_letter ? byte - 'a' + 10 : byte - '0');
    }
    *mask = value;
    return text.length == DIGITS;
}

bool cprobe_groups_take(const char **bytes, size_t *length, uint32_t *gid) {
    cp_span text = cp_span_make(*bytes, *length);
    uint64_t number = 0;
    cp_skip_blanks(&text);
    if (!cp_take_u64_word(&text, &number) || number > UINT32_MAX) {
        return false;
    }
    cp_skip_blanks(&text);
    *bytes = text.bytes;
    *length = text.length;
    *gid = (uint32_t)number;
    return true;
}

static bool are_groups(cp_span text) {
    uint32_t unused = 0;
    while (cprobe_groups_take(&text.bytes, &text.length, &unused)) {
    }
    cp_skip_blanks(&text);
    return text.length == 0;
}

typedef struct reading {
    cprobe_process known;
    uint64_t numbers[ROWS];
    uint64_t queued_limit;
    cprobe_presence fields; // By row: valid lines,
    cprobe_presence seen;   // and valid or malformed lines.
    cp_table table;
    cprobe_process_list *lists; // Receives the lists; NULL: not requested.
    uint32_t users[4];
    uint32_t groups[4];
} reading;

// Adds a list to the text of the process list, if requested. False if malformed.
static bool take_list(reading *all, unsigned place, cp_span text) {
    cprobe_process *known = &all->known;
    cp_skip_blanks(&text);
    if (all->lists == NULL) {
        return true;
    }
    if (place == SUPPLEMENTARY) {
        return are_groups(text) &&
               cp_process_add_text(all->lists, text, &known->supplementary_groups_offset,
                                   &known->supplementary_groups_length);
    }
    uint32_t count = 0;
    return cprobe_cpulist_parse(text.bytes, text.length, &count, NULL, NULL) == CPROBE_OK &&
           (place == CPUS ? cp_process_add_text(all->lists, text, &known->allowed_cpus_offset,
                                                &known->allowed_cpus_length)
                          : cp_process_add_text(all->lists, text, &known->allowed_nodes_offset,
                                                &known->allowed_nodes_length));
}

// Parses the text of a row. False if malformed.
static bool take_row(reading *all, unsigned place, cp_span text) {
    uint64_t *number = &all->numbers[place];
    if (place >= MASKS && place < MASKS_END) {
        return parse_mask(text, number);
    }
    switch (place) {
    case OWN_PID: return parse_own_pid(text, number);
    case QUEUED: return parse_queue(text, number, &all->queued_limit);
    case SUPPLEMENTARY:
    case CPUS:
    case NODES: return take_list(all, place, text);
    case THREAD_GROUP:
    case TRACER: return cp_row_parse(rows[place], text, number) && *number <= INT32_MAX;
    case THP:
    case NO_PRIVILEGES: return cp_row_parse(rows[place], text, number) && *number <= 1;
    case SECCOMP: return cp_row_parse(rows[place], text, number) && *number <= UINT32_MAX;
    default: return cp_row_parse(rows[place], text, number);
    }
}

// Takes one line. False if it is wanted and malformed or truncated.
static bool take_line(reading *all, cp_span line, cp_line_end end) {
    unsigned place = 0;
    bool is_good = end == CP_LINE_WHOLE;
    if (cp_take_text(&line, "Uid:")) {
        place = USERS;
        is_good = is_good && parse_ids(line, all->users);
    } else if (cp_take_text(&line, "Gid:")) {
        place = GROUPS;
        is_good = is_good && parse_ids(line, all->groups);
    } else {
        if (cp_table_take_key(&all->table, &line) == NULL) {
            return true;
        }
        place = (unsigned)all->table.last;
        is_good = is_good && take_row(all, place, line);
    }
    cprobe_set(&all->seen, place);
    cp_presence_set_if(&all->fields, place, is_good);
    return is_good;
}

// Stores the fields that are not numbers of 64 bits.
static void store(reading *all) {
    cprobe_process *known = &all->known;
    cprobe_presence *present = &known->present_fields;
    const uint64_t *numbers = all->numbers;
    if (cprobe_has(all->fields, USERS)) {
        known->uid = all->users[0];
        known->effective_uid = all->users[1];
        known->saved_uid = all->users[2];
        known->filesystem_uid = all->users[3];
        cprobe_set(present, CPROBE_PROCESS_UID);
        cprobe_set(present, CPROBE_PROCESS_EFFECTIVE_UID);
        cprobe_set(present, CPROBE_PROCESS_SAVED_UID);
        cprobe_set(present, CPROBE_PROCESS_FILESYSTEM_UID);
    }
    if (cprobe_has(all->fields, GROUPS)) {
        known->gid = all->groups[0];
        known->effective_gid = all->groups[1];
        known->saved_gid = all->groups[2];
        known->filesystem_gid = all->groups[3];
        cprobe_set(present, CPROBE_PROCESS_GID);
        cprobe_set(present, CPROBE_PROCESS_EFFECTIVE_GID);
        cprobe_set(present, CPROBE_PROCESS_SAVED_GID);
        cprobe_set(present, CPROBE_PROCESS_FILESYSTEM_GID);
    }
    // A list of a truncated text may be truncated itself.
    const bool is_whole = cp_presence_has_all(all->seen, constant_lines);
    if (is_whole && cprobe_has(all->fields, OWN_PID)) {
        known->namespace_pid = (int32_t)numbers[OWN_PID];
        cprobe_set(present, CPROBE_PROCESS_NAMESPACE_PID);
    }
    if (cprobe_has(all->fields, TRACER)) {
        known->tracer_pid = (int32_t)numbers[TRACER];
        cprobe_set(present, CPROBE_PROCESS_TRACER_PID);
    }
    if (cprobe_has(all->fields, THP)) {
        known->thp_enabled = numbers[THP] != 0;
        cprobe_set(present, CPROBE_PROCESS_THP_ENABLED);
    }
    if (cprobe_has(all->fields, NO_PRIVILEGES)) {
        known->no_new_privileges = numbers[NO_PRIVILEGES] != 0;
        cprobe_set(present, CPROBE_PROCESS_NO_NEW_PRIVILEGES);
    }
    if (cprobe_has(all->fields, SECCOMP)) {
        known->seccomp_mode = (uint32_t)numbers[SECCOMP];
        cprobe_set(present, CPROBE_PROCESS_SECCOMP_MODE);
    }
    if (cprobe_has(all->fields, QUEUED)) {
        known->queued_signals = numbers[QUEUED];
        cprobe_set(present, CPROBE_PROCESS_QUEUED_SIGNALS);
        if (all->queued_limit <= INT64_MAX) {
            known->queued_signals_limit = all->queued_limit;
            cprobe_set(present, CPROBE_PROCESS_QUEUED_SIGNALS_LIMIT);
        }
    }
    for (unsigned place = MASKS; place < MASKS_END; place += 1) {
        if (cprobe_has(all->fields, place)) {
            const cprobe_field *field = &cp_process_fields[rows[place]->presence];
            cp_row_store(field, numbers[place], known, present);
        }
    }
    if (is_whole && all->lists != NULL) {
        cp_presence_set_if(present, CPROBE_PROCESS_SUPPLEMENTARY_GROUPS,
                           cprobe_has(all->fields, SUPPLEMENTARY));
        cp_presence_set_if(present, CPROBE_PROCESS_ALLOWED_CPUS, cprobe_has(all->fields, CPUS));
        cp_presence_set_if(present, CPROBE_PROCESS_ALLOWED_NODES, cprobe_has(all->fields, NODES));
    }
}

static bool lacks(cprobe_presence seen, cprobe_presence together) {
    return cprobe_has_any(cp_presence_and(seen, together)) &&
           !cp_presence_has_all(seen, together);
}

cprobe_result cp_status_parse(cp_lines *lines, cprobe_process *process, int32_t *thread_group,
                              cprobe_process_list *lists, cprobe_failure *failure) {
    reading all = {.known = *process, .table = cp_table_of(rows, ROWS, ':'), .lists = lists};
    uint32_t first_bad = 0;
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        // A line that exceeds the buffer is that of a process with thousands of groups.
        if (end == CP_LINE_LONG) {
            if (lists != NULL && cp_span_starts(line, cp_span_of("Groups:"))) {
                cp_failures_add(&all.known.failures,
                                (cprobe_failure){CPROBE_TOO_LARGE, lines->number, 0, source});
            }
            continue;
        }
        if (!take_line(&all, line, end)) {
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
    store(&all);
    cp_keyed_store(&all.table, all.fields, all.numbers, &all.known, present);
    if (cprobe_has(all.fields, FILE_PAGES) && cprobe_has(all.fields, SHMEM) &&
        !__builtin_add_overflow(all.numbers[FILE_PAGES], all.numbers[SHMEM],
                                &all.known.shared_bytes)) {
        cprobe_set(present, CPROBE_PROCESS_SHARED);
    }
    if (thread_group != NULL) {
        *thread_group =
            cprobe_has(all.fields, THREAD_GROUP) ? (int32_t)all.numbers[THREAD_GROUP] : 0;
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
    return cp_status_parse(&lines, process, thread_group, NULL, failure);
}
