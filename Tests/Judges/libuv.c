/* What libuv takes for its number of CPUs and its memory; 0 is "not known" there. */
#include <inttypes.h>
#include <stdio.h>
#include <uv.h>

int main(void) {
  printf("cpus %u\n", uv_available_parallelism());
  printf("memory %" PRIu64 "\n", uv_get_constrained_memory());
  printf("version %s\n", uv_version_string());
  return 0;
}
