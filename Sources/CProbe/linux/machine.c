#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "machine.h"

#include <sys/auxv.h>

enum { USER_HZ_DEFAULT = 100 };

void cp_machine_init(cp_machine *machine, bool is_captured) {
    const unsigned long ticks = is_captured ? 0 : getauxval(AT_CLKTCK);
    const unsigned long page = is_captured ? 0 : getauxval(AT_PAGESZ);
    machine->ticks_per_second = ticks == 0 ? USER_HZ_DEFAULT : (uint32_t)ticks;
    machine->page_bytes = (uint32_t)page;
}

#endif
