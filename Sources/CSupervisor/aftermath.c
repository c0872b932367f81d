#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "internal.h"

// What the supervisor does once the child has ended.

// SIGTERM comes first, because a descendant may be the supervisor of others and have its own clearing up to do.
enum { polite_milliseconds = 1000, deadline_milliseconds = 5000, round_milliseconds = 50 };

// The kernel lists a thread's children as decimal pids, each followed by a space.
static void signal_children(int number) {
    int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    if (list < 0) return;
    char text[4096];
    pid_t pid = 0;
    ssize_t got;
    while ((got = read(list, text, sizeof text)) > 0)
        for (ssize_t i = 0; i < got; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                pid = pid * 10 + (text[i] - '0');
                continue;
            }
            if (pid > 0) kill(pid, number);
            pid = 0;
        }
    close(list);
}

void csupervisor_end_descendants(int signals) {
    int64_t start = csupervisor_now_milliseconds();
    for (;;) {
        pid_t ended = waitpid(-1, NULL, WNOHANG);
        if (ended > 0) continue;
        if (ended < 0 && errno == ECHILD) return;
        int64_t elapsed = csupervisor_now_milliseconds() - start;
        if (elapsed > deadline_milliseconds) return;
        signal_children(elapsed < polite_milliseconds ? SIGTERM : SIGKILL);
        struct pollfd polled = {.fd = signals, .events = POLLIN};
        poll(&polled, 1, round_milliseconds);
        struct signalfd_siginfo info;
        while (read(signals, &info, sizeof info) == sizeof info) {
        }
    }
}

void csupervisor_remove_tree(const char *path) {
    char *const arguments[] = {"rm", "-rf", "--", (char *)path, NULL};
    char *const environment[] = {NULL};
    pid_t remover = _Fork();
    if (remover == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        execve("/bin/rm", arguments, environment);
        _exit(127);
    }
    if (remover < 0) return;
    while (waitpid(remover, NULL, 0) < 0 && errno == EINTR) {
    }
}
