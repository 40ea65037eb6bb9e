// Reads the arrays of the md driver among the block devices.

#ifndef CP_LINUX_STORAGE_ARRAYS_H
#define CP_LINUX_STORAGE_ARRAYS_H

#include "../../include/cprobe/storage.h"
#include "../../source/reader.h"

// Fills `arrays` and `members` of the lists, whose devices were read and all fit. Adds a failure if
// there are more members than are listed.
void cp_storage_arrays_read(cp_reader *reader, cprobe_storage_lists *lists,
                            cprobe_failures *failures);

#endif
