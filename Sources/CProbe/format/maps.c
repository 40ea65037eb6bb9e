// /proc/PID/maps: the memory mappings of a process.
// Sample: written by hand.
//
//     556d2c9c4000-556d2c9c6000 r--p 00000000 08:01 393225                     /usr/bin/sleep
//     556d2e0f1000-556d2e112000 rw-p 00000000 00:00 0                          [heap]
//     7f1d3c000000-7f1d3c021000 rw-p 00000000 00:00 0 
//     7f1d40a00000-7f1d40c00000 rw-s 00000000 00:01 2050                       /memfd:a (deleted)
//     ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
//
//     file  = (start "-" end " " flags " " offset " " major ":" minor " " inode " " [path] "\n")*
//     flags = ("r" | "-") ("w" | "-") ("x" | "-") ("s" | "p")      s: shared, p: private
//
// Addresses, offset and device are hexadecimal, the inode is decimal. A blank follows the inode
// even without a path, so that a number cut short is malformed. In a path, a newline is printed as
// "\012"; the same four bytes in a name look the same. Streams. show_map_vma(), fs/proc/task_mmu.c;
// proc_pid_maps(5).

#include "../text/number.h"
#include "mapping_texts.h"

// Takes hexadecimal digits in lower case. False if there are none, or more than 64 bits of them.
static bool take_hexadecimal(cp_span *text, uint64_t *number) {
    enum { DIGITS = 16 };
    uint64_t value = 0;
    size_t count = 0;
    while (count < text->length) {
        const char byte = text->bytes[count];
        const bool is_letter = byte >= 'a' && byte <= 'f';
        if (!cp_is_digit(byte) && !is_letter) {
            break;
        }
        value = value << 4 | (uint64_t)(is_letter ? byte - 'a' + 10 : byte - '0');
        count += 1;
    }
    if (count == 0 || count > DIGITS) {
        return false;
    }
    cp_skip(text, count);
    *number = value;
    return true;
}

// Takes one letter of the flags: `set`, or `clear` where it is absent.
static bool take_flag(cp_span *text, char set, char clear, bool *is_set) {
    *is_set = cp_take_byte(text, set);
    return *is_set || cp_take_byte(text, clear);
}

bool cp_maps_begins(cp_span line) {
    return line.length != 0 &&
           (cp_is_digit(line.bytes[0]) || (line.bytes[0] >= 'a' && line.bytes[0] <= 'f'));
}

bool cp_maps_parse(cp_span line, cprobe_mapping *mapping, cp_span *path) {
    cprobe_mapping read = {0};
    uint64_t major = 0;
    uint64_t minor = 0;
    if (!take_hexadecimal(&line, &read.start_address) || !cp_take_byte(&line, '-') ||
        !take_hexadecimal(&line, &read.end_address) || !cp_take_byte(&line, ' ') ||
        !take_flag(&line, 'r', '-', &read.readable) ||
        !take_flag(&line, 'w', '-', &read.writable) ||
        !take_flag(&line, 'x', '-', &read.executable) ||
        !take_flag(&line, 's', 'p', &read.shared) || !cp_take_byte(&line, ' ') ||
        !take_hexadecimal(&line, &read.file_offset_bytes) || !cp_take_byte(&line, ' ') ||
        !take_hexadecimal(&line, &major) || !cp_take_byte(&line, ':') ||
        !take_hexadecimal(&line, &minor) || !cp_take_byte(&line, ' ') ||
        !cp_take_u64(&line, &read.inode) || !cp_take_blanks(&line) || major > UINT32_MAX ||
        minor > UINT32_MAX || read.end_address < read.start_address) {
        return false;
    }
    read.device_major = (uint32_t)major;
    read.device_minor = (uint32_t)minor;
    *mapping = read;
    *path = line;
    return true;
}
