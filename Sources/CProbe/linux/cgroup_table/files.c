#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "files.h"

#include "../../failure.h"
#include "../../fields/fields.h"
#include "../../format/cgroup_files.h"
#include "../../format/cgroup_table.h"
#include "../../format/io_files.h"
#include "../../source/descriptor.h"
#include "../../text/number.h"
#include "../stalls.h"

// The format of a file.
typedef enum CPROBE_CLOSED file_kind {
    NUMBER = 0,
    MAX,          // A number or "max"; memory of v1: from 2^63 - 64 KiB on, unlimited.
    CPU_MAX,
    CFS_QUOTA,
    CLAMP,
    CPU_STAT,
    CPUACCT_STAT,
    MEMORY_STAT,
    MEMORY_EVENTS,
    MEMORY_LOCAL,
    PIDS_EVENTS,
    IO_STAT,
    BLKIO_BYTES,
    BLKIO_OPERATIONS,
    STALLS
} file_kind;

// In place of a controller.
enum { EVERY_CGROUP = -1, ACCOUNTING = -2 };

typedef struct row {
    const char *v2, *v1;  // NULL: that version has no such file.
    int controller;       // cprobe_controller, or a value from the enum above.
    unsigned detail;
    file_kind kind;
    unsigned field;       // Of kinds with one number; the resource of STALLS.
} row;

// The order of the columns of the table; at most CP_TABLE_FILES rows. memory.stat of v1 is before
// the limits that it may answer.
static const row rows[] = {
    {"cpu.stat", NULL, EVERY_CGROUP, CPROBE_CGROUP_DETAIL_CPU, CPU_STAT, 0},
    {NULL, "cpu.stat", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, CPU_STAT, 0},
    {NULL, "cpuacct.usage", ACCOUNTING, CPROBE_CGROUP_DETAIL_CPU, NUMBER, CPROBE_CGROUP_USAGE},
    {NULL, "cpuacct.stat", ACCOUNTING, CPROBE_CGROUP_DETAIL_CPU, CPUACCT_STAT, 0},
    {"cpu.max", NULL, CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, CPU_MAX, 0},
    {NULL, "cpu.cfs_quota_us", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, CFS_QUOTA,
     CPROBE_CGROUP_QUOTA},
    {NULL, "cpu.cfs_period_us", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, NUMBER,
     CPROBE_CGROUP_PERIOD},
    {"cpu.weight", NULL, CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, NUMBER,
     CPROBE_CGROUP_WEIGHT},
    {NULL, "cpu.shares", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CPU, NUMBER,
     CPROBE_CGROUP_SHARES},
    {NULL, "memory.stat", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_MEMORY, MEMORY_STAT, 0},
    {"memory.current", "memory.usage_in_bytes", CPROBE_CONTROLLER_MEMORY,
     CPROBE_CGROUP_DETAIL_MEMORY, NUMBER, CPROBE_CGROUP_MEMORY_CURRENT},
    {"memory.max", "memory.limit_in_bytes", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_MEMORY,
     MAX, CPROBE_CGROUP_MEMORY_MAX},
    {"memory.high", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_MEMORY, MAX,
     CPROBE_CGROUP_MEMORY_HIGH},
    {"memory.peak", "memory.max_usage_in_bytes", CPROBE_CONTROLLER_MEMORY,
     CPROBE_CGROUP_DETAIL_MEMORY, NUMBER, CPROBE_CGROUP_MEMORY_PEAK},
    {"memory.stat", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_MEMORY, MEMORY_STAT, 0},
    {"memory.swap.current", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, NUMBER,
     CPROBE_CGROUP_SWAP_CURRENT},
    {"memory.swap.max", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, MAX,
     CPROBE_CGROUP_SWAP_MAX},
    {"memory.swap.high", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, MAX,
     CPROBE_CGROUP_SWAP_HIGH},
    {NULL, "memory.memsw.usage_in_bytes", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP,
     NUMBER, CPROBE_CGROUP_MEMSW_CURRENT},
    {NULL, "memory.memsw.limit_in_bytes", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, MAX,
     CPROBE_CGROUP_MEMSW_MAX},
    {"memory.zswap.current", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, NUMBER,
     CPROBE_CGROUP_ZSWAP_CURRENT},
    {"memory.zswap.max", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_SWAP, MAX,
     CPROBE_CGROUP_ZSWAP_MAX},
    {"memory.events", "memory.oom_control", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_EVENTS,
     MEMORY_EVENTS, 0},
    {"memory.events.local", NULL, CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_EVENTS,
     MEMORY_LOCAL, 0},
    {NULL, "memory.failcnt", CPROBE_CONTROLLER_MEMORY, CPROBE_CGROUP_DETAIL_EVENTS, NUMBER,
     CPROBE_CGROUP_EVENTS_MAX},
    {"pids.events", "pids.events", CPROBE_CONTROLLER_PIDS, CPROBE_CGROUP_DETAIL_EVENTS,
     PIDS_EVENTS, 0},
    {"pids.current", "pids.current", CPROBE_CONTROLLER_PIDS, CPROBE_CGROUP_DETAIL_PIDS, NUMBER,
     CPROBE_CGROUP_PIDS_CURRENT},
    {"pids.max", "pids.max", CPROBE_CONTROLLER_PIDS, CPROBE_CGROUP_DETAIL_PIDS, MAX,
     CPROBE_CGROUP_PIDS_MAX},
    {"io.stat", NULL, CPROBE_CONTROLLER_IO, CPROBE_CGROUP_DETAIL_IO, IO_STAT, 0},
    {NULL, "blkio.throttle.io_service_bytes_recursive", CPROBE_CONTROLLER_IO,
     CPROBE_CGROUP_DETAIL_IO, BLKIO_BYTES, 0},
    {NULL, "blkio.throttle.io_serviced_recursive", CPROBE_CONTROLLER_IO, CPROBE_CGROUP_DETAIL_IO,
     BLKIO_OPERATIONS, 0},
    {"cpu.uclamp.min", "cpu.uclamp.min", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CLAMP, CLAMP,
     CPROBE_CGROUP_UCLAMP_MIN},
    {"cpu.uclamp.max", "cpu.uclamp.max", CPROBE_CONTROLLER_CPU, CPROBE_CGROUP_DETAIL_CLAMP, CLAMP,
     CPROBE_CGROUP_UCLAMP_MAX},
    {"cpu.pressure", NULL, EVERY_CGROUP, CPROBE_CGROUP_DETAIL_PRESSURE, STALLS, 0},
    {"memory.pressure", NULL, EVERY_CGROUP, CPROBE_CGROUP_DETAIL_PRESSURE, STALLS, 1},
    {"io.pressure", NULL, EVERY_CGROUP, CPROBE_CGROUP_DETAIL_PRESSURE, STALLS, 2},
    {"irq.pressure", NULL, EVERY_CGROUP, CPROBE_CGROUP_DETAIL_PRESSURE, STALLS, 3},
};

enum { ROWS = sizeof rows / sizeof rows[0], SUBTREE_CONTROL = ROWS, CONTROLLERS };

_Static_assert((unsigned)CONTROLLERS < (unsigned)CP_TABLE_FILES,
               "each file has its place in the cache");
_Static_assert(CP_TABLE_FILES <= 64, "a set of files has 64 bits");

// So many cgroups in a row without a file: this kernel lacks it.
enum { MISSES_ENOUGH = 16 };

// Whether a missing file needs no further try: the files of a cgroup depend on its controllers,
// whose change drops the cached files. Of the start no change is detected; and since 6.1, writing
// to cgroup.pressure removes the pressure files and brings them back.
static bool may_stay_absent(const cp_table_subject *s, unsigned file) {
    return s->item->depth != 0 && (file >= ROWS || rows[file].kind != STALLS);
}

// Opens a file of the cgroup, and reads it from then on through the same descriptor if the cgroup
// is cached. NOT_FOUND if the cgroup has no such file.
static cprobe_result read_text(const cp_table_subject *s, unsigned file, const char *name,
                               cp_span *text, cprobe_failure *failure) {
    cp_reader *reader = s->reader;
    int32_t *kept =
        s->cached == NULL ? NULL : cp_cgroup_table_file(s->cache, s->cached, file);
    size_t length = 0;
    if (kept != NULL && *kept >= 0) {
        const cprobe_result result = cp_read_whole(*kept, CP_PRINTED_WHOLE, cp_scratch(reader),
                                                   CP_SCRATCH_BYTES, &length, name, failure);
        if (result == CPROBE_OK) {
            *text = cp_span_make(cp_scratch(reader), length);
            return CPROBE_OK;
        }
        // The file was removed, with its cgroup or with a controller. The latter may be back.
        cp_close(*kept);
        *kept = CP_TABLE_UNTRIED;
    }
    if (kept != NULL && *kept == CP_TABLE_ABSENT && may_stay_absent(s, file)) {
        return CPROBE_NOT_FOUND;
    }
    int descriptor = -1;
    cprobe_result result =
        cp_root_open_file_in(&reader->root, s->directory, name, &descriptor, failure);
    if (result == CPROBE_OK) {
        result = cp_read_whole(descriptor, CP_PRINTED_WHOLE, cp_scratch(reader), CP_SCRATCH_BYTES,
                               &length, name, failure);
        if (result == CPROBE_OK && kept != NULL && cp_table_may_keep(&reader->root, descriptor)) {
            *kept = descriptor;
        } else {
            cp_close(descriptor);
        }
    } else if (result == CPROBE_NOT_FOUND && kept != NULL && may_stay_absent(s, file)) {
        // The kernel lists a new controller before it has made the controller's files.
        *kept = *kept == CP_TABLE_MISSED ? CP_TABLE_ABSENT : CP_TABLE_MISSED;
    }
    *text = cp_span_make(cp_scratch(reader), length);
    return result;
}

static void add_malformed(cprobe_cgroup *item, const char *file, uint32_t line) {
    cp_failures_add(&item->failures, (cprobe_failure){CPROBE_MALFORMED, line, 0, file});
}

static void set(cprobe_cgroup *item, unsigned field, uint64_t number) {
    memcpy((char *)item + cp_cgroup_fields[field].offset, &number, sizeof number);
    cprobe_set(&item->present_fields, field);
}

// A number that Swift cannot hold is malformed, as in keyed texts.
static bool is_number(uint64_t number) {
    return number <= INT64_MAX;
}

static bool take_limit(cprobe_cgroup *item, unsigned field, bool is_parsed, cp_limit_value limit,
                       uint64_t unit) {
    if (!is_parsed || (limit.is_limited && limit.value > INT64_MAX / unit)) {
        return false;
    }
    if (limit.is_limited) {
        set(item, field, limit.value * unit);
    } else {
        cprobe_set(&item->unlimited_fields, field);
    }
    return true;
}

enum { MICROSECOND_NS = 1000 };

// The files with one or two numbers.
static bool take_numbers(cprobe_cgroup *item, const row *r, bool is_v2, cp_span text) {
    cp_limit_value limit = {.is_limited = true};
    uint64_t number = 0;
    switch (r->kind) {
    case NUMBER:
        if (!cp_number_parse(text, &number) || !is_number(number)) {
            return false;
        }
        if (r->field == CPROBE_CGROUP_PERIOD) {
            return take_limit(item, r->field, true,
                              (cp_limit_value){.is_limited = true, .value = number},
                              MICROSECOND_NS);
        }
        set(item, r->field, number);
        return true;
    case MAX: {
        const bool is_bytes_v1 = !is_v2 && r->controller == CPROBE_CONTROLLER_MEMORY;
        const bool is_parsed =
            is_bytes_v1 ? cp_memory_limit_parse(text, &limit) : cp_max_parse(text, &limit);
        return take_limit(item, r->field, is_parsed, limit, 1);
    }
    case CPU_MAX:
        return cp_cpu_max_parse(text, &limit, &number) &&
               take_limit(item, CPROBE_CGROUP_QUOTA, true, limit, MICROSECOND_NS) &&
               take_limit(item, CPROBE_CGROUP_PERIOD, true,
                          (cp_limit_value){.is_limited = true, .value = number}, MICROSECOND_NS);
    case CFS_QUOTA: {
        const bool is_parsed = cp_cfs_quota_parse(text, &limit);
        return take_limit(item, r->field, is_parsed, limit, MICROSECOND_NS);
    }
    case CLAMP: {
        double percent = 0;
        if (!cp_uclamp_parse(text, &percent)) {
            return false;
        }
        memcpy((char *)item + cp_cgroup_fields[r->field].offset, &percent, sizeof percent);
        cprobe_set(&item->present_fields, r->field);
        return true;
    }
    default: return false;
    }
}

// The sum, or the greatest number if it does not fit.
static uint64_t add(uint64_t a, uint64_t b) {
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

// Adds what was read and written on one device to the sums and to the list of devices.
static void add_usage(const cp_table_subject *s, cp_device device, const cp_device_usage *usage) {
    cprobe_cgroup *item = s->item;
    cprobe_cgroup_list *list = s->list;
    cprobe_cgroup_device *found = NULL;
    for (size_t index = item->first_device;
         index < item->first_device + item->device_count && index < list->device_capacity;
         index += 1) {
        cprobe_cgroup_device *other = &list->devices[index];
        found = other->major == device.major && other->minor == device.minor ? other : found;
    }
    if (found == NULL) {
        if (list->device_count < list->device_capacity) {
            found = &list->devices[list->device_count];
            *found = (cprobe_cgroup_device){.major = device.major, .minor = device.minor};
        }
        list->device_count += 1;
        item->device_count += 1;
    }
    for (unsigned index = 0; index < CP_DEVICE_USAGES; index += 1) {
        static const size_t members[CP_DEVICE_USAGES] = {
            [CPROBE_DEVICE_USAGE_READ_BYTES] = offsetof(cprobe_cgroup_device, read_bytes),
            [CPROBE_DEVICE_USAGE_WRITTEN_BYTES] = offsetof(cprobe_cgroup_device, written_bytes),
            [CPROBE_DEVICE_USAGE_READS] = offsetof(cprobe_cgroup_device, reads),
            [CPROBE_DEVICE_USAGE_WRITES] = offsetof(cprobe_cgroup_device, writes),
            [CPROBE_DEVICE_USAGE_DISCARDED_BYTES] = offsetof(cprobe_cgroup_device, discarded_bytes),
            [CPROBE_DEVICE_USAGE_DISCARDS] = offsetof(cprobe_cgroup_device, discards),
        };
        if (!cprobe_has(usage->present_fields, index)) {
            continue;
        }
        const unsigned field = CPROBE_CGROUP_READ_BYTES + index;
        uint64_t sum = 0;
        memcpy(&sum, (const char *)item + cp_cgroup_fields[field].offset, sizeof sum);
        set(item, field, add(sum, usage->values[index]));
        if (found != NULL) {
            uint64_t *member = (uint64_t *)(void *)((char *)found + members[index]);
            *member = add(*member, usage->values[index]);
            cprobe_set(&found->present_fields, index);
        }
    }
}

_Static_assert(CPROBE_CGROUP_DISCARDS - CPROBE_CGROUP_READ_BYTES == CPROBE_DEVICE_USAGE_DISCARDS,
               "the fields of I/O have the order of cprobe_device_usage_field");

static const unsigned byte_fields[] = {CPROBE_CGROUP_READ_BYTES, CPROBE_CGROUP_WRITTEN_BYTES,
                                       CPROBE_CGROUP_DISCARDED_BYTES};
static const unsigned operation_fields[] = {CPROBE_CGROUP_READS, CPROBE_CGROUP_WRITES,
                                            CPROBE_CGROUP_DISCARDS};

enum { IO_FIELDS = sizeof byte_fields / sizeof byte_fields[0] };

// A malformed line makes the sums of its file unknown, and the numbers of each device.
static void clear_sums(const cp_table_subject *s, const unsigned fields[IO_FIELDS]) {
    cprobe_cgroup *item = s->item;
    for (unsigned index = 0; index < IO_FIELDS; index += 1) {
        const unsigned field = fields[index];
        cprobe_clear(&item->present_fields, field);
        for (size_t device = item->first_device;
             device < item->first_device + item->device_count &&
             device < s->list->device_capacity;
             device += 1) {
            cprobe_clear(&s->list->devices[device].present_fields,
                         field - CPROBE_CGROUP_READ_BYTES);
        }
    }
}

// An empty text is that of a cgroup without I/O: its sums are 0.
static void take_io_stat(const cp_table_subject *s, const char *file, cp_span text) {
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    uint32_t wrong = 0;
    // Kernels before 4.20 print no discards: these sums are set by a line that has them.
    for (unsigned field = CPROBE_CGROUP_READ_BYTES; field < CPROBE_CGROUP_DISCARDED_BYTES;
         field += 1) {
        set(s->item, field, 0);
    }
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_device_usage usage;
        if (!cp_io_stat_parse(line, end, &device, &usage)) {
            wrong = lines.number;
        } else if (cprobe_has_any(usage.present_fields)) {
            add_usage(s, device, &usage);
        }
    }
    if (wrong != 0) {
        clear_sums(s, byte_fields);
        clear_sums(s, operation_fields);
        add_malformed(s->item, file, wrong);
    }
}

// v1 counts only once a cgroup of the device has a limit: a text without a device says nothing of
// the I/O. blk_throtl_init(), block/blk-throttle.c.
static void take_blkio(const cp_table_subject *s, const char *file, bool is_bytes, cp_span text) {
    static const unsigned usages[2][4] = {
        {0, CPROBE_DEVICE_USAGE_READS, CPROBE_DEVICE_USAGE_WRITES, CPROBE_DEVICE_USAGE_DISCARDS},
        {0, CPROBE_DEVICE_USAGE_READ_BYTES, CPROBE_DEVICE_USAGE_WRITTEN_BYTES,
         CPROBE_DEVICE_USAGE_DISCARDED_BYTES},
    };
    const unsigned *fields = is_bytes ? byte_fields : operation_fields;
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_span line;
    cp_line_end end;
    uint32_t wrong = 0;
    while (cp_lines_next(&lines, &line, &end)) {
        cp_device device;
        cp_blkio_use use = CP_BLKIO_OTHER;
        uint64_t number = 0;
        if (!cp_blkio_use_parse(line, end, &device, &use, &number)) {
            wrong = lines.number;
        } else if (use != CP_BLKIO_OTHER) {
            cp_device_usage usage = {.present_fields = {{0, 0}}};
            cprobe_set(&usage.present_fields, usages[is_bytes][use]);
            usage.values[usages[is_bytes][use]] = number;
            add_usage(s, device, &usage);
        }
    }
    if (wrong != 0) {
        clear_sums(s, fields);
        add_malformed(s->item, file, wrong);
    }
}

static void take_stalls(cprobe_cgroup *item, unsigned resource, const char *file, cp_span text) {
    cprobe_stalls *stalls[CP_STALLS] = {&item->cpu_pressure, &item->memory_pressure,
                                        &item->io_pressure, &item->irq_pressure};
    cprobe_failure failure = {0};
    if (cp_stalls_parse(stalls[resource], &item->present_stalls, resource, text, file,
                        &item->failures, &failure) != CPROBE_OK) {
        cp_failures_add(&item->failures, failure);
    }
}

// memory.stat of v1 also has the least of the limits of the cgroup and of all above it. If that is
// none, the cgroup has no limit of its own, and the files of both limits need not be opened. In a
// captured root the files may be of different moments.
static void take_memory_limits(cp_table_subject *s, cp_span text) {
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    cp_memory_stat stat;
    if (s->reader->root.kind == CPROBE_ROOT_CAPTURED || cp_memory_stat_parse(&lines, &stat) != 0) {
        return;
    }
    s->is_memory_unlimited = stat.has_limit && !stat.limit.is_limited;
    s->is_memsw_unlimited = stat.has_memsw && !stat.memsw.is_limited;
}

// Takes the text of a file into the item.
static void take_text(cp_table_subject *s, const row *r, const char *file, cp_span text) {
    cprobe_cgroup *item = s->item;
    const bool is_v2 = s->hierarchy->version == 2;
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    uint32_t wrong = 0;
    switch (r->kind) {
    case NUMBER:
    case MAX:
    case CPU_MAX:
    case CLAMP:
    case CFS_QUOTA: wrong = take_numbers(item, r, is_v2, text) ? 0 : 1; break;
    case CPU_STAT: wrong = cp_cgroup_cpu_stat_parse(&lines, item); break;
    case CPUACCT_STAT:
        wrong = cp_cgroup_cpuacct_stat_parse(&lines, s->machine->ticks_per_second, item);
        break;
    case MEMORY_STAT:
        wrong = cp_cgroup_memory_stat_parse(&lines, is_v2, item);
        if (!is_v2) {
            take_memory_limits(s, text);
        }
        break;
    case MEMORY_EVENTS: wrong = cp_cgroup_memory_events_parse(&lines, item); break;
    case MEMORY_LOCAL: wrong = cp_cgroup_memory_local_parse(&lines, item); break;
    case PIDS_EVENTS: wrong = cp_cgroup_pids_events_parse(&lines, item); break;
    case IO_STAT: take_io_stat(s, file, text); break;
    case BLKIO_BYTES: take_blkio(s, file, true, text); break;
    case BLKIO_OPERATIONS: take_blkio(s, file, false, text); break;
    case STALLS: take_stalls(item, r->field, file, text); break;
    }
    if (wrong != 0) {
        add_malformed(item, file, wrong);
    }
}

// Whether the file of a row belongs to a hierarchy with these controllers.
static bool may_exist(const cp_table_subject *s, const row *r, uint32_t controllers) {
    const bool has_controller = r->controller == EVERY_CGROUP ? true
                                : r->controller == ACCOUNTING ? s->has_accounting
                                                              : controllers >> r->controller & 1;
    const char *file = s->hierarchy->version == 2 ? r->v2 : r->v1;
    return file != NULL && has_controller;
}

// Whether it is requested as well.
static bool is_wanted(const cp_table_subject *s, const row *r, uint32_t controllers) {
    return (s->details & r->detail) != 0 && may_exist(s, r, controllers);
}

uint64_t cp_table_rows(const cp_table_subject *s) {
    uint64_t set = s->hierarchy->version == 2
                       ? (uint64_t)1 << SUBTREE_CONTROL | (uint64_t)1 << CONTROLLERS
                       : 0;
    for (unsigned index = 0; index < ROWS; index += 1) {
        if (may_exist(s, &rows[index], s->hierarchy->controllers)) {
            set |= (uint64_t)1 << index;
        }
    }
    return set;
}

bool cp_table_has_files(const cp_table_subject *s) {
    for (unsigned index = 0; index < ROWS; index += 1) {
        if (is_wanted(s, &rows[index], s->hierarchy->controllers)) {
            return true;
        }
    }
    return false;
}

// Whether the pressure files can be skipped: they exist together, except for irq.
static bool has_no_pressure(const cprobe_cgroup *item, const row *r) {
    return r->kind == STALLS && r->field != 0 && !cprobe_has_any(item->present_stalls);
}

// Whether another file has given what the file of the row says.
static bool is_known(const cp_table_subject *s, const row *r) {
    cprobe_cgroup *item = s->item;
    if (s->hierarchy->version == 2) {
        // Beside v1's cpuacct, the v2 hierarchy counts the CPU time as well, but not at the same
        // moment.
        return r->kind == CPU_STAT && cprobe_has(item->present_fields, CPROBE_CGROUP_USAGE);
    }
    const bool is_unlimited =
        r->kind == MAX && ((r->field == CPROBE_CGROUP_MEMORY_MAX && s->is_memory_unlimited) ||
                           (r->field == CPROBE_CGROUP_MEMSW_MAX && s->is_memsw_unlimited));
    if (is_unlimited) {
        cprobe_set(&item->unlimited_fields, r->field);
    }
    return is_unlimited;
}

// The controller of a row as a bit, EVERY_CGROUP and ACCOUNTING included.
static uint32_t controller_bit(const row *r) {
    return 1u << (r->controller - ACCOUNTING);
}

// Counts the missing files that this cgroup lacks although others of their controllers were there:
// a removed cgroup, or a threaded one, lacks them all. The root lacks more than others, the
// pressure files can be switched off for one cgroup, and a captured root may lack any file.
static void count_misses(const cp_table_subject *s, uint64_t missing, uint32_t found) {
    if (s->item->depth == 0 || s->reader->root.kind == CPROBE_ROOT_CAPTURED) {
        return;
    }
    for (unsigned index = 0; index < ROWS; index += 1) {
        const row *r = &rows[index];
        const bool is_switch = r->kind == STALLS && r->field == 0;
        if ((missing >> index & 1) != 0 && (found & controller_bit(r)) != 0 && !is_switch &&
            s->misses->files[index] < MISSES_ENOUGH) {
            s->misses->files[index] += 1;
        }
    }
}

bool cp_table_read_files(cp_table_subject *s) {
    cprobe_cgroup *item = s->item;
    const uint32_t controllers = item->controllers & s->hierarchy->controllers;
    uint64_t missing = 0;
    uint32_t found = 0; // Controllers with a file.
    for (unsigned index = 0; index < ROWS; index += 1) {
        const row *r = &rows[index];
        const char *file = s->hierarchy->version == 2 ? r->v2 : r->v1;
        if (!is_wanted(s, r, controllers) || has_no_pressure(item, r) || is_known(s, r) ||
            s->misses->files[index] == MISSES_ENOUGH) {
            continue;
        }
        cp_span text;
        cprobe_failure failure = {0};
        const cprobe_result result = read_text(s, index, file, &text, &failure);
        if (result == CPROBE_OK) {
            found |= controller_bit(r);
            s->misses->files[index] = 0;
            take_text(s, r, file, text);
        } else if (result == CPROBE_NOT_FOUND) {
            missing |= (uint64_t)1 << index;
        } else if (result != CPROBE_GONE &&
                   !(r->kind == STALLS && cprobe_is_switched_off(failure.system_error))) {
            cp_failures_add(&item->failures, failure);
        }
    }
    if (missing != 0) {
        count_misses(s, missing, found);
    }
    const bool has_parts =
        cprobe_has(item->present_fields, CPROBE_CGROUP_MEMORY_CURRENT) &&
        cprobe_has(item->present_fields, CPROBE_CGROUP_INACTIVE_FILE);
    if (has_parts) {
        const uint64_t current = item->memory_current_bytes;
        const uint64_t inactive = item->inactive_file_bytes;
        set(item, CPROBE_CGROUP_MEMORY_WORKING_SET, current > inactive ? current - inactive : 0);
    }
    return found != 0;
}

static uint32_t read_controllers(cp_table_subject *s, unsigned file, const char *name) {
    static const char *const names[CPROBE_CONTROLLERS] = {
        [CPROBE_CONTROLLER_CPU] = "cpu",       [CPROBE_CONTROLLER_CPUSET] = "cpuset",
        [CPROBE_CONTROLLER_MEMORY] = "memory", [CPROBE_CONTROLLER_PIDS] = "pids",
        [CPROBE_CONTROLLER_IO] = "io",         [CPROBE_CONTROLLER_HUGETLB] = "hugetlb",
    };
    cp_span text;
    if (read_text(s, file, name, &text, NULL) != CPROBE_OK) {
        return (1u << CPROBE_CONTROLLERS) - 1;
    }
    uint32_t controllers = 0;
    cp_span line = cp_take_until(&text, '\n', NULL);
    for (cp_span word = cp_take_word(&line); word.length != 0; word = cp_take_word(&line)) {
        for (unsigned index = 0; index < CPROBE_CONTROLLERS; index += 1) {
            if (cp_span_equal(word, cp_span_of(names[index]))) {
                controllers |= 1u << index;
            }
        }
    }
    return controllers;
}

uint32_t cp_table_read_subtree_control(cp_table_subject *s) {
    return read_controllers(s, SUBTREE_CONTROL, "cgroup.subtree_control");
}

uint32_t cp_table_read_controllers(cp_table_subject *s) {
    return read_controllers(s, CONTROLLERS, "cgroup.controllers");
}

#endif
