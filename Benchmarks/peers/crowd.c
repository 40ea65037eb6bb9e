// crowd NUMBER: starts that many processes, which wait until this one ends or is killed.

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **arguments) {
    const pid_t parent = getpid();
    for (int index = count > 1 ? atoi(arguments[1]) : 0; index > 0; index -= 1) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            while (getppid() == parent) {
                pause();
            }
            return 0;
        }
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        pause();
    }
}
