// Which port this build carries: the one place that asks the compiler for the system.
//
// CPROBE_PORT_UNSUPPORTED, given on the command line, builds the port that has nothing on any
// system, so that it is tested where there is a machine to test on.

#ifndef CP_PLATFORM_H
#define CP_PLATFORM_H

#if defined(__linux__) && !defined(CPROBE_PORT_UNSUPPORTED)
#define CP_PLATFORM_LINUX 1
#define CP_PLATFORM_UNSUPPORTED 0
#else
#define CP_PLATFORM_LINUX 0
#define CP_PLATFORM_UNSUPPORTED 1
#endif

#endif
