#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "paging.h"

#include "../failure.h"
#include "../format/vmstat.h"

void cp_paging_init(cp_paging *paging) {
    paging->bytes = CP_VMSTAT_BYTES_AT_FIRST;
}

// The wanted rows are in the first two thirds of the file, which the kernel prints line by line: so
// the read requests as many bytes as the last one needed, and a little more for numbers that grew.
void cp_paging_read(cp_reader *reader, cp_paging *paging, uint32_t page_bytes,
                    cprobe_memory *memory) {
    enum { GROWTH_BYTES = 64 };
    cp_stream stream;
    cp_lines lines;
    cprobe_failure lost;
    bool has_all = false;
    cprobe_result result = cp_cached_lines(reader, CP_FILE_VMSTAT, &stream, &lines, &lost);
    if (result == CPROBE_OK) {
        stream.first = paging->bytes;
        result = cp_vmstat_parse(&lines, page_bytes, memory, &has_all, &lost);
        lost.system_error = result == CPROBE_OK ? 0 : stream.system_error;
    }
    paging->bytes = has_all ? (uint32_t)(stream.offset - lines.rest.length) + GROWTH_BYTES : 0;
    if (result != CPROBE_OK) {
        cp_cached_close(reader, CP_FILE_VMSTAT);
        cp_failures_add(&memory->failures, lost);
    }
}

#endif
