import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// How values leave as JSON: the same value always as the same text, snake_case by their own keys, dates in RFC 3339
/// with fractional seconds, in UTC.
enum JSONAnswer {
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(timestamp))
        }
        return encoder
    }

    /// `2026-11-22T16:41:05.123Z`
    static let timestamp = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}
