import FoundationEssentials
import Glibc
import Testing
import TestSupport

@testable import ProcessSupervision

@Suite struct EnvironmentTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func output(of launch: SupervisedProcess.Launch) async throws -> String {
        let process = try SupervisedProcess.start(launch)
        #expect(await process.waitForExit() == .exited(0))
        return scratch.text(of: "out")
    }

    @Test func passesTheEnvironmentAndNothingElse() async throws {
        var launch = script("", output: scratch.path(of: "out"))
        launch.executable = "/usr/bin/env"
        launch.arguments = []
        launch.environment = ["GREETING": "hello there", "EMPTY": ""]
        let lines = try await output(of: launch).split(separator: "\n")
        #expect(Set(lines) == ["GREETING=hello there", "EMPTY="])
    }

    @Test func passesArgumentsAndTheWorkingDirectory() async throws {
        var launch = script("pwd; printf '%s|' \"$@\"", output: scratch.path(of: "out"))
        launch.arguments += ["name", "one two", "", "*"]
        launch.workingDirectory = "/usr/lib"
        #expect(try await output(of: launch) == "/usr/lib\none two||*|")
    }

    @Test func readsBytesFromMemory() async throws {
        var launch = script("cat /dev/stdin; id -u", output: scratch.path(of: "out"))
        launch.standardInput = .bytes(Array("a secret\n".utf8))
        #expect(try await output(of: launch) == "a secret\n\(geteuid())\n")
    }

    @Test(.enabled(if: ProcessIdentity.current.isRoot, "only root can become another user"))
    func becomesAnotherUserWhoCanReadItsInput() async throws {
        let nobody = try #require(ProcessIdentity.named("nobody"))
        var launch = script("cat /dev/stdin; id -u; id -G", output: scratch.path(of: "out"))
        launch.standardInput = .bytes(Array("a secret\n".utf8))
        launch.identity = nobody
        #expect(try await output(of: launch) == "a secret\n\(nobody.uid)\n\(nobody.gid)\n")
    }

    @Test(.enabled(if: !ProcessIdentity.current.isRoot, "root can become anybody"))
    func refusesAnotherUserWithoutRoot() throws {
        var launch = SupervisedProcess.Launch(executable: "/bin/true")
        launch.identity = ProcessIdentity(uid: 0, gid: 0)
        let error = try #require(throws: SupervisionError.self) { try SupervisedProcess.start(launch) }
        #expect(error.code == .identityRefused)
    }

    @Test func appendsOrReplaces() async throws {
        let path = scratch.path(of: "out")
        _ = try await output(of: script("echo one", output: path))
        _ = try await output(of: script("echo two", output: path))
        var launch = script("echo three", output: path)
        launch.standardOutput = .file(path, append: true)
        #expect(try await output(of: launch) == "two\nthree\n")
    }

    @Test func inheritsNoDescriptor() async throws {
        // One that a careless parent left inheritable, beside those of every other test that runs meanwhile.
        let careless = open("/dev/null", O_RDONLY)
        defer { close(careless) }
        var launch = script("", output: scratch.path(of: "out"))
        launch.executable = "/bin/ls"
        launch.arguments = ["/proc/self/fd"]
        // 3 is the directory that ls itself reads.
        #expect(try await output(of: launch) == "0\n1\n2\n3\n")
    }

    @Test func theSupervisorKeepsNoDescriptorOfItsParent() async throws {
        let careless = open(scratch.path(of: "lock"), O_RDONLY | O_CREAT, 0o600)
        defer { close(careless) }
        let process = try SupervisedProcess.start(.init(executable: "/bin/sleep", arguments: ["60"]))
        let directory = "/proc/\(process.supervisorPID)/fd"
        #expect(
            try await holds {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
                let targets = names.compactMap {
                    try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")
                }
                // Streams, control, status, signals: six, and none of them a file of the parent's.
                return targets.count == 6 && targets.allSatisfy { $0 == "/dev/null" || !$0.hasPrefix("/") }
            })
        await process.stop()
    }

    @Test func startsWithoutBlockedOrIgnoredSignals() async throws {
        signal(SIGPIPE, SIG_IGN)
        let command = "sed -n 's/^SigBlk:\\t//p; s/^SigIgn:\\t//p' /proc/self/status"
        let masks = try await output(of: script(command, output: scratch.path(of: "out")))
            .split(separator: "\n").map { UInt64($0, radix: 16) }
        // Signals 32 and above are the C library's own or nobody's.
        #expect(masks.map { $0.map { $0 & 0x7fff_ffff } } == [0, 0])
    }
}
