// vm.uvmexp2 of this system.

#ifndef CP_NETBSD_VM_H
#define CP_NETBSD_VM_H

#include "../bsd/vm.h"
#include "layout.h"

static const cp_vm_source cp_vm = {"sysctl vm.uvmexp2", CP_VM_UVMEXP2, CP_UVMEXP_BYTES, true};

#endif
