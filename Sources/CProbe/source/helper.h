// A helper process that opens and reads files whose server may not respond.
//
// A request to a FUSE or network file system whose server is dead blocks the calling thread, and
// not even SIGKILL ends it. Therefore the helper makes the request, and the caller waits on a
// socket until a deadline. A collector uses one helper as long as it responds. A helper that misses
// its deadline is killed without waiting for it; no other helper is started until it has ended.
//
// The helper shares the memory of its creator (CLONE_VM): starting it costs the same however much
// memory the creator uses, and nothing is copied when the creator writes. A blocked helper keeps
// that memory in use after the creator has exited. The helper has its own descriptor table, with
// nothing but its end of the socket and what it opens, and the credentials and namespaces that its
// creator had when it started.

#ifndef CP_SOURCE_HELPER_H
#define CP_SOURCE_HELPER_H

#include <sys/vfs.h>

#include "../include/cprobe/result.h"

enum {
    // The deadline of one request,
    CP_HELPER_WAIT_MS = 500,
    // and of all requests of one sample together.
    CP_HELPER_SAMPLE_WAIT_MS = 1000,
    // The largest file that is read through a helper: 64 times the size of a real one.
    CP_HELPER_FILE_BYTES = 4 << 20
};

typedef struct cp_helper {
    int32_t pid;     // 0: none. If the socket is closed: blocked, and killed.
    int32_t socket;  // -1 while closed.
    int64_t left_ms; // The time that this sample may still wait for the helper.
    uint64_t owner;  // The effective user and group id of the caller when the helper started.
    void *memory;    // A mapping shared with the helper; NULL before the first helper.
} cp_helper;

// The path of a file, as passed to the helper.
typedef struct cp_helper_path {
    int directory;      // AT_FDCWD for an absolute path.
    const char *path;
    uint64_t resolve;   // For openat2(2): RESOLVE_IN_ROOT and others; 0: none.
    bool enters_root;   // The directory is that of a process in procfs, and the path is below the
                        // root directory of that process.
} cp_helper_path;

// Copies a regular file with its current contents into a memfd, and returns its descriptor, which
// the caller closes. 0, or an errno: ETIMEDOUT if the server did not respond in time, EINVAL if not
// a regular file, EFBIG if larger than CP_HELPER_FILE_BYTES.
int cp_helper_copy(cp_helper *helper, const cp_helper_path *path, int *descriptor);

// What a path refers to.
typedef struct cp_found {
    struct statfs answer;
    uint64_t mount;  // The mount id; 0 if not known.
    uint64_t device; // As in cp_status; 0 if not known.
} cp_found;

// statfs(2) of a path. 0, or an errno: ETIMEDOUT as above.
int cp_helper_statfs(cp_helper *helper, const cp_helper_path *path, cp_found *found);

// Initialises without a helper: the first request starts it.
void cp_helper_init(cp_helper *helper);

// Starts the deadline of a new sample, and reaps a killed helper that has ended meanwhile.
void cp_helper_begin(cp_helper *helper);

// Ends the helper. A blocked helper ends when its request does.
void cp_helper_close(cp_helper *helper);

// In a child after fork(): forgets the helper of the parent.
void cp_helper_forget(cp_helper *helper);

#endif
