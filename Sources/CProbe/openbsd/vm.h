// vm.uvmexp of this system.

#ifndef CP_OPENBSD_VM_H
#define CP_OPENBSD_VM_H

#include "../bsd/vm.h"
#include "layout.h"

static const cp_vm_source cp_vm = {"sysctl vm.uvmexp", CP_VM_UVMEXP, CP_UVMEXP_BYTES, false};

#endif
