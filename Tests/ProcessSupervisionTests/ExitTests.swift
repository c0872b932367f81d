import Glibc
import Testing

@testable import ProcessSupervision

@Suite struct ExitTests {
    @Test func deliversTheExitCode() async throws {
        let process = try SupervisedProcess.start(.init(executable: "/bin/sh", arguments: ["-c", "exit 7"]))
        #expect(await process.waitForExit() == .exited(7))
        #expect(process.exitStatus == .exited(7))
        #expect(await process.waitForExit() == .exited(7), "waiting again, after the end")
    }

    @Test func deliversTheSignal() async throws {
        let process = try SupervisedProcess.start(.init(executable: "/bin/sh", arguments: ["-c", "kill -SEGV $$"]))
        #expect(await process.waitForExit() == .signalled(SIGSEGV))
    }

    @Test func everyWaiterIsTold() async throws {
        let process = try SupervisedProcess.start(.init(executable: "/bin/sleep", arguments: ["60"]))
        let waiters = (0..<20).map { _ in Task { await process.waitForExit() } }
        await process.stop()
        for waiter in waiters { #expect(await waiter.value == .signalled(SIGTERM)) }
    }

    @Test func namesAProgramThatIsMissing() throws {
        let error = try #require(throws: SupervisionError.self) {
            try SupervisedProcess.start(.init(executable: "/nowhere/to/be/found"))
        }
        #expect(error.code == .notExecutable)
        #expect(error.errorNumber == ENOENT)
        #expect(error.description == "cannot execute /nowhere/to/be/found: No such file or directory")
    }

    @Test func namesAWorkingDirectoryThatIsMissing() throws {
        var launch = SupervisedProcess.Launch(executable: "/bin/true")
        launch.workingDirectory = "/nowhere"
        let error = try #require(throws: SupervisionError.self) { try SupervisedProcess.start(launch) }
        #expect(error.code == .workingDirectoryUnusable)
        #expect(error.subject == "/nowhere")
    }

    @Test(arguments: ["bin/true", "true"]) func refusesARelativePath(_ path: String) throws {
        let error = try #require(throws: SupervisionError.self) {
            try SupervisedProcess.start(.init(executable: path))
        }
        #expect(error.code == .invalidLaunch)
    }

    @Test(arguments: ["/", "/tmp", "relative/path", "/tmp/../etc", ""])
    func refusesToRemoveWhatIsNotAProcessesOwn(_ path: String) throws {
        var launch = SupervisedProcess.Launch(executable: "/bin/true")
        launch.removal = .init(path: path)
        let error = try #require(throws: SupervisionError.self) { try SupervisedProcess.start(launch) }
        #expect(error.code == .invalidLaunch)
    }
}
