/*
 * Presses a button of gpio-sim: press PULL-FILE COUNT PERIOD-US. One press is high for half of the period and low for the other half. Keeps
 * the pace of the clock, whatever single writes take.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static const char *const pulls[] = { "pull-up", "pull-down" };
    struct timespec next;
    int fd = argc == 4 ? open(argv[1], O_WRONLY) : -1;

    if (fd < 0) {
        fprintf(stderr, "usage: %s PULL-FILE COUNT PERIOD-US\n", argv[0]);
        return 2;
    }
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (long i = 0; i < atol(argv[2]) * 2; i++) {
        if (pwrite(fd, pulls[i % 2], strlen(pulls[i % 2]), 0) < 0) {
            perror("pwrite");
            return 1;
        }
        next.tv_nsec += atol(argv[3]) * 500;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    return 0;
}
