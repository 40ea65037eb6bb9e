// Archives of captured machines: one text file for a directory. Archive.c describes the format.

#ifndef CPROBE_ARCHIVE_H
#define CPROBE_ARCHIVE_H

#include <stdbool.h>

// The capacity for a message with its NUL: a path of the file system and a sentence.
enum { CPI_ARCHIVE_MESSAGE = 5120 };

// Each function returns true, or false with the reason in `message`; for a malformed archive the
// reason starts with "FILE:LINE: ". A directory or an archive is written under another name and
// then renamed, so it is either complete or missing.

// Packs the content of `directory` into `archive`, which is replaced.
bool cpi_archive_pack(const char *directory, const char *archive,
                      char message[CPI_ARCHIVE_MESSAGE]);

// Unpacks `archive` into `directory`. An existing directory is a failure unless it is empty.
bool cpi_archive_unpack(const char *archive, const char *directory,
                        char message[CPI_ARCHIVE_MESSAGE]);

// Unpacks each NAME.txt in the directory `archives` into `cache`/NAME, unless it was unpacked from
// the same bytes before, and removes everything else from `cache`. Processes and threads may call
// this at the same time: one unpacks and the others wait.
bool cpi_archive_unpack_all(const char *archives, const char *cache,
                            char message[CPI_ARCHIVE_MESSAGE]);

#endif
