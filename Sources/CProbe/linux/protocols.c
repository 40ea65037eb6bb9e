#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/protocols.h"
#include "../text/number.h"
#include "../text/table.h"
#include "collector_state.h"

typedef cprobe_result (*parser)(const char *bytes, size_t length, cprobe_protocols *protocols,
                                cprobe_failure *failure);

// A file of a network namespace: its path, and its path in a live root.
typedef struct file {
    const char *path, *live_path;
    parser parse;
} file;

static cprobe_result parse_icmp_types(const char *bytes, size_t length,
                                      cprobe_protocols *protocols, cprobe_failure *failure) {
    return cprobe_icmp_types_parse(bytes, length, &protocols->icmp_types, failure);
}

static const file files[] = {
    {"/proc/net/netstat", "/proc/1/net/netstat", cprobe_netstat_parse},
    {"/proc/net/snmp6", "/proc/1/net/snmp6", cprobe_snmp6_parse},
    {"/proc/net/sockstat6", "/proc/1/net/sockstat6", cprobe_sockstat6_parse},
    {"/proc/net/snmp", "/proc/1/net/snmp", parse_icmp_types},
};

static cprobe_result read_file(cp_reader *reader, const file *from, cprobe_protocols *protocols,
                               cprobe_failure *failure) {
    const char *path = reader->root.kind == CPROBE_ROOT_LIVE ? from->live_path : from->path;
    cp_span text;
    cprobe_result result = cp_read_once(reader, path, path, &text, failure);
    if (result == CPROBE_OK) {
        result = from->parse(text.bytes, text.length, protocols, failure);
        failure->source = path;
    }
    return result;
}

// Reads the fields of connection tracking, whose sources are files of one number each.
static void read_conntrack(cp_reader *reader, cprobe_protocols *protocols) {
    for (unsigned field = CPROBE_PROTOCOLS_CONNTRACK_ENTRIES;
         field <= CPROBE_PROTOCOLS_CONNTRACK_MAX; field += 1) {
        const cprobe_field *row = &cp_protocols_fields[field];
        cprobe_failure failure;
        cp_span text;
        uint64_t number = 0;
        cprobe_result result = cp_read_once(reader, row->source, row->source, &text, &failure);
        if (result == CPROBE_OK && (!cp_number_parse(text, &number) || number > INT64_MAX)) {
            result = cp_fail(&failure, CPROBE_MALFORMED, row->source, 1, 0);
        }
        if (result == CPROBE_OK) {
            cp_row_store(row, number, protocols, &protocols->present_fields);
        } else if (result == CPROBE_NOT_FOUND) {
            return; // The module is not loaded: both files are missing.
        } else {
            cp_failures_add(&protocols->failures, failure);
        }
    }
}

static bool has_any(const cprobe_protocols *read) {
    return read->icmp_types.is_known || cprobe_has_any(read->present_fields) ||
           cprobe_has_any(read->ip6.present_fields) ||
           cprobe_has_any(read->icmp6.present_fields) ||
           cprobe_has_any(read->udp6.present_fields) ||
           cprobe_has_any(read->udplite6.present_fields);
}

cprobe_result cprobe_protocols_read(cprobe_collector *collector, cprobe_protocols *protocols,
                                    cprobe_failure *failure) {
    if (collector == NULL || protocols == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "protocols", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_protocols read = {0};
    cprobe_failure first = {0};
    cprobe_result result = read_file(reader, &files[0], &read, &first);
    if (result != CPROBE_OK) {
        cp_failures_add(&read.failures, first);
    }
    for (size_t index = 1; index < sizeof files / sizeof files[0]; index += 1) {
        cprobe_failure lost = {0};
        const cprobe_result other = read_file(reader, &files[index], &read, &lost);
        // A kernel without IPv6, or with IPv6 disabled, lacks its files.
        const bool is_ipv6 = files[index].parse != parse_icmp_types;
        if (other != CPROBE_OK && !(is_ipv6 && other == CPROBE_NOT_FOUND)) {
            cp_failures_add(&read.failures, lost);
        }
    }
    // Every procfs has the settings of the reader's own network namespace.
    if (reader->root.kind != CPROBE_ROOT_LIVE) {
        read_conntrack(reader, &read);
    }
    if (result != CPROBE_OK && !has_any(&read)) {
        return cp_fail_as(failure, &first);
    }
    if (cp_reader_monotonic_ns(reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_PROTOCOLS_MONOTONIC);
    }
    *protocols = read;
    return CPROBE_OK;
}

#endif
