#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "internal.h"

// The parent's side: what runs in the process that asked.

enum { read_end = 0, write_end = 1 };

struct pipes {
    int control[2];
    int status[2];
    int report[2];
};

static void close_pair(const int pair[2]) {
    if (pair[read_end] >= 0) close(pair[read_end]);
    if (pair[write_end] >= 0) close(pair[write_end]);
}

static void close_pipes(const struct pipes *pipes) {
    close_pair(pipes->control);
    close_pair(pipes->status);
    close_pair(pipes->report);
}

static int open_pipes(struct pipes *pipes) {
    memset(pipes, -1, sizeof *pipes);
    if (pipe2(pipes->control, O_CLOEXEC) == 0 && pipe2(pipes->status, O_CLOEXEC) == 0 &&
        pipe2(pipes->report, O_CLOEXEC) == 0)
        return 0;
    int error = errno;
    close_pipes(pipes);
    errno = error;
    return -1;
}

// With every signal blocked, no handler of this process can run in the supervisor before it has reset them.
// _Fork runs no atfork handlers: the supervisor makes no call that would need them.
static pid_t fork_supervisor(const struct csupervisor_launch *launch, const struct pipes *pipes) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t supervisor = _Fork();
    if (supervisor == 0) {
        struct supervisor_ends ends = {
            .control = pipes->control[read_end],
            .status = pipes->status[write_end],
            .report = pipes->report[write_end],
        };
        csupervisor_run(launch, ends);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return supervisor;
}

static ssize_t read_fully(int descriptor, void *into, size_t count) {
    size_t done = 0;
    while (done < count) {
        ssize_t got = read(descriptor, (char *)into + done, count - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static void reap(pid_t pid) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
}

// The report's end of file, reached when the child has executed, without a failure before it, is the success.
static int read_reports(int descriptor, pid_t *child, struct csupervisor_failure *failure) {
    struct report report;
    *child = -1;
    while (read_fully(descriptor, &report, sizeof report) == sizeof report) {
        if (report.kind != report_child_started) {
            failure->stage = (enum csupervisor_stage)report.kind;
            failure->error_number = report.value;
            return -1;
        }
        *child = report.value;
    }
    if (*child > 0) return 0;
    failure->stage = csupervisor_stage_supervisor;
    failure->error_number = ECHILD;
    return -1;
}

int csupervisor_start(const struct csupervisor_launch *launch, struct csupervisor_process *process,
                      struct csupervisor_failure *failure) {
    struct pipes pipes;
    if (open_pipes(&pipes) != 0) {
        *failure = (struct csupervisor_failure){csupervisor_stage_pipes, errno};
        return -1;
    }
    pid_t supervisor = fork_supervisor(launch, &pipes);
    if (supervisor < 0) {
        *failure = (struct csupervisor_failure){csupervisor_stage_fork, errno};
        close_pipes(&pipes);
        return -1;
    }
    close(pipes.control[read_end]);
    close(pipes.status[write_end]);
    close(pipes.report[write_end]);

    int outcome = read_reports(pipes.report[read_end], &process->child, failure);
    close(pipes.report[read_end]);
    if (outcome != 0) {
        close(pipes.control[write_end]);
        close(pipes.status[read_end]);
        reap(supervisor);
        return -1;
    }
    process->supervisor = supervisor;
    process->control_descriptor = pipes.control[write_end];
    process->status_descriptor = pipes.status[read_end];
    process->child_descriptor = (int)syscall(SYS_pidfd_open, process->child, 0);
    return 0;
}

static void wait_for_orphan(int child_descriptor, int grace_milliseconds) {
    if (child_descriptor < 0) return;
    struct pollfd ended = {.fd = child_descriptor, .events = POLLIN};
    int64_t deadline = csupervisor_now_milliseconds() + grace_milliseconds;
    for (;;) {
        int64_t left = deadline - csupervisor_now_milliseconds();
        int ready = poll(&ended, 1, left > 0 ? (int)left : 0);
        if (ready > 0) return;
        if (ready == 0) break;
        if (errno != EINTR) return;
    }
    if (syscall(SYS_pidfd_send_signal, child_descriptor, SIGKILL, NULL, 0) != 0) return;
    while (poll(&ended, 1, -1) < 0 && errno == EINTR) {
    }
}

int csupervisor_collect(const struct csupervisor_process *process, int orphan_grace_milliseconds, int *wait_status) {
    int32_t status = 0;
    int told = read_fully(process->status_descriptor, &status, sizeof status) == sizeof status;
    reap(process->supervisor);
    if (told)
        *wait_status = status;
    else
        wait_for_orphan(process->child_descriptor, orphan_grace_milliseconds);
    return told;
}

int csupervisor_memory_file(const void *bytes, size_t count, uid_t uid, gid_t gid) {
    int descriptor = memfd_create("standard-input", MFD_CLOEXEC);
    if (descriptor < 0) return -1;
    int failed = fchmod(descriptor, 0600) != 0 || fchown(descriptor, uid, gid) != 0;
    for (size_t done = 0; !failed && done < count;) {
        ssize_t wrote = write(descriptor, (const char *)bytes + done, count - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else
            failed = wrote == 0 || errno != EINTR;
    }
    if (failed || lseek(descriptor, 0, SEEK_SET) != 0) {
        int error = errno;
        close(descriptor);
        errno = error;
        return -1;
    }
    return descriptor;
}
