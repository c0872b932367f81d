import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Secrets

/// A running application that is asked for its pools.
struct PoolReportSource: Sendable {
    /// A report is some kilobytes.
    private static let mostBytes = 1 << 20

    /// The application's base URL.
    let url: String
    let path: String
    let token: Secret

    func report() async throws -> PoolReport {
        var request = HTTPClientRequest(url: url + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token.unsafeValue)")
        let (status, body) = try await answer(to: request)
        switch status {
        case 200: break
        case 401, 403:
            throw Failure(
                "\(url) refuses the token (\(status))",
                advice: "Is this application signed by this project's key? Else set DAL_TOKEN to a token it accepts.")
        case 404:
            throw Failure("\(url) has no \(path)", advice: "Does the URL lead to the application of this project?")
        default: throw Failure("\(url)\(path) answered with status \(status)", advice: "Look at the application's log.")
        }
        do {
            return try JSONDecoder().decode(PoolReport.self, from: body)
        } catch {
            throw Failure(
                "\(url)\(path) did not answer with a report of pools", advice: "Is it the same version as dal?")
        }
    }

    private func answer(to request: HTTPClientRequest) async throws -> (status: UInt, body: Data) {
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            let body = try await response.body.collect(upTo: Self.mostBytes)
            return (response.status.code, Data(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Failure(
                "the application at \(url) cannot be reached", advice: "Is it running there? dal up starts it.")
        }
    }
}
