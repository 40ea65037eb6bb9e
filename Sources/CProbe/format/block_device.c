// /sys/block/NAME/{queue/scheduler,queue/write_cache,device/vpd_pg80,device/uevent,dm/uuid,
// dm/name}, and the texts of one word or number.
// Sample: written by hand.
//
//     none [mq-deadline] kyber bfq
//     write back
//     \0\x80\0\x04QM05
//     DEVNAME=nvme0              uevent: NAME=value lines
//     LVM-xAbF0ObK1fZ2mUHtBh6gQcZ8oZ8tV6yVw8TRhU8KdXPiHqY7s8QdPPBQT1lB6Oyf
//     vg0-root--old
//
//     scheduler   = word*        the one in use is in brackets, unless it is the only one
//     write_cache = "write back" | "write through"
//     vpd_pg80    = byte 0x80 length length serial     bytes, no text: a page of SCSI's Vital
//                                                      Product Data; the length is big-endian
//     dm/uuid     = prefix "-" text                    by the program that made the device
//     dm/name     = group "-" volume ["-" layer]       of LVM; "--" is a minus of a name
//
// Vendor, model and serial number are padded with blanks to the width of the device's answer; some
// drives pad the serial number in front, or with NULs. A text with another control character is
// malformed: it came from the device as it is. The kernel prints at most a page of each: queue_
// attr_show() and others, block/blk-sysfs.c; drivers/scsi/scsi_sysfs.c; libdevmapper's
// dm_build_dm_name().

#include "block_device.h"

#include "../failure.h"
#include "../text/lines.h"
#include "../text/number.h"

enum { VPD_HEADER = 4, VPD_SERIAL_PAGE = 0x80 };

static bool is_padding(char byte) {
    return cp_is_blank(byte) || byte == '\n' || byte == '\0';
}

static cp_span trim(cp_span text) {
    while (text.length != 0 && is_padding(text.bytes[0])) {
        cp_skip(&text, 1);
    }
    while (text.length != 0 && is_padding(text.bytes[text.length - 1])) {
        text.length -= 1;
    }
    return text;
}

static cprobe_result copy(cp_span text, const char *source, cprobe_storage_text *out,
                          cprobe_failure *failure) {
    text = trim(text);
    for (size_t index = 0; index < text.length; index += 1) {
        if ((unsigned char)text.bytes[index] < ' ') {
            return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
        }
    }
    if (text.length > sizeof out->bytes) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 1, 0);
    }
    out->length = (uint32_t)text.length;
    if (text.length != 0) {
        memcpy(out->bytes, text.bytes, text.length);
    }
    return CPROBE_OK;
}

bool cp_storage_text_copy(cp_span text, cprobe_storage_text *out) {
    return copy(text, "", out, NULL) == CPROBE_OK;
}

bool cp_flag_parse(cp_span text, bool *flag) {
    cp_trim_lines(&text);
    if (text.length != 1 || (text.bytes[0] != '0' && text.bytes[0] != '1')) {
        return false;
    }
    *flag = text.bytes[0] == '1';
    return true;
}

cprobe_result cprobe_scheduler_parse(const char *bytes, size_t length, cprobe_storage_text *text,
                                     cprobe_failure *failure) {
    static const char source[] = "/sys/block/NAME/queue/scheduler";
    if (text == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span rest = trim(cp_span_make(bytes, length));
    bool is_open = false;
    bool is_closed = false;
    cp_span word = cp_take_until(&rest, '[', &is_open);
    if (is_open) {
        word = cp_take_until(&rest, ']', &is_closed);
    }
    if (word.length == 0 || is_open != is_closed || cp_word_length(word) != word.length) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    return copy(word, source, text, failure);
}

cprobe_result cprobe_vpd_serial_parse(const char *bytes, size_t length, cprobe_storage_text *text,
                                      cprobe_failure *failure) {
    static const char source[] = "/sys/block/NAME/device/vpd_pg80";
    if (text == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    if (length < VPD_HEADER || (unsigned char)bytes[1] != VPD_SERIAL_PAGE) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    const size_t size = (size_t)(unsigned char)bytes[2] << 8 | (unsigned char)bytes[3];
    if (size > length - VPD_HEADER) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    return copy(cp_span_make(bytes + VPD_HEADER, size), source, text, failure);
}

cprobe_result cprobe_write_cache_parse(const char *bytes, size_t length, bool *write_back,
                                       cprobe_failure *failure) {
    static const char source[] = "/sys/block/NAME/queue/write_cache";
    if (write_back == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    const cp_span text = trim(cp_span_make(bytes, length));
    const bool is_back = cp_span_equal(text, cp_span_of("write back"));
    if (!is_back && !cp_span_equal(text, cp_span_of("write through"))) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *write_back = is_back;
    return CPROBE_OK;
}

// Takes a part of an LVM name, up to a single minus, and that minus. False if it is empty or does
// not fit.
static bool take_part(cp_span *name, cprobe_storage_text *part) {
    part->length = 0;
    while (name->length != 0) {
        const char byte = name->bytes[0];
        cp_skip(name, 1);
        if (byte == '-' && !cp_take_byte(name, '-')) {
            break;
        }
        if (part->length == sizeof part->bytes) {
            return false;
        }
        part->bytes[part->length] = byte;
        part->length += 1;
    }
    return part->length != 0;
}

cprobe_result cprobe_lvm_name_parse(const char *bytes, size_t length,
                                    cprobe_storage_text *volume_group,
                                    cprobe_storage_text *logical_volume, cprobe_failure *failure) {
    static const char source[] = "/sys/block/NAME/dm/name";
    if (volume_group == NULL || logical_volume == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span name = trim(cp_span_make(bytes, length));
    cprobe_storage_text group;
    cprobe_storage_text volume;
    if (!take_part(&name, &group) || !take_part(&name, &volume)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *volume_group = group;
    *logical_volume = volume;
    return CPROBE_OK;
}

cprobe_block_type cp_mapped_type(cp_span uuid) {
    return cp_take_text(&uuid, "LVM-")     ? CPROBE_BLOCK_LVM
           : cp_take_text(&uuid, "CRYPT-") ? CPROBE_BLOCK_CRYPT
           : cp_take_text(&uuid, "mpath-") ? CPROBE_BLOCK_MULTIPATH
                                           : CPROBE_BLOCK_MAPPED;
}

cp_span cp_uevent_name(cp_span text) {
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(&lines, &line, &end)) {
        if (cp_take_text(&line, "DEVNAME=")) {
            return line;
        }
    }
    return cp_span_make(NULL, 0);
}

cprobe_block_type cp_named_type(cp_span name) {
    static const struct {
        const char *prefix;
        cprobe_block_type type;
    } kinds[] = {
        {"loop", CPROBE_BLOCK_LOOP}, {"zram", CPROBE_BLOCK_RAM},     {"ram", CPROBE_BLOCK_RAM},
        {"sr", CPROBE_BLOCK_ROM},    {"bcache", CPROBE_BLOCK_CACHED}, {"md", CPROBE_BLOCK_ARRAY},
        {"dm-", CPROBE_BLOCK_MAPPED},
    };
    for (size_t index = 0; index < sizeof kinds / sizeof kinds[0]; index += 1) {
        cp_span rest = name;
        if (cp_take_text(&rest, kinds[index].prefix) && rest.length != 0 &&
            (cp_is_digit(rest.bytes[0]) || kinds[index].type == CPROBE_BLOCK_ARRAY)) {
            return kinds[index].type;
        }
    }
    return CPROBE_BLOCK_DISK;
}

int cp_block_name_compare(cp_span a, cp_span b) {
    while (a.length != 0 && b.length != 0) {
        uint64_t left = 0;
        uint64_t right = 0;
        if (cp_is_digit(a.bytes[0]) && cp_is_digit(b.bytes[0]) && cp_take_u64(&a, &left) &&
            cp_take_u64(&b, &right)) {
            if (left != right) {
                return left < right ? -1 : 1;
            }
            continue;
        }
        if (a.length == 0 || b.length == 0) {
            break;
        }
        if (a.bytes[0] != b.bytes[0]) {
            return (unsigned char)a.bytes[0] < (unsigned char)b.bytes[0] ? -1 : 1;
        }
        cp_skip(&a, 1);
        cp_skip(&b, 1);
    }
    return a.length == b.length ? 0 : a.length < b.length ? -1 : 1;
}
