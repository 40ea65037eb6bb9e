// /proc/net/xfrm_stat: packets that IPsec dropped, by reason, for the whole network namespace.
// Missing in a kernel without CONFIG_XFRM_STATISTICS.
// Sample: captured, firecracker-6.18-x86_64-hybrid.txt: /proc/net/xfrm_stat
//
//     XfrmInError             	0
//     XfrmInBufferError       	0
//     XfrmOutBundleCheckError 	0
//     XfrmOutNoStates         	1
//
//     file = line*
//     line = name " "+ "\t" number "\n"
//
// All numbers are counts of packets since the namespace was made. Unknown names are skipped. A bad
// number is an absent field, and makes the text malformed, as does a text without any field.
//
// About 1 KiB: 32 lines of at most 45 bytes. xfrm_statistics_seq_show(), net/xfrm/xfrm_proc.c;
// Documentation/networking/xfrm_proc.rst of the kernel.

#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/routing.h"
#include "../text/table.h"

static const cprobe_field *const rows[] = {
    &cp_xfrm_fields[CPROBE_XFRM_IN_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_BUFFER_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_HDR_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_NO_STATES],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_PROTO_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_MODE_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_SEQ_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_EXPIRED],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_MISMATCH],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_INVALID],
    &cp_xfrm_fields[CPROBE_XFRM_IN_TMPL_MISMATCH],
    &cp_xfrm_fields[CPROBE_XFRM_IN_NO_POLS],
    &cp_xfrm_fields[CPROBE_XFRM_IN_POL_BLOCK],
    &cp_xfrm_fields[CPROBE_XFRM_IN_POL_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_BUNDLE_GEN_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_BUNDLE_CHECK_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_NO_STATES],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_PROTO_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_MODE_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_SEQ_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_EXPIRED],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_POL_BLOCK],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_POL_DEAD],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_POL_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_FWD_HDR_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_INVALID],
    &cp_xfrm_fields[CPROBE_XFRM_ACQUIRE_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_STATE_DIR_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_STATE_DIR_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_IN_IPTFS_ERROR],
    &cp_xfrm_fields[CPROBE_XFRM_OUT_NO_QUEUE_SPACE],
};

cprobe_result cprobe_xfrm_stat_parse(const char *bytes, size_t length, cprobe_xfrm *xfrm,
                                     cprobe_failure *failure) {
    static const char source[] = "/proc/net/xfrm_stat";
    if (xfrm == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    xfrm->present_fields = (cprobe_presence){{0, 0}};
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    cp_lines lines = cp_lines_of(bytes, length);
    const uint32_t bad_line = cp_table_read(&table, &lines, xfrm, &xfrm->present_fields);
    return bad_line != 0 || !cprobe_has_any(xfrm->present_fields)
               ? cp_fail(failure, CPROBE_MALFORMED, source, bad_line, 0)
               : CPROBE_OK;
}
