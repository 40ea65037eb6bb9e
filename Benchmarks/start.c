// The cost of starting a command: cold starts, round after round in rotating order, each from
// before the spawn until the child has been waited for, with its output to /dev/null.
//
//     probe-start [--rounds N] PROBECTL

#define _GNU_SOURCE 1
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COMMANDS = 5, ROUNDS = 10000, BLOCKS = 20 };

// One command, and the index of the peer that it is compared with; -1: none.
typedef struct command {
    char *words[6];
    int peer;
    bool is_gone;
    double times[ROUNDS];    // In milliseconds.
    double cpu[ROUNDS];
    long faults;             // Of one start.
    long peak_kib;           // The maximum over all starts.
} command;

static command commands[COMMANDS] = {
    {.words = {"true"}, .peer = -1},
    {.words = {"nproc"}, .peer = -1},
    {.words = {NULL, "quota", "--cpus"}, .peer = 1},
    {.words = {"free"}, .peer = -1},
    {.words = {NULL, "sample", "--interval", "0", "--format", "json"}, .peer = 3},
};

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double ms(struct timeval time) {
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

// Starts the command once and waits for its end. False if it does not exist or fails.
static bool start(command *it, posix_spawn_file_actions_t *quiet, size_t round) {
    char *words[7] = {NULL};
    memcpy(words, it->words, sizeof it->words);
    struct rusage usage;
    pid_t child = 0;
    int status = 0;
    const double before = now_ms();
    if (posix_spawnp(&child, words[0], quiet, NULL, words, environ) != 0 ||
        wait4(child, &status, 0, &usage) != child || status != 0) {
        return false;
    }
    it->times[round] = now_ms() - before;
    it->cpu[round] = ms(usage.ru_utime) + ms(usage.ru_stime);
    it->faults = usage.ru_minflt + usage.ru_majflt;
    // At least the size of this program, which the child shares until exec: so this is a small one.
    it->peak_kib = usage.ru_maxrss > it->peak_kib ? usage.ru_maxrss : it->peak_kib;
    return true;
}

static int compare(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(const double *values, size_t count) {
    static double sorted[ROUNDS];
    memcpy(sorted, values, count * sizeof *values);
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted[count / 2];
}

// Returns the size of the program found along PATH; 0 if there is none.
static long long size_bytes(const char *name) {
    char *path = strdup(strchr(name, '/') != NULL ? "" : getenv("PATH"));
    long long size = 0;
    for (char *rest = path, *directory; size == 0 && (directory = strsep(&rest, ":")) != NULL;) {
        char file[4096];
        struct stat status;
        snprintf(file, sizeof file, "%s%s%s", directory, *directory == 0 ? "" : "/", name);
        size = stat(file, &status) == 0 ? status.st_size : 0;
    }
    free(path);
    return size;
}

// Prints the ratio to the peer: the median of the ratios of all rounds, and the 95 % interval of
// the median of blocks of consecutive rounds, by order statistics: the 6th and the 15th of 20.
static void print_ratio(const command *it, const command *peer, size_t rounds) {
    static double ratios[ROUNDS];
    double blocks[BLOCKS];
    for (size_t round = 0; round < rounds; round += 1) {
        ratios[round] = it->times[round] / peer->times[round];
    }
    for (size_t block = 0; block < BLOCKS; block += 1) {
        blocks[block] = median(ratios + block * rounds / BLOCKS, rounds / BLOCKS);
    }
    qsort(blocks, BLOCKS, sizeof *blocks, compare);
    printf("   %.3f of %s (%.3f to %.3f)", median(ratios, rounds), peer->words[0], blocks[5],
           blocks[14]);
}

static void print(const command *it, size_t rounds) {
    char name[64] = "";
    for (size_t word = 0; word < 6 && it->words[word] != NULL; word += 1) {
        const char *slash = strrchr(it->words[word], '/');
        strcat(name, slash != NULL ? slash + 1 : it->words[word]);
        strcat(name, " ");
    }
    if (it->is_gone) {
        printf("%-42s not here\n", name);
        return;
    }
    printf("%-42s %8.3f %8.3f %8ld %10ld %11lld", name, median(it->times, rounds),
           median(it->cpu, rounds), it->faults, it->peak_kib, size_bytes(it->words[0]));
    if (it->peer >= 0 && !commands[it->peer].is_gone) {
        print_ratio(it, &commands[it->peer], rounds);
    }
    printf("\n");
}

int main(int count, char **arguments) {
    size_t rounds = 1000;
    if (count == 4 && strcmp(arguments[1], "--rounds") == 0) {
        rounds = strtoul(arguments[2], NULL, 10);
    }
    if ((count != 2 && count != 4) || rounds < BLOCKS || rounds > ROUNDS) {
        fprintf(stderr, "usage: probe-start [--rounds 20...10000] PROBECTL\n");
        return 64;
    }
    commands[2].words[0] = commands[4].words[0] = arguments[count - 1];
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (size_t index = 0; index < COMMANDS; index += 1) {
        commands[index].is_gone = !start(&commands[index], &quiet, 0);
    }
    if (commands[2].is_gone || commands[4].is_gone) {
        fprintf(stderr, "probe-start: %s cannot be started\n", arguments[count - 1]);
        return 1;
    }
    for (size_t round = 0; round < rounds; round += 1) {
        for (size_t turn = 0; turn < COMMANDS; turn += 1) {
            command *it = &commands[(round + turn) % COMMANDS];
            if (!it->is_gone && !start(it, &quiet, round)) {
                fprintf(stderr, "probe-start: %s failed\n", it->words[0]);
                return 1;
            }
        }
    }
    printf("%-42s %8s %8s %8s %10s %11s   wall time, and its 95 %% interval\n", "command",
           "wall ms", "CPU ms", "faults", "peak KiB", "size bytes");
    for (size_t index = 0; index < COMMANDS; index += 1) {
        print(&commands[index], rounds);
    }
    printf("\n%zu rounds, medians\n", rounds);
    return 0;
}
