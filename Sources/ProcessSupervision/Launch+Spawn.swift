internal import CSupervisor
import Glibc

extension SupervisedProcess.Launch {
    /// Prepares everything that may not be allocated after a fork, then forks.
    func spawn() throws(SupervisionError) -> csupervisor_process {
        try check()
        let streams = try StandardStreams(self)
        let strings = CStrings(
            arguments: [executable] + arguments, environment: environment.map { "\($0.key)=\($0.value)" })
        guard let argumentList = strings.arguments.baseAddress, let environmentList = strings.environment.baseAddress,
            let program = argumentList.pointee
        else { throw SupervisionError(.systemRefused, subject: executable, doing: "cannot start", errorNumber: ENOMEM) }
        var process = csupervisor_process()
        var failure = csupervisor_failure()
        let descriptors = streams.descriptors
        let steps = stopSequence.map(\.prepared)
        let outcome = steps.withUnsafeBufferPointer { steps in
            var launch = csupervisor_launch(
                executable: program,
                arguments: argumentList,
                environment: environmentList,
                working_directory: strings.copy(workingDirectory),
                standard_streams: descriptors,
                changes_identity: identity == nil || identity == .current ? 0 : 1,
                uid: identity?.uid ?? 0,
                gid: identity?.gid ?? 0,
                new_session: newSession ? 1 : 0,
                orphan_signal: orphanSignal,
                stop_steps: steps.baseAddress,
                stop_step_count: steps.count,
                remove_path: strings.copy(removal?.path),
                removal: removal.prepared)
            return csupervisor_start(&launch, &process, &failure)
        }
        guard outcome == 0 else { throw error(for: failure) }
        return process
    }

    /// How long an orphaned child may take to end by ``orphanSignal`` before it is killed.
    var orphanGraceMilliseconds: CInt { 5000 }

    private func error(for failure: csupervisor_failure) -> SupervisionError {
        let number = failure.error_number
        switch failure.stage {
        case csupervisor_stage_execute:
            return SupervisionError(.notExecutable, subject: executable, doing: "cannot execute", errorNumber: number)
        case csupervisor_stage_identity:
            return SupervisionError(
                .identityRefused, subject: executable, doing: "cannot become user \(identity?.name ?? "") for",
                errorNumber: number)
        case csupervisor_stage_working_directory:
            return SupervisionError(
                .workingDirectoryUnusable, subject: workingDirectory ?? "", doing: "cannot work in",
                errorNumber: number)
        default:
            return SupervisionError(.systemRefused, subject: executable, doing: "cannot start", errorNumber: number)
        }
    }
}

extension SupervisedProcess.StopStep {
    fileprivate var prepared: csupervisor_stop_step {
        let (seconds, attoseconds) = grace.components
        let milliseconds = seconds.multipliedReportingOverflow(by: 1000)
        let total = milliseconds.overflow ? Int64.max : milliseconds.partialValue + attoseconds / 1_000_000_000_000_000
        return csupervisor_stop_step(signal_number: signal, grace_milliseconds: CInt(clamping: max(0, total)))
    }
}

extension SupervisedProcess.Removal? {
    fileprivate var prepared: csupervisor_removal {
        switch self?.condition {
        case nil: csupervisor_removal_never
        case .always: csupervisor_removal_always
        case .unlessSuccessful: csupervisor_removal_unless_successful
        }
    }
}
