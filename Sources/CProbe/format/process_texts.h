// The texts of a list of processes: command lines, cgroups, paths.

#ifndef CP_FORMAT_PROCESS_TEXTS_H
#define CP_FORMAT_PROCESS_TEXTS_H

#include "../include/cprobe/process.h"
#include "../text/span.h"

// Appends `text` to the list's text buffer if it fits, and counts its length in any case. False
// beyond 4 GiB, which a 32-bit offset cannot address.
static inline bool cp_process_add_text(cprobe_process_list *list, cp_span text, uint32_t *offset,
                                       uint32_t *length) {
    if (list->text_length > UINT32_MAX - text.length) {
        return false;
    }
    *offset = (uint32_t)list->text_length;
    *length = (uint32_t)text.length;
    if (text.length != 0 && list->text_length <= list->text_capacity &&
        text.length <= list->text_capacity - list->text_length) {
        memcpy(list->text + list->text_length, text.bytes, text.length);
    }
    list->text_length += text.length;
    return true;
}

#endif
