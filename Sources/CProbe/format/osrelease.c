// /proc/sys/kernel/osrelease: the kernel's release; /proc/version: the same in a sentence.
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/sys/kernel/osrelease
// Sample: captured, debian-6.12-x86_64-machine.txt: /proc/version
//
//     6.12.117+deb12-cloud-amd64
//
//     Linux version 6.12.117+deb12-cloud-amd64 (builder@host) …
//
//     osrelease = release "\n"
//     version   = "Linux version " release " " anything
//     release   = major "." minor anything      at most 64 bytes (struct new_utsname)
//
// A release that does not start with two numbers is returned without a version.
// kernel/utsname_sysctl.c, fs/proc/version.c.

#include "osrelease.h"

#include "../text/number.h"

static void set(cp_span release, cprobe_kernel *kernel) {
    if (release.length == 0 || release.length > sizeof kernel->release) {
        return;
    }
    memcpy(kernel->release, release.bytes, release.length);
    kernel->release_length = (uint32_t)release.length;
    kernel->has_release = true;
    uint64_t major = 0;
    uint64_t minor = 0;
    if (cp_take_u64(&release, &major) && cp_take_byte(&release, '.') &&
        cp_take_u64(&release, &minor) && major <= UINT32_MAX && minor <= UINT32_MAX) {
        kernel->major = (uint32_t)major;
        kernel->minor = (uint32_t)minor;
        kernel->has_version = true;
    }
}

void cp_osrelease_parse(cp_span text, cprobe_kernel *kernel) {
    set(cp_take_word(&text), kernel);
}

void cp_version_parse(cp_span text, cprobe_kernel *kernel) {
    const cp_span start = cp_span_of("Linux version ");
    if (cp_span_starts(text, start)) {
        cp_skip(&text, start.length);
        set(cp_take_word(&text), kernel);
    }
}
