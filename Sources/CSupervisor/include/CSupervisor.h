#ifndef CSUPERVISOR_H
#define CSUPERVISOR_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// One step of ending the child: the signal, and how long to wait for the end before the next step.
struct csupervisor_stop_step {
    int signal_number;
    int grace_milliseconds;
};

/// When the supervisor removes `remove_path`.
enum csupervisor_removal {
    csupervisor_removal_never = 0,
    csupervisor_removal_always = 1,
    /// Unless the child ended by itself with exit code 0.
    csupervisor_removal_unless_successful = 2,
};

/// Everything the supervisor and the child need, prepared before the fork. Borrowed for the call alone.
struct csupervisor_launch {
    const char *_Nonnull executable;
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    /// NULL keeps the caller's working directory.
    const char *_Nullable working_directory;
    /// Descriptors of the caller that become 0, 1 and 2 of the child.
    int standard_streams[3];
    /// Whether the child changes to `uid` and `gid`, with no supplementary group.
    int changes_identity;
    uid_t uid;
    gid_t gid;
    /// Whether supervisor and child leave the caller's session, and with it the terminal.
    int new_session;
    /// What the kernel sends the child when the supervisor itself is killed.
    int orphan_signal;
    const struct csupervisor_stop_step *_Nullable stop_steps;
    size_t stop_step_count;
    /// Absolute path of a directory tree, or NULL.
    const char *_Nullable remove_path;
    enum csupervisor_removal removal;
};

/// Where a start failed.
enum csupervisor_stage {
    csupervisor_stage_pipes = 1,
    csupervisor_stage_fork = 2,
    csupervisor_stage_supervisor = 3,
    csupervisor_stage_session = 4,
    csupervisor_stage_identity = 5,
    csupervisor_stage_working_directory = 6,
    csupervisor_stage_execute = 7,
};

/// A running child as its parent knows it. All descriptors are close-on-exec.
struct csupervisor_process {
    pid_t supervisor;
    pid_t child;
    /// Closing it asks the supervisor to end the child. The parent's death closes it too.
    int control_descriptor;
    /// Carries the child's wait status once it has ended.
    int status_descriptor;
    /// A pidfd of the child, or -1 when the child ended before it could be opened.
    int child_descriptor;
};

struct csupervisor_failure {
    enum csupervisor_stage stage;
    int error_number;
};

/// Forks a supervisor, which forks and executes the child. Returns 0, or -1 with `failure` filled in and nothing left
/// running. Blocks until the child has executed (milliseconds).
int csupervisor_start(const struct csupervisor_launch *_Nonnull launch, struct csupervisor_process *_Nonnull process,
                      struct csupervisor_failure *_Nonnull failure);

/// Reads the child's wait status and reaps the supervisor; blocks until both have ended. Returns 1 with
/// `wait_status` filled in, or 0 when the supervisor was killed and could not tell; then the child has ended all the
/// same: the call waits for the end, and kills the child when it outlives `orphan_grace_milliseconds`.
int csupervisor_collect(const struct csupervisor_process *_Nonnull process, int orphan_grace_milliseconds,
                        int *_Nonnull wait_status);

/// An unnamed file in memory that holds `bytes`, readable by `uid` alone, positioned at its start. Returns a
/// close-on-exec descriptor, or -1 with `errno` set.
int csupervisor_memory_file(const void *_Nullable bytes, size_t count, uid_t uid, gid_t gid);

#endif
