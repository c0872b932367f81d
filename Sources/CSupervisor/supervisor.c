#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

// The supervisor: one thread, no program of its own. It waits for the child's end and for the control pipe's end of
// file, whichever comes first.

enum { first_free_descriptor = 6 };

int64_t csupervisor_now_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void csupervisor_send_report(int descriptor, int kind, int value) {
    struct report report = {.kind = kind, .value = value};
    while (write(descriptor, &report, sizeof report) < 0 && errno == EINTR) {
    }
}

_Noreturn static void give_up(int report, int error) {
    csupervisor_send_report(report, csupervisor_stage_supervisor, error);
    _exit(127);
}

// Moves the descriptors that are needed to 0…5 and closes every other one, so that no lock, socket or file of the
// parent stays open here. They are copied out of the way first: any of them may be one of 0…5 already.
static int keep_only(const struct csupervisor_launch *launch, struct supervisor_ends *ends) {
    const int wanted[first_free_descriptor] = {launch->standard_streams[0], launch->standard_streams[1],
                                               launch->standard_streams[2], ends->control, ends->status, ends->report};
    int copies[first_free_descriptor];
    for (int i = 0; i < first_free_descriptor; i++) {
        copies[i] = fcntl(wanted[i], F_DUPFD, first_free_descriptor);
        if (copies[i] < 0) return -1;
    }
    for (int i = 0; i < first_free_descriptor; i++)
        if (dup3(copies[i], i, i > 2 ? O_CLOEXEC : 0) < 0) return -1;
    *ends = (struct supervisor_ends){.control = 3, .status = 4, .report = 5};
    return close_range(first_free_descriptor, UINT_MAX, 0);
}

static void reset_signal_handlers(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
}

// Everything stays blocked, so that a terminal's Ctrl-C or Ctrl-Z, meant for the child, passes by. SIGTERM sent to the
// supervisor by name asks for the same stop as the control pipe.
static int open_signals(void) {
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGTERM);
    return signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
}

// The child's streams belong to the child: whoever reads them sees their end when it ends.
static void leave_streams(void) {
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int i = 0; i < 3; i++)
        if (null < 0 || dup2(null, i) < 0) close(i);
    if (null > 2) close(null);
}

struct watch {
    const struct csupervisor_launch *launch;
    pid_t child;
    int control;
    int signals;
    int stopping;
    // The next stop step, and when it is due.
    size_t step;
    int64_t due;
    int has_ended;
    int wait_status;
};

// Sends the due step's signal; after the last step comes SIGKILL, and after that there is nothing to do but wait.
static void take_stop_step(struct watch *watch) {
    const struct csupervisor_launch *launch = watch->launch;
    watch->stopping = 1;
    if (watch->step >= launch->stop_step_count) {
        kill(watch->child, SIGKILL);
        watch->due = INT64_MAX;
        return;
    }
    struct csupervisor_stop_step step = launch->stop_steps[watch->step++];
    kill(watch->child, step.signal_number);
    watch->due = csupervisor_now_milliseconds() + step.grace_milliseconds;
}

static void reap_ended(struct watch *watch) {
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
        if (ended != watch->child) continue;
        watch->has_ended = 1;
        watch->wait_status = status;
    }
}

static int drain_signals(int signals) {
    struct signalfd_siginfo info;
    int stop = 0;
    while (read(signals, &info, sizeof info) == sizeof info)
        if (info.ssi_signo == SIGTERM) stop = 1;
    return stop;
}

static int milliseconds_until(int64_t due) {
    if (due == INT64_MAX) return -1;
    int64_t left = due - csupervisor_now_milliseconds();
    if (left <= 0) return 0;
    return left > INT_MAX ? INT_MAX : (int)left;
}

static void watch_until_end(struct watch *watch) {
    watch->due = INT64_MAX;
    reap_ended(watch);
    while (!watch->has_ended) {
        // A control pipe at its end stays readable: once stopping, it is no longer polled.
        struct pollfd polled[2] = {{.fd = watch->signals, .events = POLLIN},
                                   {.fd = watch->stopping ? -1 : watch->control, .events = POLLIN}};
        int ready = poll(polled, 2, milliseconds_until(watch->due));
        int asked = drain_signals(watch->signals) || (ready > 0 && polled[1].revents != 0);
        reap_ended(watch);
        if (watch->has_ended) break;
        if (watch->stopping ? milliseconds_until(watch->due) == 0 : asked) take_stop_step(watch);
    }
}

static int must_remove(const struct csupervisor_launch *launch, const struct watch *watch) {
    if (launch->remove_path == NULL || launch->removal == csupervisor_removal_never) return 0;
    if (launch->removal == csupervisor_removal_always) return 1;
    return watch->stopping || !WIFEXITED(watch->wait_status) || WEXITSTATUS(watch->wait_status) != 0;
}

static void send_status(int descriptor, int wait_status) {
    int32_t status = wait_status;
    while (write(descriptor, &status, sizeof status) < 0 && errno == EINTR) {
    }
}

_Noreturn void csupervisor_run(const struct csupervisor_launch *launch, struct supervisor_ends ends) {
    reset_signal_handlers();
    if (keep_only(launch, &ends) != 0) give_up(ends.report, errno);
    prctl(PR_SET_NAME, "supervisor");
    // What the child leaves behind becomes a child of the supervisor, not of init, and can be ended with it.
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) give_up(ends.report, errno);
    if (launch->new_session && setsid() < 0) give_up(ends.report, errno);
    struct watch watch = {.launch = launch, .control = ends.control, .signals = open_signals()};
    if (watch.signals < 0) give_up(ends.report, errno);

    pid_t supervisor = getpid();
    watch.child = _Fork();
    if (watch.child < 0) give_up(ends.report, errno);
    if (watch.child == 0) csupervisor_execute_child(launch, supervisor, ends.report);
    csupervisor_send_report(ends.report, report_child_started, watch.child);
    close(ends.report);
    leave_streams();
    if (chdir("/") != 0) {
        // The working directory is only kept free for whoever wants to unmount it.
    }

    watch_until_end(&watch);
    csupervisor_end_descendants(watch.signals);
    if (must_remove(launch, &watch)) csupervisor_remove_tree(launch->remove_path);
    send_status(ends.status, watch.wait_status);
    _exit(0);
}
