// /proc/sys/kernel/osrelease and /proc/version. osrelease.c describes the formats.

#ifndef CP_FORMAT_OSRELEASE_H
#define CP_FORMAT_OSRELEASE_H

#include "../include/cprobe/capability.h"
#include "../text/span.h"

// Sets the release and the version if the text has them.
void cp_osrelease_parse(cp_span text, cprobe_kernel *kernel);
void cp_version_parse(cp_span text, cprobe_kernel *kernel);

#endif
