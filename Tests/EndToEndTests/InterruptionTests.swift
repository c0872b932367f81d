import Foundation
import Glibc
import ProcessSupervision
import Testing

@Suite("dal up, interrupted during its start", .timeLimit(.minutes(5)))
struct InterruptionTests {
    /// What the progress says last before the signal comes; `nil` means right away.
    static let moments: [String?] = [
        nil, "making the database cluster", "PostgreSQL", "bootstrap", "database fleetdb", "up 030",
        "passwords set for fleet_webapp_user",
    ]

    @Test("stops everything, and the next start goes on from there", arguments: moments, [SIGINT, SIGTERM])
    func interrupted(moment: String?, with signal: Int32) async throws {
        let workplace = try Workplace()
        let command = try workplace.startDAL("up", "--port", "0")
        while let moment, !command.errorsSoFar.contains(moment), command.process.exitStatus == nil {
            try await Task.sleep(for: .milliseconds(2))
        }
        kill(command.pid, signal)
        let result = await command.result()
        // On a busy machine the signal may come so late that all is ready, and then it is an orderly end.
        #expect(!result.status.isSuccess || result.output.contains("ready http"))
        #expect(try await leftovers(of: workplace).isEmpty)
        let again = try await workplace.dal("up", "--port", "0", "--exit-after-ready")
        #expect(again.status == .exited(0), "\(again.errors)")
    }

    /// Processes that work in the workplace.
    private func leftovers(of workplace: Workplace) async throws -> [String] {
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }
        return processes.compactMap { pid in
            guard let arguments = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8) else {
                return nil
            }
            return arguments.contains(workplace.folder.lastPathComponent) ? arguments : nil
        }
    }
}
