import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// Sends requests to the application under test.
struct Client: Sendable {
    let transport: any TestClientProtocol
    /// Sent with every request, unless it is nil.
    var token: String?

    func with(_ bearer: Bearer) async throws -> Client {
        Client(transport: transport, token: try await bearer.token())
    }

    /// Sends a request, and holds the answer to the specification.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let token, !headers.contains(.authorization) { headers[.authorization] = "Bearer \(token)" }
        if body != nil, !headers.contains(.contentType) { headers[.contentType] = "application/json" }
        let answer = try await transport.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { Answer($0) }
        for violation in try Specification.shared.get().violations(method, path, answer) {
            Issue.record("\(method.rawValue) \(path) against the specification: \(violation)")
        }
        return answer
    }
}
