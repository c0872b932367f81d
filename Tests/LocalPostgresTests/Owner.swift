import FoundationEssentials
import ProcessSupervision
import Testing
import TestSupport

/// Another process that owns a private server: the built probe.
struct Owner {
    static let password = "probe"

    let process: SupervisedProcess
    let serverPID: Int32

    /// Starts it and waits until its server is up.
    ///
    /// - Parameter user: Who it runs as; `nil` is the test's own user.
    init(home: String, ephemeral: Bool = false, as user: ProcessIdentity? = nil, scratch: Scratch) async throws {
        // Copied, because another user may not reach the build's directory.
        let probe = scratch.path(of: "probe")
        try FileManager.default.copyItem(atPath: BuiltProgram.path(of: "private-server-probe"), toPath: probe)
        var launch = SupervisedProcess.Launch(executable: probe, arguments: [home] + (ephemeral ? ["ephemeral"] : []))
        launch.identity = user
        launch.workingDirectory = "/"
        launch.standardOutput = .file(scratch.path(of: "said"), append: false)
        let process = try SupervisedProcess.start(launch)
        self.process = process
        let spoke = try await holds(within: .seconds(20)) { scratch.text(of: "said").hasSuffix("\n") }
        try #require(spoke, "the probe says nothing")
        let said = scratch.text(of: "said")
        serverPID = try #require(Int32(said.filter { !$0.isNewline }), "the probe says: \(said)")
    }
}
