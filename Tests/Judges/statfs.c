/* Preloaded where a captured machine replaces the real one: a copy of a cgroup2 file system has
   the magic number of the disk it lies on, and the JVM asks statfs for the version of cgroups.
   JUDGES_CGROUP is the type that the captured mountinfo gives /sys/fs/cgroup. No other answer is
   changed. */
#define _GNU_SOURCE 1
#include <dlfcn.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

static int is_captured_cgroup2(const char *path) {
  const char *type = getenv("JUDGES_CGROUP");
  return type != NULL && strcmp(type, "cgroup2") == 0 && strcmp(path, "/sys/fs/cgroup") == 0;
}

int statfs(const char *path, struct statfs *out) {
  int (*real)(const char *, struct statfs *) =
      (int (*)(const char *, struct statfs *))dlsym(RTLD_NEXT, "statfs");
  int result = real(path, out);
  if (result == 0 && is_captured_cgroup2(path)) out->f_type = CGROUP2_SUPER_MAGIC;
  return result;
}

int statfs64(const char *path, struct statfs64 *out) {
  int (*real)(const char *, struct statfs64 *) =
      (int (*)(const char *, struct statfs64 *))dlsym(RTLD_NEXT, "statfs64");
  int result = real(path, out);
  if (result == 0 && is_captured_cgroup2(path)) out->f_type = CGROUP2_SUPER_MAGIC;
  return result;
}
