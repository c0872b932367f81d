import Foundation
import Glibc
import ProcessSupervision
import Testing

@Suite("dal pools", .timeLimit(.minutes(5)))
struct PoolsTests {
    @Test("shows the pools and the costliest statements of the application that dal up runs, and of the one at a URL")
    func running() async throws {
        let run = try await LocalEnvironmentRun.start(Workplace.provisioned())
        let token = try await run.token(tenant: "acme")
        #expect(try await run.request("GET", "/api/vendors", token: token).status == 200)
        for arguments in [["pools"], ["pools", "--url", run.url]] {
            let result = try await run.workplace.start(Checkout.dal, arguments).result()
            #expect(result.status == .exited(0), "\(result.errors)")
            #expect(result.lines.first?.hasPrefix("pool") == true)
            #expect(
                result.lines.dropFirst().prefix(3).map { $0.prefix { $0 != " " } } == ["admin", "readonly", "webapp"])
            #expect(result.output.contains("SELECT"))
        }
        let json = try await run.workplace.dal("pools", "--format", "json")
        let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: any Sendable]
        #expect(Set((report?["pools"] as? [String: any Sendable] ?? [:]).keys) == ["admin", "readonly", "webapp"])

        let watch = try run.workplace.startDAL("pools", "--watch", "--format", "json")
        while watch.outputSoFar.split(separator: "\n").count < 2 { try await Task.sleep(for: .milliseconds(20)) }
        kill(watch.pid, SIGINT)
        #expect(await watch.result().status == .exited(0))

        let refused = try await run.workplace.dal("pools", environment: ["DAL_TOKEN": token.dropLast(3) + "AAA"])
        #expect(refused.status == .exited(1))
        #expect(refused.errors.contains("refuses the token (401)"), "\(refused.errors)")
        #expect(await run.stop() == .exited(0))
    }

    @Test("says what is wrong when nothing runs, or nobody answers at the URL")
    func nothing() async throws {
        let workplace = try await Workplace.provisioned()
        let nothing = try await workplace.dal("pools")
        #expect(nothing.status == .exited(1))
        #expect(nothing.errors.contains("nothing runs on") && nothing.errors.contains("dal up"), "\(nothing.errors)")
        let nobody = try await workplace.dal("pools", "--url", "http://127.0.0.1:1")
        #expect(nobody.status == .exited(1))
        #expect(nobody.errors.contains("cannot be reached"), "\(nobody.errors)")
        let wrong = try await workplace.dal("pools", "--url", "nonsense")
        #expect(wrong.status == .exited(1))
        #expect(wrong.errors.contains("is not a URL"), "\(wrong.errors)")
    }
}
