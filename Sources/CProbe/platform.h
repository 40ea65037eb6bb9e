// The port of this build, and the sections that it reads. No other file tests the compiler's
// macros for the operating system.
//
// -DCPROBE_PORT_UNSUPPORTED builds the port that reads nothing, on any system, so that it can be
// tested on a developer's machine. -DCPROBE_PORT_FREEBSD, _MACOS, _OPENBSD and _NETBSD build the
// collectors of that port on another system, without its calls.c: tests answer the calls with
// recorded bytes.

#ifndef CP_PLATFORM_H
#define CP_PLATFORM_H

// The structures of the systems' kernels are those of 64-bit machines; 32-bit ones have the
// unsupported port.
#if defined(CPROBE_PORT_UNSUPPORTED)
#elif defined(CPROBE_PORT_FREEBSD) || (defined(__FreeBSD__) && defined(__LP64__))
#define CP_PLATFORM_FREEBSD 1
#define CP_PLATFORM_BSD 1
#include "freebsd/sections.h"
#elif defined(CPROBE_PORT_OPENBSD) || (defined(__OpenBSD__) && defined(__LP64__))
#define CP_PLATFORM_OPENBSD 1
#define CP_PLATFORM_BSD 1
#include "openbsd/sections.h"
#elif defined(CPROBE_PORT_NETBSD) || (defined(__NetBSD__) && defined(__LP64__))
#define CP_PLATFORM_NETBSD 1
#define CP_PLATFORM_BSD 1
#include "netbsd/sections.h"
#elif defined(CPROBE_PORT_MACOS) || \
    (defined(__ENVIRONMENT_MAC_OS_X_VERSION_MIN_REQUIRED__) && defined(__LP64__))
#define CP_PLATFORM_MACOS 1
#define CP_PLATFORM_BSD 1
#include "macos/sections.h"
#elif defined(__linux__)
#define CP_PLATFORM_LINUX 1
#include "linux/sections.h"
#endif

#ifndef CP_PLATFORM_LINUX
#define CP_PLATFORM_LINUX 0
#endif
#ifndef CP_PLATFORM_FREEBSD
#define CP_PLATFORM_FREEBSD 0
#endif
#ifndef CP_PLATFORM_MACOS
#define CP_PLATFORM_MACOS 0
#endif
#ifndef CP_PLATFORM_OPENBSD
#define CP_PLATFORM_OPENBSD 0
#endif
#ifndef CP_PLATFORM_NETBSD
#define CP_PLATFORM_NETBSD 0
#endif
// The ports whose shared parts are in the room bsd.
#ifndef CP_PLATFORM_BSD
#define CP_PLATFORM_BSD 0
#endif

// Whether this is the system of the port, so that its calls.c compiles.
#if CP_PLATFORM_FREEBSD && defined(__FreeBSD__)
#define CP_PLATFORM_HAS_CALLS 1
#elif CP_PLATFORM_OPENBSD && defined(__OpenBSD__)
#define CP_PLATFORM_HAS_CALLS 1
#elif CP_PLATFORM_NETBSD && defined(__NetBSD__)
#define CP_PLATFORM_HAS_CALLS 1
#elif CP_PLATFORM_MACOS && defined(__APPLE__)
#define CP_PLATFORM_HAS_CALLS 1
#else
#define CP_PLATFORM_HAS_CALLS 0
#endif

#endif
