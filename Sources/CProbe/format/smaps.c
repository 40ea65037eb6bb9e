// /proc/PID/smaps: the memory mappings of a process, each with its memory.
// Sample: written by hand.
//
//     556d2c9c4000-556d2c9c6000 r--p 00000000 08:01 393225                     /usr/bin/sleep
//     Size:                  8 kB
//     KernelPageSize:        4 kB
//     Rss:                   8 kB
//     Pss:                   2 kB
//     Locked:                0 kB
//     THPeligible:           0
//     VmFlags: rd mr mw me sd 
//
//     file    = (mapping figure*)*
//     mapping = a line of maps.c
//     figure  = key ":" blanks (number " kB" | number) "\n" | "VmFlags:" (" " letters)* "\n"
//
// The figures wanted are those of smaps_rollup.c, KernelPageSize, THPeligible and VmFlags; other
// keys are skipped. A malformed figure is absent. A malformed mapping is left out, with its
// figures. Without figures, this is the text of maps. Streams. show_smap(), fs/proc/task_mmu.c;
// proc_pid_smaps(5).

#include "mapping_texts.h"

#include "../failure.h"
#include "../text/table.h"
#include "process_files.h"

// The rows that are not fields of cprobe_process_memory.
enum { PAGE = CP_SMAPS_ROWS, ELIGIBLE, ROWS };

// A text of the previous mapping, which the next one shares if it is equal.
typedef struct shared_text {
    uint32_t offset;
    uint32_t length;
} shared_text;

// The state of one reading.
typedef struct reading {
    const char *source;
    cprobe_mapping_list *list;
    cprobe_failures *failures;
    cprobe_mapping *mapping;       // Of the current figures; NULL after a malformed one.
    cprobe_process_memory *memory; // NULL if not wanted.
    cprobe_mapping beyond;         // Receives what is beyond the capacity.
    cprobe_process_memory beyond_memory;
    shared_text path;
    shared_text flags;
    bool has_wrong;                // A line was malformed.
} reading;

// The number of bytes of a text in which "\012" is a newline.
static size_t decoded_length(cp_span text) {
    size_t length = text.length;
    for (size_t at = 0; at + 4 <= text.length; at += 1) {
        if (memcmp(text.bytes + at, "\\012", 4) == 0) {
            length -= 3;
            at += 3;
        }
    }
    return length;
}

static void decode(cp_span text, char *to) {
    while (text.length != 0) {
        const bool is_newline = text.length >= 4 && memcmp(text.bytes, "\\012", 4) == 0;
        *to = is_newline ? '\n' : text.bytes[0];
        to += 1;
        cp_skip(&text, is_newline ? 4 : 1);
    }
}

// Appends a text to the list, if it fits, and counts its length. A text equal to the previous one
// shares its bytes. False beyond 4 GiB.
static bool add_text(cprobe_mapping_list *list, cp_span text, shared_text *previous,
                     uint32_t *offset, uint32_t *length) {
    const size_t decoded = decoded_length(text);
    const size_t end = (size_t)previous->offset + previous->length;
    if (decoded == 0) {
        return true;
    }
    // Only an unencoded text is compared: others are rare.
    const bool is_same = decoded == text.length && previous->length == text.length &&
                         end <= list->text_capacity &&
                         memcmp(list->text + previous->offset, text.bytes, text.length) == 0;
    if (!is_same) {
        if (list->text_length > UINT32_MAX - decoded) {
            return false;
        }
        *previous = (shared_text){(uint32_t)list->text_length, (uint32_t)decoded};
        if (list->text_length <= list->text_capacity &&
            decoded <= list->text_capacity - list->text_length) {
            decode(text, list->text + list->text_length);
        }
        list->text_length += decoded;
    }
    *offset = previous->offset;
    *length = previous->length;
    return true;
}

static void add_failure(reading *r, cprobe_result code, uint32_t line) {
    r->has_wrong = true;
    cp_failures_add(r->failures, (cprobe_failure){code, line, 0, r->source});
}

static void begin_mapping(reading *r, cp_span line, cp_line_end end, uint32_t number) {
    cprobe_mapping read;
    cp_span path;
    r->mapping = NULL;
    r->memory = NULL;
    if (end != CP_LINE_WHOLE || !cp_maps_parse(line, &read, &path)) {
        add_failure(r, CPROBE_MALFORMED, number);
        return;
    }
    if (path.length != 0 && path.bytes[0] != '[') {
        cp_process_path_parse(&path, &read.deleted);
    }
    if (!add_text(r->list, path, &r->path, &read.path_offset, &read.path_length)) {
        add_failure(r, CPROBE_TOO_LARGE, number);
        return;
    }
    const bool fits = r->list->count < r->list->capacity;
    r->mapping = fits ? &r->list->items[r->list->count] : &r->beyond;
    *r->mapping = read;
    if (r->list->memory != NULL) {
        r->memory = fits ? &r->list->memory[r->list->count] : &r->beyond_memory;
        *r->memory = (cprobe_process_memory){0};
    }
    r->list->count += 1;
}

static void add_figure(reading *r, cp_table *table, cp_span line, uint32_t number) {
    if (cp_take_text(&line, "VmFlags:")) {
        cp_skip_blanks(&line);
        cp_trim_blanks(&line);
        if (!add_text(r->list, line, &r->flags, &r->mapping->flags_offset,
                      &r->mapping->flags_length)) {
            add_failure(r, CPROBE_TOO_LARGE, number);
        }
        return;
    }
    uint64_t value = 0;
    const cprobe_field *row = cp_table_take_key(table, &line);
    if (row == NULL) {
        return;
    }
    if (!cp_row_parse(row, line, &value)) {
        add_failure(r, CPROBE_MALFORMED, number);
        return;
    }
    r->mapping->has_memory = true;
    if (table->last == PAGE) {
        r->mapping->page_bytes = value;
    } else if (table->last == ELIGIBLE) {
        r->mapping->has_thp_eligible = true;
        r->mapping->thp_eligible = value != 0;
    } else {
        cp_row_store(row, value, r->memory, &r->memory->present_fields);
    }
}

cprobe_result cp_smaps_parse(cp_lines *lines, const char *source, cprobe_mapping_list *list,
                             cprobe_failures *failures, cprobe_failure *failure) {
    static const cprobe_field page = {CP_ROW_KEY("KernelPageSize:"), .printed = CPROBE_PRINTED_KB};
    static const cprobe_field eligible = {CP_ROW_KEY("THPeligible:")};
    const cprobe_field *rows[ROWS];
    memcpy(rows, cp_smaps_rows, sizeof cp_smaps_rows);
    rows[PAGE] = &page;
    rows[ELIGIBLE] = &eligible;
    cp_table table = cp_table_of(rows, ROWS, ' ');
    reading r = {.source = source, .list = list, .failures = failures};
    cp_span line;
    cp_line_end end;
    list->count = 0;
    list->text_length = 0;
    lines->keeps_blanks = true; // Behind an inode, and in a path.
    while (cp_lines_next(lines, &line, &end)) {
        if (cp_maps_begins(line)) {
            begin_mapping(&r, line, end, lines->number);
        } else if (r.memory != NULL) {
            add_figure(&r, &table, line, lines->number);
        } else if (list->count == 0 && !r.has_wrong) {
            add_failure(&r, CPROBE_MALFORMED, lines->number);
        }
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    if (list->count == 0 && r.has_wrong) {
        return cp_fail_as(failure, &failures->items[0]);
    }
    return list->count <= list->capacity && list->text_length <= list->text_capacity
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
}

cprobe_result cprobe_mappings_parse(const char *bytes, size_t length, cprobe_mapping_list *list,
                                    cprobe_failures *failures, cprobe_failure *failure) {
    static const char source[] = "/proc/PID/smaps";
    if (list == NULL || failures == NULL || (bytes == NULL && length != 0) ||
        (list->items == NULL && list->capacity != 0) ||
        (list->text == NULL && list->text_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_smaps_parse(&lines, list->memory == NULL ? "/proc/PID/maps" : source, list, failures,
                          failure);
}
