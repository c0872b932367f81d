import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import ProcessSupervision
import Testing

/// `dal up` under way and ready.
struct LocalEnvironmentRun: Sendable {
    let command: RunningCommand
    let url: String
    let workplace: Workplace

    static func start(_ workplace: Workplace, environment: [String: String] = [:]) async throws -> LocalEnvironmentRun {
        let command = try workplace.startDAL("up", "--port", "0", environment: environment)
        let url = try await command.line(beginning: "ready ")
        return LocalEnvironmentRun(command: command, url: url, workplace: workplace)
    }

    /// The application's port.
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Asks it to end as Ctrl-C does, and waits.
    func stop() async -> ProcessSupervision.ExitStatus {
        kill(command.pid, SIGINT)
        return await command.process.waitForExit()
    }

    struct Answer {
        var status: UInt
        var headers: [String: String]
        var body: [String: any Sendable]
    }

    func request(
        _ method: String = "GET", _ path: String, token: String? = nil, json: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = .init(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let data = Data(try await response.body.collect(upTo: 1 << 22).readableBytesView)
        // Every answer with a body is a JSON object.
        let object = data.isEmpty ? nil : try JSONSerialization.jsonObject(with: data) as? [String: any Sendable]
        let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
        return Answer(status: response.status.code, headers: headers, body: object ?? [:])
    }

    func token(tenant: String, permissions: String...) async throws -> String {
        let arguments = ["token", "--tenant", tenant] + permissions.flatMap { ["--permission", $0] }
        let result = try await workplace.start(Checkout.dal, arguments).result()
        #expect(result.status.isSuccess, "\(result.errors)")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
