#include "failure.h"

#include <errno.h>

const char *cprobe_result_name(cprobe_result result) {
    switch (result) {
    case CPROBE_OK: return "ok";
    case CPROBE_UNSUPPORTED: return "unsupported";
    case CPROBE_NOT_FOUND: return "not_found";
    case CPROBE_GONE: return "gone";
    case CPROBE_DENIED: return "denied";
    case CPROBE_MALFORMED: return "malformed";
    case CPROBE_TOO_LARGE: return "too_large";
    case CPROBE_EXHAUSTED: return "exhausted";
    case CPROBE_STALLED: return "stalled";
    case CPROBE_INVALID: return "invalid";
    case CPROBE_IO: return "io";
    }
    return "io";
}

const char *cprobe_system_error_words(int32_t system_error) {
    switch (system_error) {
    case ENOTDIR: return "not a directory";
    case EISDIR: return "a directory";
    case EOPNOTSUPP: return "switched off";
    case ELOOP: return "too many symbolic links";
    case ENAMETOOLONG: return "the path is too long";
    case EMFILE:
    case ENFILE: return "no descriptor is free";
    case ENOMEM: return "no memory is free";
    case ENOBUFS: return "no buffer is free";
    case EINVAL: return "the kernel refuses the request";
    case EIO: return "input or output error";
    case ENXIO: return "no such device";
    case EBUSY: return "busy";
    case EAGAIN: return "busy: try again";
    case EXDEV: return "it is on another file system";
    case ENOSYS: return "the kernel lacks the call";
    case ENOTCONN:
    case ECONNABORTED:
    case ECONNREFUSED: return "its file server is gone";
    default: return NULL;
    }
}

bool cprobe_is_switched_off(int32_t system_error) {
    return system_error == EOPNOTSUPP;
}

cprobe_result cp_fail(cprobe_failure *failure, cprobe_result code, const char *source,
                      uint32_t line, int system_error) {
    if (failure != NULL) {
        *failure = (cprobe_failure){code, line, system_error, source};
    }
    return code;
}

void cp_failures_add(cprobe_failures *failures, cprobe_failure failure) {
    if (failures->count < CPROBE_FAILURES_LISTED) {
        failures->items[failures->count] = failure;
    }
    if (failures->count < UINT32_MAX) {
        failures->count += 1;
    }
}

cprobe_result cp_result_of_errno(int system_error) {
    switch (system_error) {
    case 0: return CPROBE_OK;
    case ENOENT:
    case EOPNOTSUPP: // Pressure files, where PSI is switched off.
    case ENOTDIR: return CPROBE_NOT_FOUND;
    case ENODEV:
    case ESRCH:
    case ESTALE: return CPROBE_GONE;
    case EACCES:
    case EPERM: return CPROBE_DENIED;
    case EMFILE:
    case ENFILE:
    case EAGAIN: // clone(2): the limit of processes is reached.
    case ENOMEM: return CPROBE_EXHAUSTED;
    case ENAMETOOLONG:
    case EFBIG: return CPROBE_TOO_LARGE;
    case ETIMEDOUT: return CPROBE_STALLED;
    default: return CPROBE_IO;
    }
}
