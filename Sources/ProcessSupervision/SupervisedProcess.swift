internal import CSupervisor
import Dispatch
import Glibc
import Synchronization

/// A child process that ends when its parent ends, however the parent ends.
///
/// Between the two stands a supervisor: a forked process that holds one end of a pipe whose other end this process
/// holds alone. When the pipe closes (``stop()``, this object's last reference going, or this process's death, `kill
/// -9` included) the supervisor walks through the launch's stop sequence. When the supervisor itself is killed, the
/// kernel signals the child. Whatever the child leaves behind ends with it.
public final class SupervisedProcess: Sendable {
    /// The process id of the child.
    public let pid: Int32
    /// The process id of its supervisor.
    let supervisorPID: Int32
    private let end: ProcessEnd
    private let control: Mutex<CInt?>

    /// Starts a process. Returns once the program has been executed, which takes milliseconds.
    ///
    /// - Parameter launch: What to start, and how to end it.
    /// - Throws: ``SupervisionError``; then nothing runs, and trying again is safe.
    public static func start(_ launch: Launch) throws(SupervisionError) -> SupervisedProcess {
        try SupervisedProcess(process: launch.spawn(), orphanGrace: launch.orphanGraceMilliseconds)
    }

    private init(process: csupervisor_process, orphanGrace: CInt) {
        pid = process.child
        supervisorPID = process.supervisor
        control = Mutex(process.control_descriptor)
        let end = ProcessEnd()
        self.end = end
        // Collecting blocks until the end, so it has a thread of its own, which a queue of its own gives it.
        DispatchQueue(label: "supervised-process.\(process.child)").async {
            var waitStatus: CInt = 0
            let told = csupervisor_collect([process], orphanGrace, &waitStatus) == 1
            close(process.status_descriptor)
            if process.child_descriptor >= 0 { close(process.child_descriptor) }
            end.reach(told ? ExitStatus(waitStatus: waitStatus) : .unknown)
        }
    }

    deinit {
        closeControl()
    }

    /// How the process ended, or `nil` while it runs.
    public var exitStatus: ExitStatus? { end.status }

    /// Waits for the end of the process and of everything it left behind, and for the launch's removal.
    ///
    /// Any number of tasks may wait, also after the end. Cancelling the task does not end the wait: ``stop()`` does.
    public func waitForExit() async -> ExitStatus {
        await end.wait()
    }

    /// Walks through the stop sequence and waits for the end. A second call waits for the same end.
    @discardableResult
    public func stop() async -> ExitStatus {
        closeControl()
        return await waitForExit()
    }

    private func closeControl() {
        control.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }
}
