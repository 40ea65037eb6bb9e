// The C library's bare calls.

#define _GNU_SOURCE 1
#include "../runner.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

static double averages[3];
static struct statvfs usage;
static struct rusage own;
static cpu_set_t affinity;

static void read_load(void) {
    (void)getloadavg(averages, 3);
}

static void load_values(const char *argument) {
    (void)argument;
    read_load();
    say_real("", "load1", averages[0]);
    say_real("", "load5", averages[1]);
    say_real("", "load15", averages[2]);
}

static void read_usage(void) {
    (void)statvfs("/", &usage);
}

static void usage_values(const char *argument) {
    (void)argument;
    read_usage();
    say("", "total", usage.f_blocks * usage.f_frsize);
    say("", "free", usage.f_bfree * usage.f_frsize);
    say("", "available", usage.f_bavail * usage.f_frsize);
    say("", "inodes_total", usage.f_files);
    say("", "inodes_free", usage.f_ffree);
}

static void read_rusage(void) {
    (void)getrusage(RUSAGE_SELF, &own);
}

static uint64_t ticks(struct timeval time) {
    return (uint64_t)time.tv_sec * 100 + (uint64_t)time.tv_usec / 10000;
}

static void rusage_values(const char *argument) {
    (void)argument;
    read_rusage();
    say("", "user", ticks(own.ru_utime));
    say("", "system", ticks(own.ru_stime));
}

static void read_affinity(void) {
    (void)sched_getaffinity(0, sizeof affinity, &affinity);
}

static void affinity_values(const char *argument) {
    (void)argument;
    read_affinity();
    say("", "cpus", (uint64_t)CPU_COUNT(&affinity));
}

static const work works[] = {
    {"load", read_load, load_values},
    {"usage", read_usage, usage_values},
    {"rusage", read_rusage, rusage_values},
    {"affinity", read_affinity, affinity_values},
};

int main(void) {
    return serve(works, sizeof works / sizeof works[0]);
}
