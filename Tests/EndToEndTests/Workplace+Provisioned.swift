import Foundation
import ProcessSupervision
import Testing

extension Workplace {
    /// A workplace in which `dal up` ran before and nothing runs now.
    ///
    /// Making a cluster takes seconds, so one is made for all tests and each gets a copy.
    static func provisioned() async throws -> Workplace {
        let original = try await provisionedOriginal.value
        let copy = try Workplace()
        let launch = SupervisedProcess.Launch(
            executable: "/bin/cp", arguments: ["-a", original.state.path, copy.state.path])
        #expect(await (try SupervisedProcess.start(launch)).waitForExit().isSuccess)
        return copy
    }

    // Unstructured, because the first test that needs it makes it and all the others wait for the same one.
    private static let provisionedOriginal = Task {
        let workplace = try Workplace()
        let result = try await workplace.dal("up", "--port", "0", "--exit-after-ready")
        // Not an expectation: it would be recorded in one test, and the others would pass over it.
        guard result.status.isSuccess else { throw ProvisioningFailed(errors: result.errors) }
        return Original(state: workplace.state, janitor: try workplace.removeWhenTestsEnd())
    }

    private struct Original: Sendable {
        let state: URL
        /// Ends with the tests' process, whatever happens to that, and the folder with it.
        let janitor: SupervisedProcess
    }

    private func removeWhenTestsEnd() throws -> SupervisedProcess {
        keep()
        var launch = SupervisedProcess.Launch(executable: "/bin/sleep", arguments: ["infinity"])
        launch.removal = .init(path: folder.path)
        return try SupervisedProcess.start(launch)
    }

    private struct ProvisioningFailed: Error {
        let errors: String
    }
}
