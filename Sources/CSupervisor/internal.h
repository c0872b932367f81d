#ifndef CSUPERVISOR_INTERNAL_H
#define CSUPERVISOR_INTERNAL_H

#include <stdint.h>

#include "CSupervisor.h"

// Everything declared here runs between fork and exec, or in the supervisor, which never executes another program:
// async-signal-safe calls alone, no allocation.

// What travels to the parent before the child has executed. Smaller than PIPE_BUF, so one write is one message.
struct report {
    int32_t kind;
    int32_t value;
};

enum report_kind {
    // value: the child's pid
    report_child_started = 0,
    // kind = stage, value = errno: every other kind is an enum csupervisor_stage
};

// The ends of the pipes that the supervisor keeps.
struct supervisor_ends {
    int control;
    int status;
    int report;
};

_Noreturn void csupervisor_run(const struct csupervisor_launch *launch, struct supervisor_ends ends);

_Noreturn void csupervisor_execute_child(const struct csupervisor_launch *launch, pid_t supervisor, int report);

// Ends and reaps descendants until none is left, or five seconds have passed. `signals` is the supervisor's signalfd.
void csupervisor_end_descendants(int signals);

void csupervisor_remove_tree(const char *path);

void csupervisor_send_report(int descriptor, int kind, int value);

int64_t csupervisor_now_milliseconds(void);

#endif
