#include "decide_memory.h"

#include "number.h"

static void add_own_memory(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    cprobe_presence *fields = &memory->present_fields;
    cp_take_file_value(decision, &level->memory_current, &memory->current_bytes, fields,
         CPROBE_MEMORY_QUOTA_CURRENT);
    cp_take_file_value(decision, &level->memory_peak, &memory->peak_bytes, fields,
                 CPROBE_MEMORY_QUOTA_PEAK);
    cp_take_file_value(decision, &level->swap_current, &memory->swap_current_bytes, fields,
         CPROBE_MEMORY_QUOTA_SWAP_CURRENT);
    cp_keep_failure(decision, &level->memsw_current);
    if (!decision->is_limits_only) { // Otherwise memory.stat was read only for its limits.
        cp_keep_failure(decision, &level->memory_inactive_file);
    }
    if (level->memory_current.state == CPROBE_FILE_LIMITED &&
        level->memsw_current.state == CPROBE_FILE_LIMITED) {
        memory->swap_current_bytes =
            cp_less(level->memsw_current.value, level->memory_current.value);
        cprobe_set(fields, CPROBE_MEMORY_QUOTA_SWAP_CURRENT);
    }
    if (level->memory_current.state == CPROBE_FILE_LIMITED &&
        level->memory_inactive_file.state == CPROBE_FILE_LIMITED) {
        memory->working_set_bytes =
            cp_less(level->memory_current.value, level->memory_inactive_file.value);
        cprobe_set(fields, CPROBE_MEMORY_QUOTA_WORKING_SET);
    }
    memory->low = level->memory_low;
    memory->min = level->memory_min;
    memory->events = level->memory_events;
}

// Why a value has no number: its failure, or the missing file.
static cprobe_failure failure_of(const cprobe_file_value *file_value, const char *file) {
    return file_value->state == CPROBE_FILE_UNKNOWN ? file_value->failure
                                              : (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, file};
}

// Adds what a level with a limit leaves available. Page cache that the kernel can drop at once is
// not counted as used. If that is unknown, at least the rest of the limit is available; if the
// usage is unknown, at most the whole limit.
static void add_available(cp_decision *decision, const cprobe_quota_level *level) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    const bool is_v1 = decision->quota->hierarchies.items[level->hierarchy].version == 1;
    const cprobe_file_value *current = &level->memory_current;
    const cprobe_file_value *inactive = &level->memory_inactive_file;
    const uint64_t limit = level->memory_max.value;
    if (level->memory_max.state != CPROBE_FILE_LIMITED || decision->is_limits_only) {
        return;
    }
    if (current->state == CPROBE_FILE_LIMITED && inactive->state != CPROBE_FILE_LIMITED) {
        const uint64_t left = cp_less(limit, current->value);
        if (decision->left.state != CPROBE_FILE_LIMITED || left < decision->left.value) {
            decision->left = (cprobe_file_value){CPROBE_FILE_LIMITED,
                                                 failure_of(inactive, "memory.stat"),
                                           NULL, left};
        }
        return;
    }
    uint64_t used = 0;
    if (current->state == CPROBE_FILE_LIMITED) {
        used = cp_less(current->value, inactive->value);
    } else {
        cp_doubt(&memory->available_bytes_completeness, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_USAGE,
                 failure_of(current, is_v1 ? "memory.usage_in_bytes" : "memory.current"));
    }
    cp_lower(&memory->available_bytes, &memory->present_fields, CPROBE_MEMORY_QUOTA_AVAILABLE,
          cp_less(limit, used));
}

void cp_decide_add_memory(cp_decision *decision, const cprobe_quota_level *level, bool is_own) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    if (is_own) {
        add_own_memory(decision, level);
    } else if (level->memory_is_apart) {
        return; // Its limits apply to its own tasks only.
    }
    cp_limit_add(&memory->limit, level, &level->memory_max);
    cp_limit_add(&memory->high, level, &level->memory_high);
    cp_limit_add(&memory->swap, level, &level->swap_max);
    cp_limit_add(&decision->memsw, level, &level->memsw_max);
    add_available(decision, level);
}

// On v1, memory.stat of the own cgroup has the minimum over all its levels, so that no hidden level
// can limit below it. It does not report the level; a visible level with the same limit takes
// precedence.
static void finish_hierarchical(cprobe_limit *limit, const cprobe_quota_level *own,
                                const cprobe_file_value *file_value) {
    if (file_value->state != CPROBE_FILE_LIMITED && file_value->state != CPROBE_FILE_UNLIMITED) {
        return;
    }
    limit->reason = CPROBE_REASON_NONE;
    limit->failure = (cprobe_failure){0};
    cp_limit_add(limit, own, file_value);
}

// v1 limits memory and swap together: the limit minus the memory limit is available for swap.
static void finish_swap(cp_decision *decision) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    const cprobe_limit *memsw = &decision->memsw;
    if (memsw->state != CPROBE_LIMIT_LIMITED) {
        if (memsw->reason != CPROBE_REASON_NONE) {
            cp_limit_doubt(&memory->swap, memsw->reason, memsw->failure);
        }
        return;
    }
    const uint64_t value =
        memory->limit.state == CPROBE_LIMIT_LIMITED ? cp_less(memsw->value, memory->limit.value)
                                                    : memsw->value;
    const cprobe_limit_reason reason = memory->swap.reason;
    const cprobe_failure failure = memory->swap.failure;
    memory->swap = *memsw;
    memory->swap.value = value;
    cp_limit_doubt(&memory->swap, reason, failure);
}

// Computes the available memory. `limit` is the memory limit without the kernel's minimum: hidden
// levels are limited by that minimum, but their usage is unknown.
static void finish_available(cp_decision *decision, const cprobe_limit *limit,
                             const uint64_t *available) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    cprobe_completeness *of = &memory->available_bytes_completeness;
    cprobe_presence *fields = &memory->present_fields;
    const unsigned field = CPROBE_MEMORY_QUOTA_AVAILABLE;
    if (decision->is_limits_only) {
        *of = (cprobe_completeness){CPROBE_NUMBER_UNKNOWN, CPROBE_REASON_NOT_REQUESTED, {0}};
        cprobe_clear(fields, field);
        return;
    }
    if (available != NULL) {
        cp_lower(&memory->available_bytes, fields, field, *available);
    }
    // If the kernel's minimum is that of a hidden level, that level uses at least this much.
    if (memory->limit.state == CPROBE_LIMIT_LIMITED && cprobe_has(*fields, field)) {
        cp_lower(&memory->available_bytes, fields, field,
              cp_less(memory->limit.value, cprobe_has(*fields, CPROBE_MEMORY_QUOTA_WORKING_SET)
                                            ? memory->working_set_bytes
                                            : 0));
    }
    const cprobe_file_value *left = &decision->left;
    if (left->state == CPROBE_FILE_LIMITED &&
        (!cprobe_has(*fields, field) || left->value < memory->available_bytes)) {
        cp_lower(&memory->available_bytes, fields, field, left->value);
        cp_doubt(of, CPROBE_NUMBER_AT_LEAST, CPROBE_REASON_USAGE, left->failure);
    }
    cp_finish_number(of, limit, fields, field);
}

static void finish_memory(cprobe_memory_quota *memory) {
    const bool has_physical = cprobe_has(memory->present_fields, CPROBE_MEMORY_QUOTA_PHYSICAL);
    const bool has_limit = memory->limit.state == CPROBE_LIMIT_LIMITED;
    cp_limit_settle(&memory->limit);
    cp_limit_settle(&memory->high);
    cp_limit_settle(&memory->swap);
    if (has_limit && has_physical && memory->limit.value > memory->physical_bytes) {
        memory->limit.value = memory->physical_bytes;
        memory->limit.in_group = false;
        memory->limit.file = "/proc/meminfo";
    }
    if (has_limit || has_physical) {
        memory->effective_bytes = has_limit ? memory->limit.value : memory->physical_bytes;
        cprobe_set(&memory->present_fields, CPROBE_MEMORY_QUOTA_EFFECTIVE);
    }
    cp_finish_number(&memory->effective_bytes_completeness, &memory->limit, &memory->present_fields,
                  CPROBE_MEMORY_QUOTA_EFFECTIVE);
}

void cp_decide_finish_memory(cp_decision *decision, const uint64_t *available_bytes) {
    cprobe_memory_quota *memory = &decision->quota->memory;
    const cprobe_quota_level *own = &decision->own_memory;
    const cprobe_limit seen = memory->limit;
    finish_hierarchical(&memory->limit, own, &own->memory_hierarchical);
    finish_hierarchical(&decision->memsw, own, &own->memsw_hierarchical);
    if (own->memsw_hierarchical.state == CPROBE_FILE_LIMITED ||
        own->memsw_hierarchical.state == CPROBE_FILE_UNLIMITED) {
        memory->swap.reason = CPROBE_REASON_NONE;
        memory->swap.failure = (cprobe_failure){0};
    }
    finish_swap(decision);
    finish_memory(memory);
    finish_available(decision, &seen, available_bytes);
}
