#include "../platform.h"
#if CP_PLATFORM_BSD && defined(CP_PORT_PROCESS)

#include "process_list.h"

#include <errno.h>

#include "../failure.h"
#include "../presence.h"
#include "../text/sort.h"
#include "collector_state.h"
#include "port_calls.h"
#include "record.h"

enum { RECORD_BYTES_MAX = 2048 }; // FreeBSD's structure, the largest, has 1,088.

static int compare_pids(const void *first, const void *second) {
    const int32_t a = ((const cprobe_process *)first)->pid;
    const int32_t b = ((const cprobe_process *)second)->pid;
    return a < b ? -1 : a > b;
}

// The number of items whose bytes hold so many structures, and that many processes.
static size_t items_for(size_t structures, size_t bytes) {
    const size_t items = (structures * bytes + sizeof(cprobe_process) - 1) / sizeof(cprobe_process);
    return items > structures ? items : structures;
}

// The list is too small: reports how large it must be. The kernel adds space for new processes.
static cprobe_result report_capacity(const cp_process_layout *layout,
                                     const cp_process_request *request, cprobe_process_list *list,
                                     cprobe_failure *failure) {
    size_t length = 0;
    const int error = cp_port_sysctl(request->numbers, request->count, NULL, &length);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), layout->source, 0, error);
    }
    if (length > SIZE_MAX / 4) {
        return cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
    }
    const size_t items = items_for(length / layout->bytes + 1, layout->bytes);
    list->count = items > list->capacity ? items : list->capacity + 1;
    return cp_fail(failure, CPROBE_TOO_LARGE, "the caller's list", 0, 0);
}

// Converts the structures, which lie at the end of the list's own bytes. The item of a structure
// ends before the next structure begins: with n structures of k bytes in a list of at least n items
// of s bytes and at least n * k bytes, (i + 1) * s + (n - i - 1) * k is at most the list's size for
// the first i and the last one, and so for those between.
static cprobe_result convert(const cp_process_layout *layout, const cp_process_pass *pass,
                             cp_span records, size_t *count, cprobe_failure *failure) {
    cprobe_process *items = pass->list->items;
    char *space = (char *)(void *)items;
    const size_t capacity = pass->list->capacity * sizeof items[0];
    memmove(space + capacity - records.length, records.bytes, records.length);
    cp_span rest = cp_span_make(space + capacity - records.length, records.length);
    size_t found = 0;
    for (cp_span record; cp_record_take(&rest, layout->bytes, &record);) {
        char copy[RECORD_BYTES_MAX];
        memcpy(copy, record.bytes, layout->bytes);
        if (!layout->take(cp_span_make(copy, layout->bytes), pass, &items[found])) {
            return cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
        }
        found += 1;
    }
    *count = found;
    return CPROBE_OK;
}

static cprobe_result read_list(const cp_process_layout *layout, const cp_process_request *request,
                               const cp_process_pass *pass, cprobe_failure *failure) {
    cprobe_process_list *list = pass->list;
    const size_t capacity = list->capacity * sizeof list->items[0];
    // One process takes no more than the buffer.
    const bool is_small = capacity < layout->bytes && list->capacity != 0;
    const cp_buffer buffer =
        is_small ? pass->buffer : (cp_buffer){(char *)(void *)list->items, capacity};
    if (list->capacity == 0) {
        return report_capacity(layout, request, list, failure);
    }
    cp_span records;
    const cprobe_result result = cp_sysctl_read(layout->source, request->numbers, request->count,
                                                buffer, &records, failure);
    if (result == CPROBE_TOO_LARGE) {
        return report_capacity(layout, request, list, failure);
    }
    if (result == CPROBE_GONE) { // There is no such process.
        return cp_fail(failure, CPROBE_NOT_FOUND, layout->source, 0, ESRCH);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    const size_t found = records.length / layout->bytes;
    if (found * layout->bytes != records.length) {
        return cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
    }
    if (found == 0) {
        return cp_fail(failure, CPROBE_NOT_FOUND, "the process", 0, 0);
    }
    if (is_small && found == 1) {
        list->count = 1;
        return layout->take(records, pass, &list->items[0])
                   ? CPROBE_OK
                   : cp_fail(failure, CPROBE_MALFORMED, layout->source, 0, 0);
    }
    if (items_for(found, layout->bytes) > list->capacity) {
        return report_capacity(layout, request, list, failure);
    }
    return convert(layout, pass, records, &list->count, failure);
}

cprobe_result cp_process_list_read(const cp_process_layout *layout,
                                   const cp_process_request *request,
                                   cprobe_collector *collector, cprobe_processes *processes,
                                   cprobe_process_list *list, cprobe_failure *failure) {
    if (collector == NULL || processes == NULL || list == NULL ||
        (list->items == NULL && list->capacity != 0) ||
        (list->text == NULL && list->text_capacity != 0) || layout->bytes == 0 ||
        layout->bytes > RECORD_BYTES_MAX) {
        return cp_fail(failure, CPROBE_INVALID, "processes", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_processes read = {0};
    cp_process_pass pass = {.details = request->details,
                            .page_bytes = state->page_bytes,
                            .first_boot_time_ns = &state->first_boot_time_ns,
                            .buffer = cp_answer_buffer(state),
                            .list = list,
                            .processes = &read};
    list->count = 0;
    list->text_length = 0;
    request->begin(&pass);
    const cprobe_result result = read_list(layout, request, &pass, failure);
    if (result != CPROBE_OK && result != CPROBE_TOO_LARGE) {
        return result;
    }
    if (result == CPROBE_OK) {
        cp_sort(list->items, list->count, sizeof list->items[0], compare_pids);
        for (size_t index = 0; index < list->count; index += 1) {
            list->items[index].unread_details |= request->details & ~layout->details;
            layout->read_details(&pass, &list->items[index]);
        }
    }
    read.has_monotonic = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read.has_uptime = cp_port_clock_ns(CP_PORT_CLOCK_UPTIME, &read.uptime_ns) == 0;
    read.has_memory_total = pass.memory_total_bytes != 0;
    read.memory_total_bytes = pass.memory_total_bytes;
    *processes = read;
    return result == CPROBE_OK && list->text_length > list->text_capacity
               ? cp_fail(failure, CPROBE_TOO_LARGE, "the caller's texts", 0, 0)
               : result;
}

void cp_process_note(uint32_t detail, cprobe_failure failure, cprobe_process *process) {
    process->unread_details |= detail;
    if (failure.code != CPROBE_GONE && failure.code != CPROBE_NOT_FOUND) {
        cp_failures_add(&process->failures, failure);
    }
}

void cp_process_add_text(const cp_process_pass *pass, cp_span bytes, const cp_process_text *text,
                         cprobe_process *process) {
    if (bytes.length == 0) {
        return; // A kernel process or a zombie has no program.
    }
    cprobe_process_list *list = pass->list;
    const size_t offset = list->text_length;
    list->text_length += bytes.length;
    if (list->text_length <= list->text_capacity) {
        memcpy(list->text + offset, bytes.bytes, bytes.length);
        *text->offset = (uint32_t)offset;
        *text->length = (uint32_t)bytes.length;
        cprobe_set(&process->present_fields, text->field);
    }
}

void cp_process_read_text(const cp_process_pass *pass, const char *source, const int *numbers,
                          unsigned count, const cp_process_text *text, cprobe_process *process) {
    cprobe_failure failure;
    cp_span answer;
    if (cp_sysctl_read(source, numbers, count, pass->buffer, &answer, &failure) != CPROBE_OK) {
        cp_process_note(text->detail, failure, process);
        return;
    }
    // A path ends with a NUL; each argument of a command line does, and is counted.
    if (text->field != CPROBE_PROCESS_COMMAND_LINE) {
        answer = cp_record_text(answer, 0, answer.length);
    }
    cp_process_add_text(pass, answer, text, process);
}

void cp_process_number(const char *source, const int *numbers, unsigned count,
                       cprobe_process_field field, uint32_t detail, uint64_t *number,
                       cprobe_process *process) {
    uint64_t bytes = 0;
    cprobe_failure failure;
    cp_span answer;
    uint64_t taken = 0;
    cprobe_result result = cp_sysctl_read(source, numbers, count,
                                          (cp_buffer){(char *)(void *)&bytes, sizeof bytes},
                                          &answer, &failure);
    if (result == CPROBE_OK) {
        result = cp_sysctl_number_of(source, answer, &taken, &failure);
    }
    if (result != CPROBE_OK) {
        cp_process_note(detail, failure, process);
        return;
    }
    *number = taken;
    cprobe_set(&process->present_fields, field);
}

#endif
