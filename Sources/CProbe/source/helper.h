// A helper process that opens and reads files whose server may never answer.
//
// A request to a FUSE or network file system whose server is dead blocks the calling thread, and
// not even SIGKILL ends it. So the helper makes the request, and the caller waits for it on a
// socket until a deadline. One helper serves a collector for as long as it answers. A helper that
// missed its deadline is killed and not waited for; no other one is started until it has ended.
//
// The helper shares the memory of its creator (CLONE_VM), so that starting it costs the same however
// much memory the creator uses, and nothing is copied when the creator writes. A blocked helper keeps that
// memory after the creator has ended. It has its own table of
// descriptors, which holds nothing but its end of the socket and what it has open. It keeps the
// credentials and namespaces that its creator had when it started.

#ifndef CP_SOURCE_HELPER_H
#define CP_SOURCE_HELPER_H

#include <sys/vfs.h>

#include "../include/cprobe/result.h"

enum {
    // How long one request may take,
    CP_HELPER_WAIT_MS = 500,
    // and all requests of one sample together.
    CP_HELPER_SAMPLE_WAIT_MS = 1000,
    // The largest file that is read through a helper: 64 times what a real one has.
    CP_HELPER_FILE_BYTES = 4 << 20
};

typedef struct cp_helper {
    int32_t pid;     // 0: none runs. The helper is blocked, and was killed, where the socket is closed.
    int32_t socket;  // -1 while closed.
    int64_t left_ms; // How long this sample may still wait for the helper.
    uint64_t owner;  // The effective user and group of the caller when the helper started.
    void *memory;    // A mapping shared with the helper; NULL before the first helper.
} cp_helper;

// Where the helper finds the file.
typedef struct cp_helper_path {
    int directory;      // AT_FDCWD for an absolute path.
    const char *path;
    uint64_t resolve;   // Of openat2(2): RESOLVE_IN_ROOT and so on. 0: none.
} cp_helper_path;

// Copies a regular file, as it is now, into an anonymous file in memory, and gives a descriptor of that,
// for the caller to close. 0, or an errno: ETIMEDOUT where the server did not answer in time, EINVAL
// where it is no regular file, EFBIG where it is larger than CP_HELPER_FILE_BYTES.
int cp_helper_copy(cp_helper *helper, const cp_helper_path *path, int *descriptor);

// What was found at a path.
typedef struct cp_found {
    struct statfs answer;
    uint64_t mount;  // The number of the mount; 0 where it is not known.
    uint64_t device; // As in cp_status; 0 where it is not known.
} cp_found;

// statfs(2) of a path. 0, or an errno: ETIMEDOUT as above.
int cp_helper_statfs(cp_helper *helper, const cp_helper_path *path, cp_found *found);

// No helper runs yet: the first request starts it.
void cp_helper_init(cp_helper *helper);

// Starts the time of a new sample, and reaps a killed helper that has ended since the last one.
void cp_helper_begin(cp_helper *helper);

// Ends the helper. One that is blocked is left to end when its request does.
void cp_helper_close(cp_helper *helper);

// In a child after fork: forgets the helper, which is the parent's.
void cp_helper_forget(cp_helper *helper);

#endif
