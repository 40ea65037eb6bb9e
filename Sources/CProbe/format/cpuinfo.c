// /proc/cpuinfo: the model of the CPUs.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/cpuinfo
//
//     processor	: 0
//     vendor_id	: AuthenticAMD
//     model name	: QEMU Virtual CPU version 2.5+
//     microcode	: 0x1000065
//     flags		: fpu de pse tsc msr pae mce cx8 …
//
//     file = block*                      one for each CPU that is online, and an empty line
//     line = key blanks ":" [" " text] "\n"
//
// Only the first block is parsed. Its keys depend on the architecture: vendor_id, model name and
// flags of x86; CPU implementer and Features of arm64, which has no model name; uarch and isa of
// riscv64; cpu and machine of powerpc; vendor_id and features of s390x. Other lines are skipped; a
// missing key is absent. A block without any known key is malformed. A longer text than its array
// is truncated. Streams: a block has about 1.5 KiB on x86, of which the flags are the most.
// show_cpuinfo() of each architecture; proc_cpuinfo(5).

#include "cpuinfo.h"

#include "../failure.h"

static const char source[] = "/proc/cpuinfo";

typedef enum target { VENDOR, MODEL, MICROCODE, FLAGS } target;

static const struct {
    const char *key;
    target target;
} keys[] = {
    {"vendor_id", VENDOR},  {"CPU implementer", VENDOR}, {"mvendorid", VENDOR},
    {"machine", VENDOR},    {"model name", MODEL},       {"uarch", MODEL},
    {"cpu", MODEL},         {"microcode", MICROCODE},    {"flags", FLAGS},
    {"Features", FLAGS},    {"features", FLAGS},         {"isa", FLAGS},
};

static uint32_t copy(cp_span text, char *out, size_t capacity) {
    const size_t length = text.length < capacity ? text.length : capacity;
    if (length != 0) {
        memcpy(out, text.bytes, length);
    }
    return (uint32_t)length;
}

// Stores the text of a key. Whether the key is known. The first of several keys wins.
static bool store(cprobe_topology *topology, cp_span key, cp_span text) {
    for (size_t index = 0; index < sizeof keys / sizeof keys[0]; index += 1) {
        if (!cp_span_equal(key, cp_span_of(keys[index].key))) {
            continue;
        }
        cprobe_topology_text *out = keys[index].target == VENDOR      ? &topology->vendor
                                    : keys[index].target == MODEL     ? &topology->model
                                    : keys[index].target == MICROCODE ? &topology->microcode
                                                                      : NULL;
        if (out == NULL && topology->flags_length == 0) {
            topology->flags_length = copy(text, topology->flags, sizeof topology->flags);
        } else if (out != NULL && out->length == 0) {
            out->length = copy(text, out->bytes, sizeof out->bytes);
        }
        return true;
    }
    return false;
}

cprobe_result cp_cpuinfo_parse(cp_lines *lines, cprobe_topology *topology,
                               cprobe_failure *failure) {
    cp_span line;
    cp_line_end end;
    unsigned blocks = 0;
    bool has_any = false;
    topology->vendor.length = 0;
    topology->model.length = 0;
    topology->microcode.length = 0;
    topology->flags_length = 0;
    while (cp_lines_next(lines, &line, &end)) {
        bool has_colon = false;
        cp_span key = cp_take_until(&line, ':', &has_colon);
        cp_trim_blanks(&key);
        cp_skip_blanks(&line);
        blocks += cp_span_equal(key, cp_span_of("processor")) ? 1 : 0;
        if (blocks > 1) {
            break;
        }
        has_any = (has_colon && store(topology, key, line)) || has_any;
    }
    if (lines->result != CPROBE_OK) {
        return cp_fail(failure, lines->result, source, 0, 0);
    }
    return has_any ? CPROBE_OK : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

cprobe_result cprobe_cpuinfo_parse(const char *bytes, size_t length, cprobe_topology *topology,
                                   cprobe_failure *failure) {
    if (topology == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_lines lines = cp_lines_of(bytes, length);
    return cp_cpuinfo_parse(&lines, topology, failure);
}
