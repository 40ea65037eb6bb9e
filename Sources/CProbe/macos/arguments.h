// The arguments of a process, from the sysctl kern.procargs2.
//
//     answer    = count path NUL {NUL} {argument NUL} {variable NUL} ...
//     count     = int32_t
//
// sysctl_procargsx(), bsd/kern/kern_sysctl.c. Pure.

#ifndef CP_MACOS_ARGUMENTS_H
#define CP_MACOS_ARGUMENTS_H

#include "../text/span.h"

// Takes the arguments, each with its NUL. False if there are fewer than the count says.
bool cp_arguments_take(cp_span answer, cp_span *arguments);

#endif
