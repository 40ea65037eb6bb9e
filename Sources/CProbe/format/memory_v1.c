// memory.limit_in_bytes and memory.stat (cgroup v1): a limit in bytes, and the kernel's own least
// of the limits over all levels that a group is accounted to.
//
//     9223372036854771712                        memory.limit_in_bytes
//
//     cache 1441792                              memory.stat
//     hierarchical_memory_limit 314572800
//     hierarchical_memsw_limit 9223372036854771712
//
//     limit_in_bytes = digits "\n"               bytes
//     stat           = (name " " digits "\n")*   of which one line is wanted
//
// No limit is the largest number of whole pages: 2^63 less one, rounded down to pages of 4 KiB
// (…771712), 16 KiB or 64 KiB (…710272). So every number from the last one on is no limit; before
// Linux 3.19 it was 2^63 less one itself. (A 32-bit kernel prints 2^31 less one pages, 8 TiB, which
// is above any memory that it can have; it stays a limit here, and physical memory binds first.)
// At most 20 + 1 bytes; stat streams. mem_cgroup_read_u64(), memcg1_stat_format(), mm/memcontrol-v1.c.

#include "../text/number.h"
#include "cgroup_files.h"

static const uint64_t no_limit = 0x7fffffffffff0000;

static cp_limit_value limit_of(uint64_t bytes) {
    return bytes >= no_limit ? (cp_limit_value){0} : (cp_limit_value){true, bytes};
}

bool cp_memory_limit_parse(cp_span text, cp_limit_value *limit) {
    uint64_t value = 0;
    if (!cp_number_parse(text, &value)) {
        return false;
    }
    *limit = limit_of(value);
    return true;
}

bool cp_hierarchical_limit_parse(cp_lines *lines, cp_limit_value *limit) {
    const cp_span wanted = cp_span_of("hierarchical_memory_limit");
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (!cp_span_equal(cp_take_until(&line, ' ', NULL), wanted)) {
            continue;
        }
        uint64_t value = 0;
        if (end != CP_LINE_WHOLE || !cp_parse_u64(line, &value)) {
            return false;
        }
        *limit = limit_of(value);
        return true;
    }
    return false;
}
