// /sys/devices/system/node/nodeN/{meminfo,numastat,distance}: a NUMA node.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/devices/system/node/node0/*
//
//     Node 0 MemTotal:         218656 kB      meminfo; then many more lines
//     Node 0 MemFree:          192588 kB
//     Node 0 MemUsed:           26068 kB
//
//     numa_hit 47905                          numastat: pages since boot
//     numa_miss 0
//     numa_foreign 0
//     interleave_hit 333
//     local_node 47606
//     other_node 299
//
//     10 20                                   distance: to each node online; 10 is local
//
//     meminfo  = ("Node " digits " " key ":" blanks digits [" kB"] "\n")*
//     numastat = (key " " digits "\n")*
//     distance = digits (" " digits)* "\n"
//
// Other keys are skipped. A bad number is absent; a text without a good wanted line is malformed.
// meminfo has about 1.5 KiB; a distance has at most 4 bytes for each of 1,024 nodes, of which the
// first 64 are stored. node_read_meminfo(), node_read_numastat(), drivers/base/node.c;
// Documentation/admin-guide/numastat.rst.

#include "../failure.h"
#include "../include/cprobe/topology.h"
#include "../fields/fields.h"
#include "../text/lines.h"
#include "../text/number.h"
#include "../text/table.h"

static const cprobe_field *const memory_rows[] = {
    &cp_node_fields[CPROBE_NODE_TOTAL],
    &cp_node_fields[CPROBE_NODE_FREE],
    &cp_node_fields[CPROBE_NODE_USED],
};

static const cprobe_field *const event_rows[] = {
    &cp_node_fields[CPROBE_NODE_HITS],  &cp_node_fields[CPROBE_NODE_MISSES],
    &cp_node_fields[CPROBE_NODE_FOREIGN], &cp_node_fields[CPROBE_NODE_LOCAL],
    &cp_node_fields[CPROBE_NODE_OTHER],
};

// Whether any field from `first` to `last` is present.
static bool has_any(cprobe_presence fields, unsigned first, unsigned last) {
    for (unsigned field = first; field <= last; field += 1) {
        if (cprobe_has(fields, field)) {
            return true;
        }
    }
    return false;
}

static void clear(cprobe_presence *fields, unsigned first, unsigned last) {
    for (unsigned field = first; field <= last; field += 1) {
        cprobe_clear(fields, field);
    }
}

cprobe_result cprobe_node_meminfo_parse(const char *bytes, size_t length, cprobe_node *node,
                                        cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/node/nodeN/meminfo";
    if (node == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_table table = cp_table_of(memory_rows, sizeof memory_rows / sizeof memory_rows[0], ':');
    cp_lines lines = cp_lines_of(bytes, length);
    cp_span line;
    cp_line_end end;
    clear(&node->present_fields, CPROBE_NODE_TOTAL, CPROBE_NODE_USED);
    while (cp_lines_next(&lines, &line, &end)) {
        (void)cp_take_word(&line); // "Node"
        (void)cp_take_word(&line); // its number
        cp_skip_blanks(&line);
        const cprobe_field *row = cp_table_take_key(&table, &line);
        uint64_t number = 0;
        if (row != NULL && cp_row_parse(row, line, &number)) {
            cp_row_store(row, number, node, &node->present_fields);
        }
    }
    return has_any(node->present_fields, CPROBE_NODE_TOTAL, CPROBE_NODE_USED)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

cprobe_result cprobe_numastat_parse(const char *bytes, size_t length, cprobe_node *node,
                                    cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/node/nodeN/numastat";
    if (node == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_table table = cp_table_of(event_rows, sizeof event_rows / sizeof event_rows[0], ' ');
    cp_lines lines = cp_lines_of(bytes, length);
    clear(&node->present_fields, CPROBE_NODE_HITS, CPROBE_NODE_OTHER);
    (void)cp_table_read(&table, &lines, node, &node->present_fields);
    return has_any(node->present_fields, CPROBE_NODE_HITS, CPROBE_NODE_OTHER)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

cprobe_result cprobe_node_distance_parse(const char *bytes, size_t length, cprobe_node *node,
                                         cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/node/nodeN/distance";
    if (node == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    cp_trim_lines(&text);
    uint64_t number = 0;
    uint32_t count = 0;
    while (count < CPROBE_TOPOLOGY_DISTANCES && cp_take_u64_word(&text, &number) &&
           number <= UINT32_MAX) {
        node->distances[count] = (uint32_t)number;
        count += 1;
    }
    cp_skip_blanks(&text);
    if (count == 0 || (count < CPROBE_TOPOLOGY_DISTANCES && text.length != 0)) {
        node->distance_count = 0;
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    node->distance_count = count;
    return CPROBE_OK;
}
