// The table of cgroups: values against the files, cgroups that come and go, more than are cached.

#define _GNU_SOURCE 1
#include "groups.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { ROWS = 1024, TEXT_BYTES = 1 << 16, MANY = 200 };

static cprobe_cgroup items[ROWS];
static char texts[TEXT_BYTES];
static cprobe_cgroup_list list;
static cprobe_cgroups common;

static bool read_table(const char *start) {
    cprobe_failure failure = {0};
    list = (cprobe_cgroup_list){.items = items, .capacity = ROWS, .text = texts,
                                .text_capacity = TEXT_BYTES};
    cprobe_collector_begin(&collector);
    const cprobe_result result = cprobe_cgroups_read(&collector, start, CPROBE_CGROUP_DETAILS_ALL,
                                                     &common, &list, &failure);
    return result == CPROBE_OK ||
           expect(false, cprobe_result_name(result), "the table of %s is read", start);
}

static const cprobe_cgroup *find(const char *path) {
    for (size_t index = 0; index < list.count; index += 1) {
        if (items[index].path_length == strlen(path) && !items[index].is_gone &&
            memcmp(texts + items[index].path_offset, path, strlen(path)) == 0) {
            return &items[index];
        }
    }
    return NULL;
}

// The value of a field, by its number; UINT64_MAX if it is absent.
static uint64_t value(const cprobe_cgroup *cgroup, cprobe_cgroup_field field) {
    size_t count = 0;
    const cprobe_field *row = &cprobe_fields(CPROBE_RECORD_CGROUP, &count)[field];
    uint64_t number = UINT64_MAX;
    if (cprobe_has(cgroup->present_fields, field)) {
        memcpy(&number, (const char *)cgroup + row->offset, sizeof number);
    }
    return number;
}

static void expect_value(const cprobe_cgroup *cgroup, cprobe_cgroup_field field, uint64_t wanted,
                         const char *sentence) {
    expect_number(value(cgroup, field), wanted, "%s", sentence);
}

static void limits_of_table(void) {
    make("/table/a"), make("/table/b");
    if (has(CPU, "the table's quota")) {
        limit_cpu("/table/a", 50000, 100000);
    }
    if (has(MEMORY, "the table's memory")) {
        limit_memory("/table/a", 64 * MIB);
    }
    if (has(PIDS, "the table's tasks")) {
        limit_pids("/table/a", 77);
    }
    // The first reading opens the files, the second reads the open ones.
    for (int again = 0; again < 2; again += 1) {
        if (!read_table("/table")) {
            return;
        }
        expect_number(list.count, 3, "the start and its two children are listed");
        const cprobe_cgroup *a = find("/table/a"), *b = find("/table/b");
        if (!expect(a != NULL && b != NULL, "none", "both children are found")) {
            return;
        }
        expect_number(a->failures.count + b->failures.count, 0, "no file failed");
        if (places[CPU].version != 0) {
            expect_value(a, CPROBE_CGROUP_QUOTA, 50000000, "the quota is what was written");
            expect_value(a, CPROBE_CGROUP_PERIOD, 100000000, "the period is what was written");
            expect(cprobe_has(b->unlimited_fields, CPROBE_CGROUP_QUOTA), "no",
                   "the other child has no quota");
        }
        if (places[MEMORY].version != 0) {
            const bool is_new = places[MEMORY].version == 2;
            expect_value(a, CPROBE_CGROUP_MEMORY_MAX, 64 * MIB, "the limit is what was written");
            expect(cprobe_has(b->unlimited_fields, CPROBE_CGROUP_MEMORY_MAX), "no",
                   "the other child has no limit");
            expect_value(b, CPROBE_CGROUP_MEMORY_CURRENT,
                         number(at(MEMORY, "/table/b",
                                   is_new ? "memory.current" : "memory.usage_in_bytes")),
                         "memory in use is what its file says");
        }
        if (places[PIDS].version != 0) {
            expect_value(a, CPROBE_CGROUP_PIDS_MAX, 77, "the limit of tasks is what was written");
            expect(cprobe_has(b->unlimited_fields, CPROBE_CGROUP_PIDS_MAX), "no",
                   "the other child has no limit of tasks");
        }
    }
}

static void usage_of_table(void) {
    if (!has(CPU, "the table's CPU time")) {
        return;
    }
    const bool is_new = places[CPU].version == 2;
    join("/table/a");
    for (volatile unsigned long spin = 0; spin < 200000000; spin += 1) {
    }
    join("/");
    const uint64_t used = is_new ? keyed(at(CPU, "/table/a", "cpu.stat"), "usage_usec") * 1000
                                 : number(at(CPU, "/table/a", "cpuacct.usage"));
    const cprobe_cgroup *a = read_table("/table") ? find("/table/a") : NULL;
    if (a != NULL) {
        expect(used > 0, "0", "the cgroup used CPU time");
        expect_value(a, CPROBE_CGROUP_USAGE, used, "CPU time is what its file says");
    }
}

static void tasks_of_table(void) {
    if (!has(PIDS, "the table's tasks in use")) {
        return;
    }
    const pid_t child = sleeper("/table/b", NULL);
    const cprobe_cgroup *b = read_table("/table") ? find("/table/b") : NULL;
    if (b != NULL) {
        expect_value(b, CPROBE_CGROUP_PIDS_CURRENT, 1, "a task is counted where it is");
        expect_value(find("/table"), CPROBE_CGROUP_PIDS_CURRENT, 1, "and in the cgroup above");
    }
    end(child);
}

static void come_and_go(void) {
    make("/table/c");
    const cprobe_cgroup *c = read_table("/table") ? find("/table/c") : NULL;
    expect(c != NULL && list.count == 4, "no", "a new cgroup is in the next table");
    const uint64_t id = c != NULL ? c->id : 0;
    unmake("/table/c");
    expect(read_table("/table") && find("/table/c") == NULL && list.count == 3, "yes",
           "a removed one is not");
    make("/table/c");
    c = read_table("/table") ? find("/table/c") : NULL;
    expect(c != NULL && c->id != id, "the same", "one of the same path has another number");
    unmake("/table/c");
}

static void many(void) {
    char path[64];
    for (int index = 0; index < MANY; index += 1) {
        snprintf(path, sizeof path, "/table/many/%d", index);
        make(path);
        if (places[PIDS].version != 0) {
            limit_pids(path, 1000 + index);
        }
    }
    for (int again = 0; again < 2; again += 1) {
        int wrong = 0;
        if (!read_table("/table")) {
            return;
        }
        expect_number(list.count, MANY + 4, "every cgroup is listed");
        for (int index = 0; index < MANY; index += 1) {
            snprintf(path, sizeof path, "/table/many/%d", index);
            const cprobe_cgroup *one = find(path);
            const uint64_t wanted = places[PIDS].version != 0 ? 1000 + (uint64_t)index : UINT64_MAX;
            wrong += one == NULL || one->failures.count != 0 ||
                     value(one, CPROBE_CGROUP_PIDS_MAX) != wanted;
        }
        expect_number((uint64_t)wrong, 0, "each of %d has its own numbers", MANY);
    }
}

void table(void) {
    limits_of_table();
    usage_of_table();
    tasks_of_table();
    come_and_go();
    many();
    unmake("/table");
}
