import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A JSON object as a client sent it: its members by name, not yet judged.
struct JSONBody: Sendable {
    /// In bytes.
    static let maximumSize = 1_048_576

    let fields: [String: JSONValue]
    /// As they were sent: what makes two requests the same.
    let bytes: [UInt8]

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
        return try JSONBody(bytes: Array(buffer.readableBytesView))
    }

    init(bytes: [UInt8]) throws(Problem) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformedBody("The body is not UTF-8.") }
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw .malformedBody(error.explanation)
        }
        guard case .object(let fields) = value else { throw .malformedBody("The body is not a JSON object.") }
        self.fields = fields
        self.bytes = bytes
    }

    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let essence = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return essence.lowercased() == "application/json"
    }
}

extension JSONParser.Failure {
    fileprivate var explanation: String {
        switch self {
        case .malformed: "The body is not a JSON object."
        case .tooDeep: "Arrays and objects may stand at most \(JSONParser.maximumDepth) deep in the body."
        case .tooManyMembers: "An object may have at most \(JSONParser.maximumMembers) fields."
        case .repeatedMember: "An object names the same field twice."
        }
    }
}
