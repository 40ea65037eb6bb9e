#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "subject.h"

#include <fcntl.h>

#include "../../source/directory.h"
#include "../../text/build.h"
#include "cache.h"

void cp_subject_path(const cp_subject *s, const char *file, char path[CP_SUBJECT_PATH_BYTES]) {
    cp_build build = {path, CP_SUBJECT_PATH_BYTES, 0, false};
    if (cp_subject_is_captured(s->pass)) {
        cp_build_add(&build, cp_span_of(s->pass->path));
        cp_build_add(&build, cp_span_make("/", 1));
    }
    cp_build_add(&build, s->name);
    if (file[0] != '\0') {
        cp_build_add(&build, cp_span_make("/", 1));
        cp_build_add(&build, cp_span_of(file));
    }
}

// After an open that failed for lack of descriptors, closes the cached files of processes. True if
// there were any, so the open can be retried.
static bool has_freed_descriptors(cp_process_pass *pass, cprobe_result result) {
    const bool can_free = result == CPROBE_EXHAUSTED && pass->from->cache->count != 0;
    if (can_free) {
        cp_processes_close(pass->from->cache);
    }
    return can_free;
}

cprobe_result cp_subject_open_directory(const cp_subject *s, int directory, const char *path,
                                        int flags, const char *source, int *descriptor,
                                        cprobe_failure *failure) {
    cp_root *root = &s->pass->from->reader->root;
    const int all = flags | O_DIRECTORY;
    cprobe_result result =
        cp_root_open_below(root, directory, path, all, source, descriptor, failure);
    if (has_freed_descriptors(s->pass, result)) {
        result = cp_root_open_below(root, directory, path, all, source, descriptor, failure);
    }
    return result;
}

cprobe_result cp_subject_open_file(const cp_subject *s, const char *file, const char *source,
                                   int *descriptor, cprobe_failure *failure) {
    char path[CP_SUBJECT_PATH_BYTES];
    cp_root *root = &s->pass->from->reader->root;
    cp_subject_path(s, file, path);
    if (cp_subject_is_captured(s->pass)) {
        return cp_root_open_file(root, path, source, descriptor, failure);
    }
    const int directory = s->own >= 0 ? s->own : s->pass->directory;
    const char *name = s->own >= 0 ? file : path;
    cprobe_result result = cp_root_open_file_in(root, directory, name, descriptor, failure);
    if (has_freed_descriptors(s->pass, result)) {
        result = cp_root_open_file_in(root, directory, name, descriptor, failure);
    }
    if (result != CPROBE_OK && failure != NULL) {
        failure->source = source;
    }
    return result;
}

cprobe_result cp_subject_open_listing(const cp_subject *s, const char *name, const char *source,
                                      int *directory, cprobe_failure *failure) {
    char path[CP_SUBJECT_PATH_BYTES];
    cp_subject_path(s, name, path);
    if (cp_subject_is_captured(s->pass)) {
        return cp_directory_open(&s->pass->from->reader->root, path, source, directory, failure);
    }
    return s->own >= 0
               ? cp_subject_open_directory(s, s->own, name, O_RDONLY, source, directory, failure)
               : cp_subject_open_directory(s, s->pass->directory, path, O_RDONLY, source, directory,
                                           failure);
}

cprobe_result cp_subject_read_short_file(const cp_subject *s, const char *file, const char *source,
                                         size_t capacity, cp_span *text, cprobe_failure *failure) {
    int descriptor = -1;
    size_t length = 0;
    cprobe_result result = cp_subject_open_file(s, file, source, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_subject_text(s->pass), capacity,
                               &length, source, failure);
        cp_close(descriptor);
        *text = cp_span_make(cp_subject_text(s->pass), length);
    }
    return result;
}

cprobe_result cp_subject_read_file(const cp_subject *s, const char *file, const char *source,
                                   cp_span *text, cprobe_failure *failure) {
    return cp_subject_read_short_file(s, file, source, CP_PROCESS_TEXT_BYTES, text, failure);
}

#endif
