#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "root.h"

enum { LINKS_FOLLOWED = 40 }; // As many as the kernel follows.

bool cp_is_same_file(int a, int b) {
    struct stat first;
    struct stat second;
    return fstat(a, &first) == 0 && fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

// One step of the walk: a component of the path, at the front of `rest`, below `at`.
typedef struct walk {
    int root;
    int at;       // Owned, unless it is the root.
    unsigned links;
    char rest[2 * CPROBE_PATH_BYTES];
    size_t length;
} walk;

static void step_to(walk *w, int descriptor) {
    if (w->at != w->root) {
        cp_close(w->at);
    }
    w->at = descriptor;
}

// Puts the text of a symbolic link before what is left of the path. An errno, or 0.
static int follow(walk *w, int link) {
    char target[CPROBE_PATH_BYTES];
    const ssize_t length = readlinkat(link, "", target, sizeof target);
    if (length <= 0) {
        return length < 0 ? errno : ENOENT;
    }
    if ((size_t)length == sizeof target || (size_t)length + 1 + w->length > sizeof w->rest) {
        return ENAMETOOLONG;
    }
    w->links += 1;
    if (w->links > LINKS_FOLLOWED) {
        return ELOOP;
    }
    memmove(w->rest + length + 1, w->rest, w->length);
    memcpy(w->rest, target, (size_t)length);
    w->rest[length] = '/';
    w->length += (size_t)length + 1;
    if (target[0] == '/') {
        step_to(w, w->root);
    }
    return 0;
}

// Goes into one component. An errno, or 0.
static int step(walk *w, const char *name) {
    if (strcmp(name, "..") == 0 && cp_is_same_file(w->at, w->root)) {
        return 0;
    }
    const int next = openat(w->at, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (next < 0) {
        return errno;
    }
    struct stat status;
    if (fstat(next, &status) != 0) {
        const int error = errno;
        cp_close(next);
        return error;
    }
    if (S_ISLNK(status.st_mode)) {
        const int error = follow(w, next);
        cp_close(next);
        return error;
    }
    step_to(w, next);
    return 0;
}

// Takes the first component of what is left into `name`. False at the end.
static bool take_component(walk *w, char name[CPROBE_PATH_BYTES]) {
    size_t start = 0;
    while (start < w->length && w->rest[start] == '/') {
        start += 1;
    }
    size_t end = start;
    while (end < w->length && w->rest[end] != '/') {
        end += 1;
    }
    const size_t length = end - start;
    if (length == 0 || length >= CPROBE_PATH_BYTES) {
        return false;
    }
    memcpy(name, w->rest + start, length);
    name[length] = '\0';
    memmove(w->rest, w->rest + end, w->length - end);
    w->length -= end;
    return true;
}

int cp_walk_to(int root, const char *path, int *descriptor) {
    walk w; // Not cleared: it has room for 8 KiB of path.
    w.root = root;
    w.at = root;
    w.links = 0;
    w.length = strlen(path);
    if (w.length >= sizeof w.rest) {
        return ENAMETOOLONG;
    }
    memcpy(w.rest, path, w.length);
    char name[CPROBE_PATH_BYTES];
    int error = 0;
    while (error == 0 && take_component(&w, name)) {
        error = strcmp(name, ".") == 0 ? 0 : step(&w, name);
    }
    if (error == 0 && w.at == root) {
        w.at = openat(root, ".", O_PATH | O_CLOEXEC);
        error = w.at < 0 ? errno : 0;
    }
    if (error != 0) {
        step_to(&w, root);
        return error;
    }
    *descriptor = w.at;
    return 0;
}

#endif
