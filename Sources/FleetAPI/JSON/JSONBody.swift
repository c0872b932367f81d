import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A JSON object as a client sent it: its members by name, not yet judged.
struct JSONBody: Sendable {
    /// In bytes.
    static let maximumSize = 1_048_576
    static let maximumFields = 100

    let fields: [String: JSONScalar]

    /// Reads the body of `request`.
    ///
    /// - Throws: `Problem` when the type is not JSON (415), the body too large (413) or not a JSON object (400).
    static func read(_ request: Request) async throws -> JSONBody {
        guard isJSON(request.headers[.contentType]) else { throw Problem.unsupportedMediaType("application/json") }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: maximumSize)
        } catch let error as NIOTooManyBytesError {
            throw error
        } catch {
            throw UnreadableBody(cause: error)
        }
        return try JSONBody(bytes: Data(buffer.readableBytesView))
    }

    init(bytes: Data) throws(Problem) {
        // The decoder would take broken UTF-8 for a wrong field.
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .malformedBody("The body is not UTF-8.")
        }
        do {
            fields = try JSONDecoder().decode(JSONObject.self, from: bytes).fields
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .malformedBody("The body is not a JSON object.")
        }
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let essence = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return essence.lowercased() == "application/json"
    }
}
