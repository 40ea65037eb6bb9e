// Reading through one collector, and counted checks, also in children.

#define _GNU_SOURCE 1
#include "groups.h"

#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

cprobe_collector collector;
cprobe_quota quota;
cprobe_quota_level levels[LEVELS];
size_t level_count;
struct counts *counts;

void start_counting(void) {
    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

// ---- reading

// A limit without a number is unlimited if every level was read, and otherwise unknown.
static bool is_sound(const cprobe_limit *limit) {
    return limit->state == CPROBE_LIMIT_LIMITED ||
           (limit->state == CPROBE_LIMIT_UNKNOWN) == (limit->reason != CPROBE_REASON_NONE);
}

// Checks that hold for every result. Each fault is printed once, because a reading could repeat it.
static void fault(unsigned which, const char *got, const char *sentence) {
    if ((__atomic_fetch_or(&counts->faults, 1u << which, __ATOMIC_RELAXED) >> which & 1) == 0) {
        expect(false, got, "%s", sentence);
    }
}

static void expect_sound(void) {
    const cprobe_cpu_quota *cpu = &quota.cpu;
    const cprobe_memory_quota *memory = &quota.memory;
    char got[BUFFER_BYTES];
    const double most = cpu->effective_cores - 1e-9;
    if ((cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_ONLINE) && most > cpu->online) ||
        (cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_CPUSET) && most > cpu->cpuset) ||
        (cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_AFFINITY) && most > cpu->affinity) ||
        (cprobe_has(cpu->present_fields, CPROBE_CPU_QUOTA_QUOTA) && most > cpu->limit_cores)) {
        snprintf(got, sizeof got, "%f of %u online, %u, %u", most, cpu->online, cpu->cpuset,
                 cpu->affinity);
        fault(0, got, "effective cores are the least");
    }
    const bool has_physical = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
    const bool has_effective = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_EFFECTIVE);
    if ((has_physical && memory->effective_bytes > memory->physical_bytes) ||
        (has_effective && memory->available_bytes > memory->effective_bytes)) {
        snprintf(got, sizeof got, "%llu available of %llu of %llu",
                 (unsigned long long)memory->available_bytes,
                 (unsigned long long)memory->effective_bytes,
                 (unsigned long long)memory->physical_bytes);
        fault(1, got, "no more memory is available than may be used");
    }
    if (!is_sound(&cpu->limit) || !is_sound(&memory->limit) || !is_sound(&memory->high) ||
        !is_sound(&memory->swap) || !is_sound(&quota.pids.limit) || !is_sound(&quota.io)) {
        fault(2, describe(&cpu->limit), "no number is unlimited or unknown, by what was seen");
    }
}

cprobe_result read_subject(cprobe_quota_subject_kind kind, pid_t process, const char *group) {
    const cprobe_quota_subject subject = {kind, (int32_t)process, group, 0};
    cprobe_failure failure = {0};
    cprobe_collector_begin(&collector);
    const cprobe_result result =
        cprobe_quota_read(&collector, &subject, NULL, &quota, levels, LEVELS, &level_count,
                          &failure);
    if (result == CPROBE_OK) {
        expect_sound();
    }
    return result;
}

bool read_own(void) {
    const cprobe_result result = read_subject(CPROBE_SUBJECT_SELF, 0, NULL);
    return result == CPROBE_OK ||
           expect(false, cprobe_result_name(result), "the own quota is read");
}

bool read_process(pid_t process) {
    const cprobe_result result = read_subject(CPROBE_SUBJECT_PROCESS, process, NULL);
    return result == CPROBE_OK ||
           expect(false, cprobe_result_name(result), "a process's quota is read");
}

// ---- checks

static const char *const reasons[] = {
    "",              "above_namespace", "above_mount",     "outside_mount", "not_mounted",
    "level",         "deleted",         "other_hierarchy", "no_cgroups",    "no_mounts",
    "not_requested", "usage",           "machine"};

const char *describe(const cprobe_limit *limit) {
    char *text = buffer(), path[256] = "", amount[64];
    if (limit->state == CPROBE_LIMIT_LIMITED && limit->in_group) {
        const size_t length = cprobe_quota_path(&quota, limit->hierarchy, limit->path_length,
                                                limit->file, path, sizeof path - 1);
        path[length < sizeof path ? length : sizeof path - 1] = 0;
    }
    if (limit == &quota.cpu.limit) {
        snprintf(amount, sizeof amount, "%llu/%llu", (unsigned long long)quota.cpu.quota_us,
                 (unsigned long long)quota.cpu.period_us);
    } else {
        snprintf(amount, sizeof amount, "%llu", (unsigned long long)limit->value);
    }
    const char *separator = limit->reason == CPROBE_REASON_NONE ? "" : ", not complete: ";
    if (limit->state == CPROBE_LIMIT_LIMITED) {
        snprintf(text, BUFFER_BYTES, "%s by %s%s%s", amount, limit->in_group ? path : limit->file,
                 separator, reasons[limit->reason]);
    } else {
        snprintf(text, BUFFER_BYTES, "%s%s%s",
                 limit->state == CPROBE_LIMIT_UNKNOWN ? "unknown" : "unlimited", separator,
                 reasons[limit->reason]);
    }
    return text;
}

static bool report(bool holds, const char *wanted, const char *got, const char *format,
                   va_list arguments) {
    char sentence[512];
    vsnprintf(sentence, sizeof sentence, format, arguments);
    __atomic_add_fetch(holds ? &counts->passed : &counts->failed, 1, __ATOMIC_RELAXED);
    if (holds) {
        dprintf(1, "ok: %s\n", sentence);
    } else if (wanted != NULL) {
        dprintf(1, "FAIL: %s: expected %s, got %s\n", sentence, wanted, got);
    } else {
        dprintf(1, "FAIL: %s: got %s\n", sentence, got);
    }
    return holds;
}

bool expect(bool holds, const char *got, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    report(holds, NULL, got, format, arguments);
    va_end(arguments);
    return holds;
}

void expect_number(uint64_t got, uint64_t wanted, const char *format, ...) {
    char left[32], right[32];
    snprintf(left, sizeof left, "%llu", (unsigned long long)wanted);
    snprintf(right, sizeof right, "%llu", (unsigned long long)got);
    va_list arguments;
    va_start(arguments, format);
    report(got == wanted, left, right, format, arguments);
    va_end(arguments);
}

void expect_within(uint64_t got, uint64_t least, uint64_t most, const char *format, ...) {
    char left[64], right[32];
    snprintf(left, sizeof left, "%llu to %llu", (unsigned long long)least,
             (unsigned long long)most);
    snprintf(right, sizeof right, "%llu", (unsigned long long)got);
    va_list arguments;
    va_start(arguments, format);
    report(got >= least && got <= most, left, right, format, arguments);
    va_end(arguments);
}

static void same(const char *wanted, const char *got, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    report(strcmp(wanted, got) == 0, wanted, got, format, arguments);
    va_end(arguments);
}

void skip(const char *reason, const char *format, ...) {
    char sentence[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    __atomic_add_fetch(&counts->skipped, 1, __ATOMIC_RELAXED);
    dprintf(1, "skip: %s: %s\n", sentence, reason);
}

static void expect_amount(const cprobe_limit *limit, const char *amount, const char *path,
                          cprobe_limit_reason reason, const char *sentence) {
    char wanted[BUFFER_BYTES];
    snprintf(wanted, sizeof wanted, "%s by %s%s%s", amount, path,
             reason == CPROBE_REASON_NONE ? "" : ", not complete: ", reasons[reason]);
    same(wanted, describe(limit), "%s", sentence);
}

void expect_limit(const cprobe_limit *limit, uint64_t value, const char *path,
                  cprobe_limit_reason reason, const char *sentence) {
    char amount[64];
    snprintf(amount, sizeof amount, "%llu", (unsigned long long)value);
    expect_amount(limit, amount, path, reason, sentence);
}

void expect_cpu(int64_t quota_us, int64_t period_us, const char *path, cprobe_limit_reason reason,
                const char *sentence) {
    char amount[64];
    snprintf(amount, sizeof amount, "%lld/%lld", (long long)quota_us, (long long)period_us);
    expect_amount(&quota.cpu.limit, amount, path, reason, sentence);
}

void expect_both(const char *group, int64_t quota_us, uint64_t bytes, const char *sentence) {
    if (places[CPU].version != 0) {
        expect_cpu(quota_us, 100000, at(CPU, group, cpu_file()), CPROBE_REASON_NONE, sentence);
    }
    if (places[MEMORY].version != 0) {
        expect_limit(&quota.memory.limit, bytes, at(MEMORY, group, memory_file()),
                     CPROBE_REASON_NONE, sentence);
    }
}

void expect_unlimited(const cprobe_limit *limit, const char *sentence) {
    same("unlimited", describe(limit), "%s", sentence);
}

void expect_unknown(const cprobe_limit *limit, cprobe_limit_reason reason, const char *sentence) {
    char wanted[64];
    snprintf(wanted, sizeof wanted, "unknown, not complete: %s", reasons[reason]);
    same(wanted, describe(limit), "%s", sentence);
}

// ---- each value against its file

// The values that are one number in one file, and do not change unless it is written.
static const struct {
    size_t offset;
    int controller;
    const char *file, *old_file;
} values[] = {
    {offsetof(cprobe_quota_level, cpu), CPU, "cpu.max", "cpu.cfs_quota_us"},
    {offsetof(cprobe_quota_level, cpu_burst), CPU, "cpu.max.burst", "cpu.cfs_burst_us"},
    {offsetof(cprobe_quota_level, cpu_weight), CPU, "cpu.weight", NULL},
    {offsetof(cprobe_quota_level, cpu_shares), CPU, NULL, "cpu.shares"},
    {offsetof(cprobe_quota_level, cpu_idle), CPU, "cpu.idle", "cpu.idle"},
    {offsetof(cprobe_quota_level, memory_max), MEMORY, "memory.max", "memory.limit_in_bytes"},
    {offsetof(cprobe_quota_level, memory_high), MEMORY, "memory.high", NULL},
    {offsetof(cprobe_quota_level, memory_low), MEMORY, "memory.low", "memory.soft_limit_in_bytes"},
    {offsetof(cprobe_quota_level, memory_min), MEMORY, "memory.min", NULL},
    {offsetof(cprobe_quota_level, swap_max), MEMORY, "memory.swap.max", NULL},
    {offsetof(cprobe_quota_level, memsw_max), MEMORY, NULL, "memory.memsw.limit_in_bytes"},
    {offsetof(cprobe_quota_level, pids_max), PIDS, "pids.max", "pids.max"},
};

// Returns what is wrong with a value, or NULL.
static const char *differs(const cprobe_quota_level *level, const cprobe_file_value *file_value,
                           const char *path) {
    char text[256];
    char *said = buffer();
    const uint64_t value = number(path);
    if (file_value->state == CPROBE_FILE_NOT_READ) {
        return NULL;
    }
    if (!get(path, text, sizeof text)) {
        snprintf(said, BUFFER_BYTES, "state %d of %s, which is not there",
                 (int)file_value->state, path);
        return file_value->state == CPROBE_FILE_ABSENT ? NULL : said;
    }
    text[strcspn(text, "\n")] = 0;
    const bool is_none =
        strncmp(text, "max", 3) == 0 || text[0] == '-' || value > UINT64_MAX / 2 - (16 * MIB);
    snprintf(said, BUFFER_BYTES, "state %d, value %llu of %s, which says \"%s\"",
             (int)file_value->state, (unsigned long long)file_value->value, path, text);
    if (file_value->state == CPROBE_FILE_UNLIMITED) {
        return is_none ? NULL : said;
    }
    const bool is_cpu = file_value == &level->cpu && level->cpu_period_us != 0;
    const char *second = is_cpu ? strchr(text, ' ') : NULL;
    if (second != NULL && strtoull(second, NULL, 10) != level->cpu_period_us) {
        return said;
    }
    const bool is_same = file_value->value == value;
    return file_value->state == CPROBE_FILE_LIMITED && !is_none && is_same ? NULL : said;
}

void expect_levels(const char *group) {
    int read = 0;
    if (!expect(level_count <= LEVELS, "more", "the capacity holds all levels")) {
        return;
    }
    for (uint32_t each = 0; each < quota.hierarchies.count; each += 1) {
        const cprobe_hierarchy *hierarchy = &quota.hierarchies.items[each];
        size_t depth = 0, wanted = 1;
        for (const char *c = group; strcmp(group, "/") != 0 && *c != 0; c += 1) {
            wanted += *c == '/';
        }
        for (size_t index = 0; index < level_count; index += 1) {
            depth += levels[index].hierarchy == each;
        }
        const cprobe_name own = cprobe_quota_cgroup(&quota, each, hierarchy->path_length);
        if (hierarchy->mounted && hierarchy->controllers != 0) {
            expect_number(depth, wanted, "hierarchy %u has each level of %s", each, group);
            char name[256];
            snprintf(name, sizeof name, "%.*s", (int)own.length, own.bytes);
            same(group, name, "the own group of hierarchy %u", each);
        }
    }
    for (size_t index = 0; index < level_count; index += 1) {
        const cprobe_quota_level *level = &levels[index];
        const cprobe_hierarchy *hierarchy = &quota.hierarchies.items[level->hierarchy];
        for (size_t each = 0; each < sizeof values / sizeof values[0]; each += 1) {
            const char *file = hierarchy->version == 2 ? values[each].file : values[each].old_file;
            if (file == NULL || ((hierarchy->controllers >> values[each].controller) & 1) == 0) {
                continue;
            }
            const cprobe_file_value *file_value =
                (const cprobe_file_value *)(const void *)((const char *)level +
                                                          values[each].offset);
            char path[BUFFER_BYTES];
            const size_t length = cprobe_quota_path(&quota, level->hierarchy, level->path_length,
                                                    file, path, sizeof path - 1);
            path[length < sizeof path ? length : sizeof path - 1] = 0;
            const char *said = differs(level, file_value, path);
            if (said != NULL) {
                expect(false, said, "each file_value is what its file says");
            } else {
                read += file_value->state == CPROBE_FILE_LIMITED ||
                        file_value->state == CPROBE_FILE_UNLIMITED;
            }
        }
    }
    char text[32];
    snprintf(text, sizeof text, "%d", read);
    expect(read > 0, text, "%d values of %zu levels of %s are what their files say", read,
           level_count, group);
}

unsigned own_cpus(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    sched_getaffinity(0, sizeof set, &set);
    return (unsigned)CPU_COUNT(&set);
}

// ---- children

void in_child(void (*run)(void), const char *name) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(60); // Ends a scenario that hangs.
        run();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    char text[64];
    snprintf(text, sizeof text, "status 0x%x", (unsigned)status);
    if (status != 0) {
        expect(false, text, "%s comes to its end", name);
    }
}

pid_t sleeper(const char *group, void (*prepare)(void)) {
    int ready[2];
    if (pipe(ready) != 0) {
        abort();
    }
    const pid_t child = fork();
    if (child == 0) {
        join(group);
        if (prepare != NULL) {
            prepare();
        }
        if (write(ready[1], "x", 1) != 1) {
            _exit(1);
        }
        for (;;) {
            pause();
        }
    }
    char byte;
    close(ready[1]);
    if (read(ready[0], &byte, 1) != 1) {
        expect(false, "nothing", "a child sleeps in %s", group);
    }
    close(ready[0]);
    return child;
}

void end(pid_t process) {
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
}
