// The parts of the collector that a reading of processes uses.

#ifndef CP_LINUX_PROCESS_READER_H
#define CP_LINUX_PROCESS_READER_H

#include "../../source/reader.h"
#include "../machine.h"
#include "cache.h"
#include "procfs.h"

typedef struct cp_process_reader {
    cp_reader *reader;
    const cp_machine *machine;
    cp_process_cache *cache;
    cp_procfs *procfs;
} cp_process_reader;

#endif
