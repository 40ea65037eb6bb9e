// rdma.max and rdma.current (cgroup v2): the handles and objects of each RDMA device.
// Sample: written by hand.
//
//     mlx4_0 hca_handle=2 hca_object=2000
//     ocrdma1 hca_handle=3 hca_object=max
//
//     file   = (device " hca_handle=" number " hca_object=" number "\n")*
//     number = digits | "max"          "max" is the absence of a limit
//
// Streams. A device's name has at most 63 bytes. rdmacg_resource_read(), kernel/cgroup/rdma.c.

#include "../text/number.h"
#include "cgroup_resources.h"

bool cp_rdma_parse(cp_span line, cp_line_end end, cp_span *device,
                   cp_limit_value numbers[CP_RDMA_RESOURCES]) {
    static const char *const keys[CP_RDMA_RESOURCES] = {"hca_handle=", "hca_object="};
    bool has_blank = false;
    *device = cp_take_until(&line, ' ', &has_blank);
    if (end != CP_LINE_WHOLE || !has_blank || device->length == 0) {
        return false;
    }
    for (unsigned index = 0; index < CP_RDMA_RESOURCES; index += 1) {
        if (!cp_take_text(&line, keys[index]) ||
            !cp_max_parse(cp_take_until(&line, ' ', NULL), &numbers[index])) {
            return false;
        }
    }
    return true;
}
