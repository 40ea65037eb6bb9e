#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../include/cprobe/result.h"
#include "descriptor.h"
#include "status.h"

enum {
    LINKS_FOLLOWED = 40, // The kernel's limit.
    // The maximum number of open components; each takes a descriptor. The deepest paths that are
    // read (/sys/devices/pci…/hwmon/hwmon0) have half as many.
    COMPONENTS = 32
};

// A walk: the opened components and the rest of the path. ".." closes the last component, and so
// returns to a directory that was reached from the root. Opening ".." instead would lead out of the
// root if a directory was renamed out of it after being opened.
typedef struct walk {
    int components[COMPONENTS]; // The first is the root, owned by the caller.
    unsigned depth;             // The number of open components above the root.
    cp_walk_bound bound;
    uint64_t device;            // For CP_WALK_SAME_DEVICE.
    unsigned links;
    char rest[2 * CPROBE_PATH_BYTES];
    size_t length;
} walk;

static void close_above(walk *w, unsigned depth) {
    while (w->depth > depth) {
        cp_close(w->components[w->depth]);
        w->depth -= 1;
    }
}

// Prepends the target of a symbolic link to the rest of the path. Returns 0 or an errno.
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
        close_above(w, 0);
    }
    return 0;
}

// Enters an opened component: pushes it, or follows it if it is a link. Takes ownership of the
// descriptor. Returns 0 or an errno.
static int enter(walk *w, int next) {
    cp_status status;
    int error = cp_status_read(next, "", &status);
    if (error == 0 && w->bound == CP_WALK_SAME_DEVICE && status.device != w->device) {
        error = EXDEV;
    }
    if (error == 0 && S_ISLNK(status.mode)) {
        error = follow(w, next);
        cp_close(next);
        return error;
    }
    if (error == 0 && w->depth + 1 == COMPONENTS) {
        error = ENAMETOOLONG;
    }
    if (error != 0) {
        cp_close(next);
        return error;
    }
    w->depth += 1;
    w->components[w->depth] = next;
    return 0;
}

static int step(walk *w, const char *name) {
    if (strcmp(name, ".") == 0) {
        return 0;
    }
    if (strcmp(name, "..") == 0) {
        close_above(w, w->depth == 0 ? 0 : w->depth - 1);
        return 0;
    }
    // O_PATH does not contact the file system that is mounted at the name.
    const int next = openat(w->components[w->depth], name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    return next < 0 ? errno : enter(w, next);
}

// Takes the first component of the rest into `name`. False at the end.
static bool take_component(walk *w, char name[CPROBE_PATH_BYTES], int *error) {
    size_t start = 0;
    while (start < w->length && w->rest[start] == '/') {
        start += 1;
    }
    size_t end = start;
    while (end < w->length && w->rest[end] != '/') {
        end += 1;
    }
    const size_t length = end - start;
    *error = length >= CPROBE_PATH_BYTES ? ENAMETOOLONG : 0;
    if (length == 0 || *error != 0) {
        return false;
    }
    memcpy(name, w->rest + start, length);
    name[length] = '\0';
    memmove(w->rest, w->rest + end, w->length - end);
    w->length -= end;
    return true;
}

int cp_walk_to(int root, const char *path, cp_walk_bound bound, int *descriptor) {
    walk w; // Not cleared: the buffer has 8 KiB.
    cp_status status = {0};
    w.components[0] = root;
    w.depth = 0;
    w.bound = bound;
    w.links = 0;
    w.length = strlen(path);
    if (w.length >= sizeof w.rest) {
        return ENAMETOOLONG;
    }
    memcpy(w.rest, path, w.length);
    int error = bound == CP_WALK_SAME_DEVICE ? cp_status_read(root, "", &status) : 0;
    w.device = status.device;
    char name[CPROBE_PATH_BYTES];
    while (error == 0 && take_component(&w, name, &error)) {
        error = step(&w, name);
    }
    if (error == 0 && w.depth == 0) {
        *descriptor = openat(root, ".", O_PATH | O_CLOEXEC);
        return *descriptor < 0 ? errno : 0;
    }
    if (error == 0) {
        *descriptor = w.components[w.depth];
        w.depth -= 1;
    }
    close_above(&w, 0);
    return error;
}

#endif
