// A bare FUSE server, mounted over a file or a directory of the calling mount namespace.
//
//     fuse_server SECONDS DIES_AFTER PATH [FILE]
//
// Serves the bytes of FILE, and 1,000 blocks to statfs. DIES_AFTER seconds after the mount it stops
// responding (0: right after INIT): requests then block until SECONDS have passed, when the server
// unmounts PATH and exits. The command returns once PATH is mounted.

#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char text[65536];
static size_t text_length;
static mode_t mode = S_IFREG | 0444;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// Answers one request. The text fits into `body`.
static void answer(int fuse, const struct fuse_in_header *in) {
    static struct {
        struct fuse_out_header header;
        union {
            struct fuse_init_out init;
            struct fuse_attr_out attributes;
            struct fuse_open_out open;
            struct fuse_statfs_out statfs;
            char bytes[sizeof text];
        } body;
    } out;
    const void *argument = in + 1;
    size_t length = 0;
    memset(&out, 0, sizeof out.header + sizeof out.body.attributes + sizeof out.body.statfs);
    switch (in->opcode) {
    case FUSE_FORGET:
    case FUSE_INTERRUPT: return;
    case FUSE_INIT:
        out.body.init.major = FUSE_KERNEL_VERSION;
        out.body.init.minor = 31;
        out.body.init.max_background = 12;
        out.body.init.congestion_threshold = 10;
        out.body.init.max_write = 4096;
        length = sizeof out.body.init;
        break;
    case FUSE_GETATTR:
        out.body.attributes.attr.ino = 1;
        out.body.attributes.attr.size = text_length;
        out.body.attributes.attr.mode = mode;
        out.body.attributes.attr.nlink = 1;
        length = sizeof out.body.attributes;
        break;
    case FUSE_OPEN:
    case FUSE_OPENDIR:
        out.body.open.fh = 1;
        out.body.open.open_flags = FOPEN_DIRECT_IO;
        length = sizeof out.body.open;
        break;
    case FUSE_READ: {
        const struct fuse_read_in *read = argument;
        const size_t start = read->offset < text_length ? read->offset : text_length;
        length = read->size < text_length - start ? read->size : text_length - start;
        memcpy(out.body.bytes, text + start, length);
        break;
    }
    case FUSE_STATFS:
        out.body.statfs.st.blocks = 1000;
        out.body.statfs.st.bfree = 500;
        out.body.statfs.st.bavail = 400;
        out.body.statfs.st.bsize = 4096;
        out.body.statfs.st.frsize = 4096;
        out.body.statfs.st.namelen = 255;
        length = sizeof out.body.statfs;
        break;
    case FUSE_RELEASE:
    case FUSE_RELEASEDIR:
    case FUSE_FLUSH: break;
    default: out.header.error = -ENOSYS; break;
    }
    out.header.len = (uint32_t)(sizeof out.header + length);
    out.header.unique = in->unique;
    if (write(fuse, &out, out.header.len) < 0 && errno != ENOENT) {
        perror("fuse_server: write");
    }
}

static void serve(int fuse, double end, double death, const char *path) {
    static _Alignas(8) char request[1 << 17];
    while (now() < end) {
        struct pollfd wait = {.fd = fuse, .events = POLLIN};
        if (poll(&wait, 1, 20) != 1) {
            continue;
        }
        if (read(fuse, request, sizeof request) < (ssize_t)sizeof(struct fuse_in_header)) {
            break;
        }
        const struct fuse_in_header *in = (const void *)request;
        // INIT is answered in any case.
        if (in->opcode == FUSE_INIT || now() < death) {
            answer(fuse, in);
        }
    }
    umount2(path, MNT_FORCE);
    umount2(path, MNT_DETACH);
}

int main(int count, char **words) {
    struct stat status;
    if (count < 4 || stat(words[3], &status) != 0) {
        fprintf(stderr, "usage: fuse_server SECONDS DIES_AFTER PATH [FILE]\n");
        return 64;
    }
    if (S_ISDIR(status.st_mode)) {
        mode = S_IFDIR | 0755;
    }
    if (count > 4) {
        const int file = open(words[4], O_RDONLY);
        const ssize_t length = read(file, text, sizeof text);
        text_length = length > 0 ? (size_t)length : 0;
    }
    char options[96];
    const int fuse = open("/dev/fuse", O_RDWR);
    snprintf(options, sizeof options, "fd=%d,rootmode=%o,user_id=0,group_id=0,allow_other", fuse,
             (unsigned)(mode & S_IFMT));
    if (fuse < 0 || mount("server", words[3], "fuse.server", 0, options) != 0) {
        perror("fuse_server: mount");
        return 1;
    }
    const double start = now();
    if (fork() == 0) {
        serve(fuse, start + atof(words[1]), start + atof(words[2]), words[3]);
        _exit(0);
    }
    return 0;
}
