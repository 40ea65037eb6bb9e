// Archives of captured machines: one text file for a directory.
//
//     # ABOUT
//     Kernel release: 6.1.0-56-cloud-amd64
//     # root/proc/meminfo
//     MemTotal:        2014960 kB
//     MemFree:         1860548 kB
//     # root/proc/1/cmdline
//     /bin/sh\x00-c\x00\              (a lone backslash: no newline here)
//     # root/proc/self -> 117
//     # root/sys/fs/cgroup/empty/
//     # root/bin/run mode 0755
//
//     archive = {header {line}}
//     header  = "# " name "\n"                 a file; its lines follow, none for an empty file
//             | "# " name " mode 0" octal "\n" a file with other permissions than 0644
//             | "# " name "/\n"                an empty directory; others need no header
//             | "# " name " -> " name "\n"     a symbolic link and its target
//     line    = text "\n"                      a line of the file
//             | text "\\\n"                    the same without the newline: the file goes on
//                                              with the next line, or ends here
//     text    = {byte | "\\\\" | "\\x" digit digit}
//
// A line that starts with "#" is always a header: a "#" that starts a line of a file is \x23.
// Only printable ASCII and tabs are written as they are. A blank or tab before a newline is escaped
// too, so that no editor strips it, and so is every blank of a name. An archive is therefore ASCII
// whatever it holds. There are no lengths: lines can be edited, added and removed by hand.
// Names are sorted by their bytes within each directory, so the same tree gives the same archive,
// and an archive that is unpacked and packed again is the same.
//
// Kept are names, contents, targets of links, empty directories, and the permissions of a file
// whose owner's are not "rw-" (the others depend on the umask). Not kept are permissions of
// directories (0755), owners, times and hard links. A device, socket or FIFO is a failure.
//
// Unpacking follows no link and refuses "..", so it writes nothing outside its directory.
//
// Compiled with -DCPI_ARCHIVE_COMMAND, this file is the command of Tests/Fixtures/archive.sh.

#define _GNU_SOURCE 1
#include "Archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0644, DIRECTORY_MODE = 0755, MODE_BITS = 0777 };

// Writes a message and returns false.
static bool fail(char *message, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, CPI_ARCHIVE_MESSAGE, format, arguments);
    va_end(arguments);
    return false;
}

// Fails with the path and the message of errno.
static bool fail_call(char *message, const char *path) {
    return fail(message, "%s: %s", path, strerror(errno));
}

// Joins a path; false if it is too long for the system.
static bool join(char path[PATH_MAX], const char *directory, const char *name, const char *ending,
                 char *message) {
    int length = snprintf(path, PATH_MAX, "%s/%s%s", directory, name, ending);
    return length < PATH_MAX || fail(message, "%s/%s: the path is too long", directory, name);
}

// Reads a whole file, to be freed by the caller. NULL if it cannot be read.
static char *read_file(const char *path, size_t *length, char *message) {
    FILE *file = fopen(path, "rb");
    struct stat status;
    if (file == NULL || fstat(fileno(file), &status) != 0) {
        fail_call(message, path);
        if (file != NULL) {
            fclose(file);
        }
        return NULL;
    }
    size_t size = (size_t)status.st_size;
    char *bytes = malloc(size + 1);
    *length = bytes == NULL ? 0 : fread(bytes, 1, size + 1, file);
    if (*length != size || bytes == NULL) {
        fail(message, "%s: can't be read, or is not as long as the system says", path);
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    return bytes;
}

// ---- packing

static bool is_printable(unsigned char byte) {
    return byte >= ' ' && byte < 0x7f;
}

static void put_escaped(FILE *archive, unsigned char byte) {
    if (byte == '\\') {
        fputs("\\\\", archive);
    } else {
        fprintf(archive, "\\x%02x", byte);
    }
}

static void put_name(FILE *archive, const char *name) {
    for (; *name != '\0'; name++) {
        unsigned char byte = (unsigned char)*name;
        if (is_printable(byte) && byte != ' ' && byte != '\\') {
            fputc(byte, archive);
        } else {
            put_escaped(archive, byte);
        }
    }
}

static void put_text(FILE *archive, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool starts_line = i == 0 || text[i - 1] == '\n';
        bool ends_line = i + 1 < length && text[i + 1] == '\n';
        bool is_blank = byte == ' ' || byte == '\t';
        bool is_plain = byte == '\n' || byte == '\t' || (is_printable(byte) && byte != '\\');
        if (!is_plain || (byte == '#' && starts_line) || (is_blank && ends_line)) {
            put_escaped(archive, byte);
        } else {
            fputc(byte, archive);
        }
    }
    if (length > 0 && text[length - 1] != '\n') {
        fputs("\\\n", archive);
    }
}

static int is_entry(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool pack_directory(FILE *archive, const char *directory, const char *below, char *message);

// Packs the entry at `path`, under the name `name`.
static bool pack_entry(FILE *archive, const char *path, const char *name, char *message) {
    struct stat status;
    if (lstat(path, &status) != 0) {
        return fail_call(message, path);
    }
    if (S_ISDIR(status.st_mode)) {
        return pack_directory(archive, path, name, message);
    }
    fputs("# ", archive);
    put_name(archive, name);
    if (S_ISLNK(status.st_mode)) {
        char target[PATH_MAX];
        ssize_t length = readlink(path, target, sizeof target - 1);
        if (length < 0) {
            return fail_call(message, path);
        }
        target[length] = '\0';
        fputs(" -> ", archive);
        put_name(archive, target);
        fputc('\n', archive);
        return true;
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(message, "%s: neither a file, a directory nor a link", path);
    }
    if ((status.st_mode & S_IRWXU) != (FILE_MODE & S_IRWXU)) {
        fprintf(archive, " mode %04o", (unsigned)status.st_mode & MODE_BITS);
    }
    fputc('\n', archive);
    size_t length;
    char *text = read_file(path, &length, message);
    if (text == NULL) {
        return false;
    }
    put_text(archive, text, length);
    free(text);
    return true;
}

// Packs all entries of a directory, whose name in the archive is `below`; "" for the top.
static bool pack_directory(FILE *archive, const char *directory, const char *below, char *message) {
    struct dirent **entries;
    int count = scandir(directory, &entries, is_entry, by_bytes);
    if (count < 0) {
        return fail_call(message, directory);
    }
    if (count == 0 && below[0] != '\0') {
        fputs("# ", archive);
        put_name(archive, below);
        fputs("/\n", archive);
    }
    bool is_packed = true;
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX], name[PATH_MAX];
        const char *last = entries[i]->d_name;
        is_packed = is_packed && join(path, directory, last, "", message) &&
                    join(name, below, last, "", message) &&
                    pack_entry(archive, path, below[0] == '\0' ? last : name, message);
        free(entries[i]);
    }
    free(entries);
    return is_packed;
}

bool cpi_archive_pack(const char *directory, const char *archive,
                      char message[CPI_ARCHIVE_MESSAGE]) {
    char aside[PATH_MAX];
    if (snprintf(aside, sizeof aside, "%s.%ld.new", archive, (long)getpid()) >= PATH_MAX) {
        return fail(message, "%s: the path is too long", archive);
    }
    FILE *file = fopen(aside, "wb");
    if (file == NULL) {
        return fail_call(message, aside);
    }
    bool is_packed = pack_directory(file, directory, "", message);
    bool is_written = !ferror(file);
    is_written = fclose(file) == 0 && is_written;
    if (is_packed && (!is_written || rename(aside, archive) != 0)) {
        is_packed = fail_call(message, archive);
    }
    if (!is_packed) {
        unlink(aside);
    }
    return is_packed;
}

// ---- unpacking

// The archive being read, and the file being written.
typedef struct unpacking {
    const char *archive;
    size_t line;
    int top;    // The directory into which the archive is unpacked.
    FILE *file; // NULL after the header of a link or a directory.
    char *message;
} unpacking;

// Fails with the current line of the archive.
static bool fail_line(const unpacking *at, const char *what, const char *name) {
    return fail(at->message, "%s:%zu: %s%s", at->archive, at->line, what, name);
}

static int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

// Decodes a text in place: it never grows. `goes_on` becomes whether a lone backslash ends the
// text; NULL if none is allowed.
static bool decode(const unpacking *at, char *text, size_t *length, bool *goes_on) {
    size_t out = 0;
    for (size_t i = 0; i < *length; i++) {
        unsigned char byte = (unsigned char)text[i];
        size_t left = *length - i - 1;
        if ((byte < ' ' && byte != '\t') || byte == 0x7f) {
            return fail_line(at, "a control character, which is written \\xNN in an archive", "");
        }
        if (byte != '\\') {
            text[out++] = text[i];
        } else if (left == 0 && goes_on != NULL) {
            *goes_on = true;
        } else if (left >= 1 && text[i + 1] == '\\') {
            text[out++] = '\\';
            i += 1;
        } else if (left >= 3 && text[i + 1] == 'x' && hex_digit(text[i + 2]) >= 0 &&
                   hex_digit(text[i + 3]) >= 0) {
            text[out++] = (char)(hex_digit(text[i + 2]) * 16 + hex_digit(text[i + 3]));
            i += 3;
        } else {
            return fail_line(at, "a backslash is followed by neither a backslash nor xNN", "");
        }
    }
    *length = out;
    return true;
}

// Decodes one word of a header into a string: the NUL replaces the blank or newline after it.
static bool decode_name(const unpacking *at, char *word, size_t length) {
    if (!decode(at, word, &length, NULL)) {
        return false;
    }
    if (length == 0 || memchr(word, '\0', length) != NULL) {
        return fail_line(at, "a name is empty or holds a NUL", "");
    }
    word[length] = '\0';
    return true;
}

// Opens the directory of an entry, and makes missing directories on the way. `last` becomes the
// last component of the name, which is cut into its components. Negative if the name leads outside.
static int open_parent(const unpacking *at, char *name, char **last) {
    int directory = dup(at->top);
    for (char *slash; directory >= 0; name = slash + 1) {
        slash = strchr(name, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
            fail_line(at, "a name is absolute, or a component is empty, \".\" or \"..\"", "");
            break;
        }
        if (slash == NULL) {
            *last = name;
            return directory;
        }
        bool is_made = mkdirat(directory, name, DIRECTORY_MODE) == 0;
        int inner = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0 || (is_made && fchmod(inner, DIRECTORY_MODE) != 0)) {
            fail_line(at, "the name leads through what is no directory: ", name);
            if (inner >= 0) {
                close(inner);
            }
            break;
        }
        close(directory);
        directory = inner;
    }
    if (directory >= 0) {
        close(directory);
    }
    return -1;
}

static bool end_file(unpacking *at) {
    if (at->file == NULL) {
        return true;
    }
    bool is_written = !ferror(at->file);
    is_written = fclose(at->file) == 0 && is_written;
    at->file = NULL;
    return is_written || fail_line(at, "a file can't be written: ", strerror(errno));
}

static bool begin_file(unpacking *at, int parent, const char *name, mode_t mode) {
    int made = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0) {
        return false;
    }
    if (fchmod(made, mode) != 0 || (at->file = fdopen(made, "wb")) == NULL) {
        close(made);
        return false;
    }
    return true;
}

static bool make_directory(int parent, const char *name) {
    return mkdirat(parent, name, DIRECTORY_MODE) == 0 &&
           fchmodat(parent, name, DIRECTORY_MODE, 0) == 0;
}

// A parsed header, with its words decoded.
typedef struct archive_entry {
    char *name;
    char *target; // NULL if it is not a link.
    bool is_directory;
    mode_t mode;
} archive_entry;

// Parses a mode of three digits; false if they are no digits.
static bool read_mode(const char *digits, mode_t *mode) {
    *mode = 0;
    for (size_t i = 0; i < 3; i++) {
        if (digits[i] < '0' || digits[i] > '7') {
            return false;
        }
        *mode = *mode * 8 + (mode_t)(digits[i] - '0');
    }
    return true;
}

// Parses a header, overwriting it; its last byte is the newline.
static bool read_header(const unpacking *at, char *header, size_t length,
                        archive_entry *entry) {
    static const char link[] = " -> ", mode[] = " mode 0";
    bool is_header = length > 3 && header[1] == ' ' && header[2] != ' ';
    char *end = header + length - 1, *name = header + 2;
    char *blank = is_header ? memchr(name, ' ', (size_t)(end - name)) : NULL;
    char *name_end = blank == NULL ? end : blank;
    size_t rest = (size_t)(end - name_end);
    *entry = (archive_entry){.name = name, .mode = FILE_MODE};
    if (rest > sizeof link - 1 && memcmp(blank, link, sizeof link - 1) == 0) {
        entry->target = blank + sizeof link - 1;
        is_header = memchr(entry->target, ' ', (size_t)(end - entry->target)) == NULL;
    } else if (rest == sizeof mode - 1 + 3 && memcmp(blank, mode, sizeof mode - 1) == 0) {
        is_header = read_mode(blank + sizeof mode - 1, &entry->mode);
    } else if (blank != NULL) {
        is_header = false;
    } else if (is_header && end[-1] == '/') {
        entry->is_directory = true;
        name_end--;
    }
    if (!is_header) {
        return fail_line(at, "no header: \"# NAME\", \"# NAME/\", \"# NAME -> TARGET\" or "
                             "\"# NAME mode 0NNN\"", "");
    }
    return decode_name(at, name, (size_t)(name_end - name)) &&
           (entry->target == NULL || decode_name(at, entry->target, (size_t)(end - entry->target)));
}

// Makes the entry that a header names.
static bool begin_entry(unpacking *at, char *header, size_t length) {
    archive_entry entry;
    char *last;
    int parent = read_header(at, header, length, &entry) ? open_parent(at, entry.name, &last) : -1;
    if (parent < 0) {
        return false;
    }
    bool is_made = entry.target != NULL   ? symlinkat(entry.target, parent, last) == 0
                   : entry.is_directory ? make_directory(parent, last)
                                        : begin_file(at, parent, last, entry.mode);
    if (!is_made) {
        fail_line(at, errno == EEXIST ? "a second entry of this name: " : "can't be made: ", last);
    }
    close(parent);
    return is_made;
}

// Handles a line with its newline.
static bool unpack_line(unpacking *at, char *line, size_t length) {
    if (line[0] == '#') {
        return end_file(at) && begin_entry(at, line, length);
    }
    length--;
    if (at->file == NULL) {
        return fail_line(at, "a line that belongs to no file", "");
    }
    bool goes_on = false;
    if (!decode(at, line, &length, &goes_on)) {
        return false;
    }
    fwrite(line, 1, length, at->file);
    if (!goes_on) {
        fputc('\n', at->file);
    }
    return true;
}

static bool unpack_lines(unpacking *at, char *text, size_t length) {
    for (size_t start = 0; start < length;) {
        at->line++;
        char *newline = memchr(text + start, '\n', length - start);
        if (newline == NULL) {
            return fail_line(at, "the archive is cut: its last line has no newline", "");
        }
        size_t size = (size_t)(newline + 1 - text) - start;
        if (!unpack_line(at, text + start, size)) {
            return false;
        }
        start += size;
    }
    return end_file(at);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)kind, (void)place;
    return remove(path);
}

// Removes a file, or a directory with its content; a missing one is no failure.
static bool remove_tree(const char *path, char *message) {
    return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT ||
           fail_call(message, path);
}

bool cpi_archive_unpack(const char *archive, const char *directory,
                        char message[CPI_ARCHIVE_MESSAGE]) {
    char aside[PATH_MAX];
    if (snprintf(aside, sizeof aside, "%s.XXXXXX", directory) >= PATH_MAX) {
        return fail(message, "%s: the path is too long", directory);
    }
    size_t length;
    char *text = read_file(archive, &length, message);
    if (text == NULL) {
        return false;
    }
    if (mkdtemp(aside) == NULL) {
        free(text);
        return fail_call(message, directory);
    }
    unpacking at = {.archive = archive, .message = message};
    at.top = open(aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_open = at.top >= 0 && fchmod(at.top, DIRECTORY_MODE) == 0;
    bool is_unpacked = is_open ? unpack_lines(&at, text, length) : fail_call(message, aside);
    if (at.file != NULL) {
        fclose(at.file);
    }
    if (at.top >= 0) {
        close(at.top);
    }
    free(text);
    if (is_unpacked && rename(aside, directory) != 0) {
        is_unpacked = fail_call(message, directory);
    }
    if (!is_unpacked) {
        char ignored[CPI_ARCHIVE_MESSAGE];
        remove_tree(aside, ignored);
    }
    return is_unpacked;
}

// ---- the cache: for each archive a directory, and a copy of the archive from which it was
// unpacked

static bool is_same(const char *path, const char *bytes, size_t length) {
    char ignored[CPI_ARCHIVE_MESSAGE];
    size_t there;
    char *other = read_file(path, &there, ignored);
    bool same = other != NULL && there == length && memcmp(other, bytes, length) == 0;
    free(other);
    return same;
}

static bool write_file(const char *path, const char *bytes, size_t length, char *message) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return fail_call(message, path);
    }
    bool is_written = fwrite(bytes, 1, length, file) == length;
    is_written = fclose(file) == 0 && is_written;
    return is_written || fail_call(message, path);
}

// Unpacks the archive NAME.txt if its directory is missing, or was unpacked from other bytes. A
// directory that exists is complete, so the copy may be written before it.
static bool refresh(const char *archives, const char *cache, const char *name, char *message) {
    char archive[PATH_MAX], directory[PATH_MAX], copy[PATH_MAX];
    size_t length;
    if (!join(archive, archives, name, ".txt", message) ||
        !join(directory, cache, name, "", message) || !join(copy, cache, name, ".txt", message)) {
        return false;
    }
    char *text = read_file(archive, &length, message);
    if (text == NULL) {
        return false;
    }
    bool is_fresh = is_same(copy, text, length) && access(directory, F_OK) == 0;
    bool is_done =
        is_fresh || (remove_tree(directory, message) && write_file(copy, text, length, message) &&
                     cpi_archive_unpack(archive, directory, message));
    free(text);
    return is_done;
}

static int is_archive(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static int is_cached(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static bool refresh_all(const char *archives, const char *cache, char *message) {
    struct dirent **entries;
    int count = scandir(archives, &entries, is_archive, by_bytes);
    if (count < 0) {
        return fail_call(message, archives);
    }
    bool is_fresh = true;
    for (int i = 0; i < count; i++) {
        char *name = entries[i]->d_name;
        name[strlen(name) - 4] = '\0';
        is_fresh = is_fresh && refresh(archives, cache, name, message);
        free(entries[i]);
    }
    free(entries);
    return is_fresh;
}

// Removes cached directories that have no archive.
static bool remove_others(const char *archives, const char *cache, char *message) {
    struct dirent **entries;
    int count = scandir(cache, &entries, is_cached, by_bytes);
    if (count < 0) {
        return fail_call(message, cache);
    }
    bool is_done = true;
    for (int i = 0; i < count; i++) {
        char path[PATH_MAX], archive[PATH_MAX];
        const char *name = entries[i]->d_name;
        is_done = is_done && join(path, cache, name, "", message) &&
                  join(archive, archives, name, is_archive(entries[i]) ? "" : ".txt", message) &&
                  (access(archive, F_OK) == 0 || remove_tree(path, message));
        free(entries[i]);
    }
    free(entries);
    return is_done;
}

// Makes a directory and its parents.
static bool make_directories(const char *directory, char *message) {
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/", directory) >= PATH_MAX) {
        return fail(message, "%s: the path is too long", directory);
    }
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, DIRECTORY_MODE) != 0 && errno != EEXIST) {
            return fail_call(message, path);
        }
        *slash = '/';
    }
    return true;
}

bool cpi_archive_unpack_all(const char *archives, const char *cache,
                            char message[CPI_ARCHIVE_MESSAGE]) {
    char path[PATH_MAX];
    if (!make_directories(cache, message) || !join(path, cache, ".lock", "", message)) {
        return false;
    }
    int lock = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, FILE_MODE);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) {
        fail_call(message, path);
        if (lock >= 0) {
            close(lock);
        }
        return false;
    }
    bool is_fresh =
        refresh_all(archives, cache, message) && remove_others(archives, cache, message);
    close(lock);
    return is_fresh;
}

#ifdef CPI_ARCHIVE_COMMAND
int main(int count, char **words) {
    static const struct {
        const char *name;
        bool (*run)(const char *from, const char *to, char message[CPI_ARCHIVE_MESSAGE]);
    } commands[] = {
        {"pack", cpi_archive_pack},
        {"unpack", cpi_archive_unpack},
        {"unpack-all", cpi_archive_unpack_all},
    };
    for (size_t i = 0; count == 4 && i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(words[1], commands[i].name) == 0) {
            char message[CPI_ARCHIVE_MESSAGE];
            bool is_done = commands[i].run(words[2], words[3], message);
            if (!is_done) {
                fprintf(stderr, "archive: %s\n", message);
            }
            return is_done ? 0 : 1;
        }
    }
    fputs("usage: archive pack DIR FILE | unpack FILE DIR | unpack-all ARCHIVES CACHE\n", stderr);
    return 64;
}
#endif
