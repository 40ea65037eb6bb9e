// libuv, inside Node.

#include "../runner.h"

#include <uv.h>

static uint64_t total, available;
static double averages[3];
static size_t rss;
static uv_rusage_t own;
static unsigned parallelism;

static void read_memory(void) {
    total = uv_get_total_memory();
    available = uv_get_free_memory();
}

static void memory_values(const char *argument) {
    (void)argument;
    read_memory();
    say("", "total", total);
    say("", "available", available);
}

static void read_load(void) {
    uv_loadavg(averages);
}

static void load_values(const char *argument) {
    (void)argument;
    read_load();
    say_real("", "load1", averages[0]);
    say_real("", "load5", averages[1]);
    say_real("", "load15", averages[2]);
}

static void read_own(void) {
    (void)uv_getrusage(&own);
    (void)uv_resident_set_memory(&rss);
}

static uint64_t ticks(uv_timeval_t time) {
    return (uint64_t)time.tv_sec * 100 + (uint64_t)time.tv_usec / 10000;
}

static void own_values(const char *argument) {
    (void)argument;
    read_own();
    say("", "user", ticks(own.ru_utime));
    say("", "system", ticks(own.ru_stime));
    say("", "rss", rss);
}

static void read_quota(void) {
    parallelism = uv_available_parallelism();
}

static void quota_values(const char *argument) {
    (void)argument;
    read_quota();
    say("", "cpus", parallelism);
}

static const work works[] = {
    {"memory", read_memory, memory_values},
    {"load", read_load, load_values},
    {"own", read_own, own_values},
    {"quota", read_quota, quota_values},
    {"once", read_quota, quota_values},
};

int main(void) {
    return serve(works, sizeof works / sizeof works[0]);
}
