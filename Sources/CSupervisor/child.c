#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "internal.h"

// The child's side: from the supervisor's fork to exec.

_Noreturn static void give_up(int report, enum csupervisor_stage stage, int error) {
    csupervisor_send_report(report, stage, error);
    _exit(127);
}

// By system call: the C library's own functions would ask every thread it still believes in to follow, and wait for
// threads that the fork has left behind. There is one thread here, and the kernel changes exactly that one.
static int take_identity(const struct csupervisor_launch *launch) {
    if (syscall(SYS_setgroups, 1, &launch->gid) != 0) return -1;
    if (syscall(SYS_setresgid, launch->gid, launch->gid, launch->gid) != 0) return -1;
    return (int)syscall(SYS_setresuid, launch->uid, launch->uid, launch->uid);
}

_Noreturn void csupervisor_execute_child(const struct csupervisor_launch *launch, pid_t supervisor, int report) {
    if (launch->new_session && setsid() < 0) give_up(report, csupervisor_stage_session, errno);
    if (launch->changes_identity && take_identity(launch) != 0) give_up(report, csupervisor_stage_identity, errno);
    // A change of credentials clears the parent-death signal, so it is asked for after it. It follows the thread that
    // forked: the supervisor has one only. The supervisor may have died in between, and then no signal comes.
    if (prctl(PR_SET_PDEATHSIG, launch->orphan_signal) != 0) give_up(report, csupervisor_stage_supervisor, errno);
    if (getppid() != supervisor) _exit(127);
    if (launch->working_directory != NULL && chdir(launch->working_directory) != 0)
        give_up(report, csupervisor_stage_working_directory, errno);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(launch->executable, launch->arguments, launch->environment);
    give_up(report, csupervisor_stage_execute, errno);
}
