/* The last judge: what the kernel gives. As many busy processes as there are CPUs, for two seconds:
   their CPU time over the time that went by. Then memory is touched until the kernel kills for it,
   or it is 640 MiB, which counts as no limit, or it takes too long, as above memory.high. */
#define _GNU_SOURCE 1
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SPIN_SECONDS 2
#define MOST_BYTES (640UL << 20)
#define STEP_BYTES (1UL << 20)

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_seconds_of_children(void) {
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int main(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  double start = now(CLOCK_MONOTONIC);
  for (long i = 0; i < count; i++) {
    if (fork() == 0) {
      while (now(CLOCK_MONOTONIC) - start < SPIN_SECONDS) {
      }
      _exit(0);
    }
  }
  while (wait(NULL) > 0) {
  }
  printf("cpus %.2f\n", cpu_seconds_of_children() / (now(CLOCK_MONOTONIC) - start));
  fflush(stdout);

  int protection = PROT_READ | PROT_WRITE;
  size_t *touched = mmap(NULL, sizeof *touched, protection, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (touched == MAP_FAILED) return 1;
  pid_t child = fork();
  if (child == 0) {
    alarm(30);
    for (size_t at = 0; at < MOST_BYTES; at += STEP_BYTES) {
      char *step = mmap(NULL, STEP_BYTES, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (step == MAP_FAILED) _exit(2);
      memset(step, 1, STEP_BYTES);
      *touched = at + STEP_BYTES;
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    printf("memory 18446744073709551615\n");
  } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
    printf("memory %zu\n", *touched);
  } else {
    printf("remark after %zu bytes of memory it was only slow\n", *touched);
  }
  return 0;
}
