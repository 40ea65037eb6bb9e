// /proc/PID/auxv: the auxiliary vector that the kernel handed to a program at its start.
// Sample: written by hand.
//
//     21 00 00 00 00 00 00 00  00 d0 fc 6b fe 7f 00 00     33 AT_SYSINFO_EHDR  0x7ffe6bfcd000
//     06 00 00 00 00 00 00 00  00 10 00 00 00 00 00 00      6 AT_PAGESZ        4096
//     04 00 00 00 00 00 00 00  38 00 00 00 00 00 00 00      4 AT_PHENT         56
//     00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00      0 AT_NULL
//
//     file = (type value)* 0 0 rest
//
// Binary: each type and value is a word of the program, in the byte order of the processor. A
// program of 32 bits has words of 4 bytes on a kernel of 64 bits, too, which then prints some words
// of its unused rest. Which one it is follows from AT_PHENT, the size of a program header: 56 bytes
// in an ELF file of 64 bits, and 32 in one of 32 bits. Read as words of the other size, the text
// has no such pair before its end: types are small, and AT_PHENT precedes AT_NULL.
//
// Empty for a process without memory. At most 2 * (24 + 22 + 1) words of 8 bytes: AT_VECTOR_SIZE,
// include/linux/mm_types.h. create_elf_tables(), fs/binfmt_elf.c; getauxval(3), proc_pid_auxv(5).

#include "../failure.h"
#include "../include/cprobe/process_lists.h"
#include "../text/span.h"

static const char source[] = "/proc/PID/auxv";

enum { END = 0, PROGRAM_HEADER_BYTES = 4, LARGEST_TYPE = 0xffff };

// Takes a word of 4 or 8 bytes. False if the text is too short.
static bool take_word(cp_span *text, size_t size, uint64_t *word) {
    uint32_t half = 0;
    if (text->length < size) {
        return false;
    }
    if (size == sizeof half) {
        memcpy(&half, text->bytes, sizeof half);
        *word = half;
    } else {
        memcpy(word, text->bytes, sizeof *word);
    }
    cp_skip(text, size);
    return true;
}

// Parses the text as words of a size, for which AT_PHENT has to be `header_bytes`. MALFORMED if it
// is no such vector.
static cprobe_result parse(cp_span text, size_t size, uint64_t header_bytes,
                           cprobe_program *program) {
    uint32_t count = 0;
    bool has_header_size = false;
    uint64_t type = END, value = 0;
    while (take_word(&text, size, &type) && take_word(&text, size, &value)) {
        if (type == END) {
            program->auxiliary_count = count;
            program->address_bits = (uint32_t)size * 8;
            return has_header_size ? CPROBE_OK : CPROBE_MALFORMED;
        }
        if (type > LARGEST_TYPE) {
            return CPROBE_MALFORMED;
        }
        if (count == CPROBE_AUXILIARY_VALUES) {
            return has_header_size ? CPROBE_TOO_LARGE : CPROBE_MALFORMED;
        }
        has_header_size =
            has_header_size || (type == PROGRAM_HEADER_BYTES && value == header_bytes);
        program->auxiliary[count] = (cprobe_auxiliary_value){type, value};
        count += 1;
    }
    return CPROBE_MALFORMED;
}

cprobe_result cprobe_auxv_parse(const char *bytes, size_t length, cprobe_program *program,
                                cprobe_failure *failure) {
    enum { HEADER_BYTES_32 = 32, HEADER_BYTES_64 = 56 };
    if (program == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cprobe_program read = *program;
    const cp_span text = cp_span_make(bytes, length);
    if (length == 0) {
        return CPROBE_OK;
    }
    cprobe_result result = parse(text, sizeof(uint64_t), HEADER_BYTES_64, &read);
    if (result == CPROBE_MALFORMED) {
        result = parse(text, sizeof(uint32_t), HEADER_BYTES_32, &read);
    }
    if (result != CPROBE_OK) {
        return cp_fail(failure, result, source, 0, 0);
    }
    *program = read;
    return CPROBE_OK;
}
