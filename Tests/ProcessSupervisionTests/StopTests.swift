import Glibc
import Testing
import TestSupport

@testable import ProcessSupervision

@Suite struct StopTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A child that says when it is ready, notes every SIGTERM and SIGINT, and ends at neither.
    private func stubborn() -> SupervisedProcess.Launch {
        var launch = script(
            "trap 'echo INT' INT; trap 'echo TERM' TERM; echo ready; while :; do sleep 0.01; done",
            output: scratch.path(of: "out"))
        launch.stopSequence = [
            .init(signal: SIGINT, grace: .milliseconds(300)), .init(signal: SIGTERM, grace: .milliseconds(300)),
        ]
        return launch
    }

    @Test func walksThroughTheSequenceUpToKill() async throws {
        let process = try SupervisedProcess.start(stubborn())
        #expect(try await holds { scratch.text(of: "out") == "ready\n" })
        let started = ContinuousClock.now
        #expect(await process.stop() == .signalled(SIGKILL))
        #expect(ContinuousClock.now - started >= .milliseconds(600))
        #expect(scratch.text(of: "out") == "ready\nINT\nTERM\n")
    }

    @Test func aChildThatObeysIsNotKilled() async throws {
        let process = try SupervisedProcess.start(
            script(
                "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.01; done",
                output: scratch.path(of: "out")))
        #expect(try await holds { scratch.text(of: "out") == "ready\n" })
        #expect(await process.stop() == .exited(3))
        #expect(scratch.text(of: "out") == "ready\nbye\n")
        #expect(await process.stop() == .exited(3), "stopping again, after the end")
    }

    @Test func endsWhatTheChildLeavesBehind() async throws {
        let process = try SupervisedProcess.start(
            script("setsid sleep 600 & echo $!; exit 0", output: scratch.path(of: "out")))
        #expect(await process.waitForExit() == .exited(0))
        let left = try #require(Int32(scratch.text(of: "out").filter(\.isNumber)))
        #expect(!isRunning(left))
    }

    @Test func losingTheLastReferenceEndsTheChild() async throws {
        let pid = try SupervisedProcess.start(.init(executable: "/bin/sleep", arguments: ["600"])).pid
        #expect(try await holds { !isRunning(pid) })
    }

    @Test(arguments: [
        (SupervisedProcess.Removal.Condition.always, "exit 0", false),
        (.always, "exit 1", false),
        (.unlessSuccessful, "exit 0", true),
        (.unlessSuccessful, "exit 1", false),
    ])
    func removesATreeAfterTheEnd(
        _ condition: SupervisedProcess.Removal.Condition, _ text: String, _ remains: Bool
    ) async throws {
        let tree = scratch.path(of: "tree")
        var launch = script("mkdir -p \(tree)/a/b; echo x > \(tree)/a/b/c; \(text)", output: scratch.path(of: "out"))
        launch.removal = .init(path: tree, condition: condition)
        _ = try await SupervisedProcess.start(launch).waitForExit()
        #expect(scratch.exists("tree") == remains)
    }
}
