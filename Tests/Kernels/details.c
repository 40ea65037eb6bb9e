// The details of a quota: limits of swap, refused tasks, huge pages and their reservations, and the
// resources of RDMA devices and of the misc controller.

#define _GNU_SOURCE 1
#include "groups.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define A "/details"
#define B "/details/b"

static const size_t huge_bytes = 2 * MIB;
static cprobe_quota_details details;

static bool read_details(void) {
    cprobe_failure failure = {0};
    if (!read_own()) {
        return false;
    }
    const cprobe_result result =
        cprobe_quota_details_read(&collector, &quota, &details, &failure);
    expect_number(details.failures.count, 0, "no file of the details failed");
    return result == CPROBE_OK ||
           expect(false, cprobe_result_name(result), "the details are read");
}

// The number of the line "max" of a file of events.
static uint64_t refusals(const char *path) {
    return keyed(path, "max");
}

static void swap_limits(void) {
    const char *sentence = "the tightest limit of swap is the parent's";
    if (places[MEMORY].version != 2) {
        return skip("memory is not of version 2 here", "%s", sentence);
    }
    const char *high = at(MEMORY, A, "memory.swap.high");
    const char *zswap = at(MEMORY, B, "memory.zswap.max");
    if (exists(high)) {
        put(high, "%d", MIB);
        put(at(MEMORY, B, "memory.swap.high"), "%d", 8 * MIB);
        if (read_details()) {
            expect_limit(&details.swap_high, MIB, high, CPROBE_REASON_NONE, sentence);
        }
        put(high, "max");
        put(at(MEMORY, B, "memory.swap.high"), "max");
        if (read_details()) {
            expect_unlimited(&details.swap_high, "no level limits swap any more");
        }
    } else {
        skip("this kernel has none", "%s", sentence);
    }
    if (exists(zswap)) {
        put(zswap, "%d", 3 * MIB);
        if (read_details()) {
            expect_limit(&details.zswap, 3 * MIB, zswap, CPROBE_REASON_NONE,
                         "the own cgroup limits the compressed swap cache");
        }
        put(zswap, "max");
    } else {
        skip("this kernel has none", "the own cgroup limits the compressed swap cache");
    }
}

static void refused_tasks(void) {
    const char *file = at(PIDS, B, "pids.events");
    if (!has(PIDS, "refused tasks") || !exists(file)) {
        return;
    }
    limit_pids(B, 1); // This process.
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    if (child > 0) {
        waitpid(child, NULL, 0);
    }
    expect(child < 0, "a child", "the kernel refuses a second task");
    if (read_details()) {
        expect(details.has_pids_events_max, "none", "the own cgroup counts refused tasks");
        expect_number(details.pids_events_max, refusals(file), "refused tasks are those of %s",
                      file);
        expect_within(details.pids_events_max, 1, 1000, "at least one was refused");
    }
    limit_pids(B, NONE);
}

// Maps huge pages, and touches each. Returns the number that the kernel gave.
static unsigned touch_huge_pages(unsigned count) {
    char *pages = mmap(NULL, count * huge_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    if (pages == MAP_FAILED) {
        return 0;
    }
    const pid_t child = fork(); // SIGBUS ends it at the page that is refused.
    if (child == 0) {
        for (unsigned page = 0; page < count; page += 1) {
            pages[page * huge_bytes] = 1;
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    munmap(pages, count * huge_bytes);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS ? 1 : count;
}

static const cprobe_huge_details *huge_details(void) {
    for (uint32_t index = 0; index < details.huge_count; index += 1) {
        if (details.huge[index].page_bytes == huge_bytes) {
            return &details.huge[index];
        }
    }
    return NULL;
}

static void huge_pages(void) {
    if (!has(HUGETLB, "limits of huge pages")) {
        return;
    }
    const bool is_new = places[HUGETLB].version == 2;
    const char *max = is_new ? "hugetlb.2MB.max" : "hugetlb.2MB.limit_in_bytes";
    const char *events = is_new ? "hugetlb.2MB.events" : "hugetlb.2MB.failcnt";
    const char *reserved_max = is_new ? "hugetlb.2MB.rsvd.max" : "hugetlb.2MB.rsvd.limit_in_bytes";
    const char *reserved =
        is_new ? "hugetlb.2MB.rsvd.current" : "hugetlb.2MB.rsvd.usage_in_bytes";
    put("/proc/sys/vm/nr_hugepages", "8");
    if (number("/proc/sys/vm/nr_hugepages") < 4 || !exists(at(HUGETLB, A, max))) {
        return skip("this kernel has no huge pages of 2 MiB to give", "limits of huge pages");
    }
    put(at(HUGETLB, B, max), "%d", 2 * MIB);
    const unsigned given = touch_huge_pages(2);
    expect_number(given, 1, "the kernel refuses a second huge page");
    const char *file = at(HUGETLB, B, events);
    if (read_details()) {
        const cprobe_huge_details *huge = huge_details();
        if (expect(huge != NULL, "no such size", "huge pages of 2 MiB have details")) {
            expect(huge->has_events_max, "none", "the own cgroup counts refused huge pages");
            expect_number(huge->events_max, is_new ? refusals(file) : number(file),
                          "refused huge pages are those of %s", file);
            expect_within(huge->events_max, 1, 1000, "at least one huge page was refused");
        }
    }
    put(at(HUGETLB, B, max), is_new ? "max" : "-1");
    if (!exists(at(HUGETLB, A, reserved_max))) {
        return skip("this kernel does not account them", "reservations of huge pages");
    }
    put(at(HUGETLB, A, reserved_max), "%d", 4 * MIB);
    void *pages = mmap(NULL, 2 * huge_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    expect(pages != MAP_FAILED, "none", "two huge pages are reserved");
    void *more = mmap(NULL, huge_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    expect(more == MAP_FAILED, "a third", "the kernel refuses to reserve a third");
    if (read_details() && huge_details() != NULL) {
        const cprobe_huge_details *huge = huge_details();
        expect(huge->has_reserved_limit && huge->has_reserved, "none",
               "reservations are accounted");
        expect_limit(&huge->reserved_limit, 4 * MIB, at(HUGETLB, A, reserved_max),
                     CPROBE_REASON_NONE, "the parent limits reservations");
        expect_number(huge->reserved_bytes, 4 * MIB, "four MiB are reserved");
        expect_number(huge->reserved_bytes, number(at(HUGETLB, B, reserved)),
                      "which is what %s says", at(HUGETLB, B, reserved));
    }
    munmap(pages, 2 * huge_bytes);
    put(at(HUGETLB, A, reserved_max), is_new ? "max" : "-1");
    put("/proc/sys/vm/nr_hugepages", "0");
}

// Finds the mount of rdma or misc: version 2 if that has it, otherwise one of version 1 of its own,
// which is made here. NULL if this kernel does not have the controller.
static const char *mount_of_resource(const char *name) {
    char text[256];
    const char *control = beneath(unified, "/cgroup.subtree_control");
    snprintf(text, sizeof text, "+%s", name);
    if (unified[0] != 0 && put(control, "%s", text)) {
        put(beneath(beneath(unified, A), "/cgroup.subtree_control"), "%s", text);
        return unified;
    }
    char *path = buffer();
    snprintf(path, BUFFER_BYTES, "%s/%s", group_root, name);
    mkdir(path, 0755);
    // EBUSY: mounted by an earlier run in the same guest.
    return unified[0] == 0 && (mount("cgroup", path, "cgroup", 0, name) == 0 || errno == EBUSY)
               ? path
               : NULL;
}

// Moves this process; of version 1 it is in `group` of every hierarchy but this one.
static void join_resource(const char *mount, const char *group) {
    if (strcmp(mount, unified) != 0) {
        mkdir(beneath(mount, A), 0755);
        mkdir(beneath(mount, B), 0755);
        put(beneath(beneath(mount, group), "/cgroup.procs"), "%d", getpid());
    }
}

// The lines of a file; of rdma.max each has two resources.
static size_t lines_of(const char *path) {
    char text[4096];
    size_t lines = 0;
    if (get(path, text, sizeof text)) {
        for (const char *c = text; *c != 0; c += 1) {
            lines += *c == '\n' ? 1 : 0;
        }
    }
    return lines;
}

static const cprobe_quota_resource *resource_named(const char *name) {
    for (uint32_t index = 0; index < details.resource_count; index += 1) {
        const cprobe_quota_resource *each = &details.resources[index];
        if (each->name_length == strlen(name) && memcmp(each->name, name, each->name_length) == 0) {
            return each;
        }
    }
    return NULL;
}

// The first device of rdma.max, which a guest of another kernel may have: rdma_rxe over eth0.
static void limit_device(const char *mount) {
    char text[4096];
    char name[128];
    const char *max = beneath(beneath(mount, A), "/rdma.max");
    if (!get(max, text, sizeof text) || strchr(text, ' ') == NULL) {
        return skip("this machine has no RDMA device", "a limit of an RDMA device is read");
    }
    *strchr(text, ' ') = 0;
    put(max, "%s hca_handle=5 hca_object=max", text);
    snprintf(name, sizeof name, "%.64s hca_handle", text);
    if (read_details() &&
        expect(resource_named(name) != NULL, "no such resource", "%s is a resource", name)) {
        const cprobe_quota_resource *handles = resource_named(name);
        expect_limit(&handles->limit, 5, max, CPROBE_REASON_NONE,
                     "the parent limits an RDMA device");
        expect(handles->has_current && handles->current == 0, "in use", "no handle is in use");
    }
    put(max, "%s hca_handle=max hca_object=max", text);
}

// Most virtual machines have no RDMA device and no keys of encrypted machines: the files are there,
// and empty.
static void resources(void) {
    const char *sentence = "the resources are those of rdma.max and misc.max";
    const char *rdma = mount_of_resource("rdma");
    const char *misc = mount_of_resource("misc");
    if (rdma == NULL && misc == NULL) {
        return skip("this kernel has neither controller", "%s", sentence);
    }
    size_t count = 0;
    if (rdma != NULL) {
        join_resource(rdma, B);
        count += 2 * lines_of(beneath(beneath(rdma, A), "/rdma.max"));
    }
    if (misc != NULL) {
        join_resource(misc, B);
        count += lines_of(beneath(beneath(misc, A), "/misc.max"));
    }
    if (read_details()) {
        expect_number(details.resource_count, count, "%s (%d, %d)", sentence, rdma != NULL,
                      misc != NULL);
    }
    if (rdma != NULL) {
        limit_device(rdma);
        join_resource(rdma, "/");
    }
    if (misc != NULL) {
        join_resource(misc, "/");
    }
}

void further(void) {
    make(B);
    join(B);
    swap_limits();
    refused_tasks();
    huge_pages();
    resources();
    join("/");
    unmake(A);
}
