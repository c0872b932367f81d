import Glibc
import Testing
import TestSupport

@testable import ProcessSupervision

/// What happens to a child when somebody else dies.
@Suite struct DeathTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Starts a parent whose child is a shell running `text`, and returns both once the child has said "ready".
    private func family(_ text: String) async throws -> (parent: SupervisedProcess, child: Int32) {
        var launch = SupervisedProcess.Launch(
            executable: try BuiltProgram.path(of: "supervision-probe"), arguments: ["/bin/sh", "-c", text])
        launch.standardOutput = .file(scratch.path(of: "out"), append: false)
        // Nothing but the kill under test may end the child: not the outer supervisor's clearing up.
        launch.stopSequence = []
        let parent = try SupervisedProcess.start(launch)
        let both = try await holds { scratch.text(of: "out").split(separator: "\n").count == 2 }
        try #require(both, "the parent's child has not started")
        let child = scratch.text(of: "out").split(separator: "\n").compactMap { Int32($0) }.first
        return (parent, try #require(child))
    }

    @Test func killingTheParentEndsTheChild() async throws {
        let (parent, child) = try await family("trap 'echo asked; exit' TERM; echo ready; while :; do sleep 0.01; done")
        kill(parent.pid, SIGKILL)
        #expect(try await holds { !isRunning(child) })
        #expect(scratch.text(of: "out").hasSuffix("asked\n"), "by the stop sequence, not by SIGKILL")
        _ = await parent.waitForExit()
    }

    @Test func killingTheParentEndsAChildThatWillNot() async throws {
        let (parent, child) = try await family("trap '' TERM; echo ready; while :; do sleep 0.01; done")
        kill(parent.pid, SIGKILL)
        #expect(try await holds(within: .seconds(5)) { !isRunning(child) })
        _ = await parent.waitForExit()
    }

    @Test func killingTheSupervisorKillsTheChild() async throws {
        let process = try SupervisedProcess.start(.init(executable: "/bin/sleep", arguments: ["600"]))
        kill(process.supervisorPID, SIGKILL)
        // By the kernel, at once: the parent itself would only follow after 5 s.
        #expect(try await holds(within: .seconds(2)) { !isRunning(process.pid) })
        #expect(await process.waitForExit() == .unknown)
    }

    @Test(.enabled(if: ProcessIdentity.current.isRoot, "only root can become another user"))
    func killingTheSupervisorKillsAChildOfAnotherUser() async throws {
        var launch = SupervisedProcess.Launch(executable: "/bin/sleep", arguments: ["600"])
        let nobody = try #require(ProcessIdentity.named("nobody"))
        launch.identity = nobody
        let process = try SupervisedProcess.start(launch)
        kill(process.supervisorPID, SIGKILL)
        #expect(try await holds(within: .seconds(2)) { !isRunning(process.pid) })
        #expect(await process.waitForExit() == .unknown)
    }
}
