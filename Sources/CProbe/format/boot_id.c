// /proc/sys/kernel/random/boot_id: a random number of this boot.
// Sample: written by hand.
//
//     4c6ab2ad-7d0c-4c7b-a5e3-6d3cf8ef1c0e
//
//     file = 8 digits "-" 4 digits "-" 4 digits "-" 4 digits "-" 12 digits "\n"     hexadecimal
//
// 37 bytes. proc_do_uuid(), drivers/char/random.c; random(4).

#include "boot_id.h"

static int digit(char byte) {
    return byte >= '0' && byte <= '9'   ? byte - '0'
           : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                                        : -1;
}

bool cp_boot_id_parse(cp_span text, uint8_t boot_id[16]) {
    uint8_t id[16];
    cp_trim_lines(&text);
    if (text.length != 36) {
        return false;
    }
    size_t place = 0;
    for (size_t index = 0; index < 36;) {
        if (index == 8 || index == 13 || index == 18 || index == 23) {
            if (text.bytes[index] != '-') {
                return false;
            }
            index += 1;
            continue;
        }
        const int high = digit(text.bytes[index]);
        const int low = digit(text.bytes[index + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        id[place] = (uint8_t)(high * 16 + low);
        place += 1;
        index += 2;
    }
    memcpy(boot_id, id, sizeof id);
    return true;
}
