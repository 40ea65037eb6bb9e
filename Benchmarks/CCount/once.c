// The only function in which callgrind counts: --toggle-collect and --dump-after name it.

#include "CCount.h"

__attribute__((noinline)) void ccount_once(void (*work)(void *context), void *context) {
    work(context);
    __asm__ volatile(""); // Prevents a tail call, which would leave this function first.
}
