#include "../platform.h"
#if CP_PLATFORM_BSD

#include "vm.h"

#include "../failure.h"
#include "layout.h"
#include "record.h"

cprobe_result cp_vm_read(cp_collector *collector, const cp_vm_source *source, unsigned counters,
                         cp_uvmexp *answer, cprobe_failure *failure) {
    const int numbers[] = {CP_CTL_VM, source->number};
    cp_span bytes;
    const cprobe_result result = cp_sysctl_read(source->source, numbers, 2,
                                                cp_answer_buffer(collector), &bytes, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    *answer = (cp_uvmexp){.source = source->source,
                          .is_wide = source->is_wide,
                          .page_bytes = collector->page_bytes,
                          .counters = &collector->counters[counters]};
    return cp_record_take(&bytes, source->bytes, &answer->record)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source->source, 0, 0);
}

#endif
