import FoundationEssentials
import Glibc
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
        let probe = try Self.probe(in: scratch)
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

    /// The probe where every user can reach it, which need not be so in the build's directory.
    private static func probe(in scratch: Scratch) throws -> String {
        let (built, probe) = (try BuiltProgram.path(of: "private-server-probe"), scratch.path(of: "probe"))
        // A process that another test starts meanwhile would inherit a copy's open descriptor for a moment, and what is
        // open for writing cannot be executed. A link is never open.
        guard link(built, probe) != 0 else { return probe }
        try FileManager.default.copyItem(atPath: built, toPath: probe)
        return probe
    }
}
