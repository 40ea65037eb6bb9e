// The port of this build. No other file tests the compiler's macros for the operating system.
//
// -DCPROBE_PORT_UNSUPPORTED builds the port that reads nothing, on any system, so that it can be
// tested on a developer's machine.

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
