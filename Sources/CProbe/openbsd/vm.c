#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "vm.h"

#include "../bsd/record.h"
#include "../failure.h"
#include "layout.h"

cprobe_result cp_vm_read(cp_collector *collector, unsigned counters, cp_uvmexp *answer,
                         cprobe_failure *failure) {
    static const char source[] = "sysctl vm.uvmexp";
    static const int numbers[] = {CP_CTL_VM, CP_VM_UVMEXP};
    cp_span bytes;
    const cprobe_result result =
        cp_sysctl_read(source, numbers, 2, cp_answer_buffer(collector), &bytes, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    *answer = (cp_uvmexp){.source = source,
                          .is_wide = false,
                          .page_bytes = collector->page_bytes,
                          .counters = &collector->counters[counters]};
    return cp_record_take(&bytes, CP_UVMEXP_BYTES, &answer->record)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

#endif
