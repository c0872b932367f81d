import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A JSON answer before it is sent, or stored to be sent again.
struct JSONAnswer: Sendable, Equatable {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]
    var body: ByteBuffer

    var response: Response {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }
}

extension JSONAnswer {
    /// What `write` writes.
    static func writing(status: HTTPResponse.Status = .ok, _ write: (inout JSONWriter) -> Void) -> JSONAnswer {
        var json = JSONWriter()
        write(&json)
        return JSONAnswer(status: status, body: json.buffer)
    }

    /// A value that encodes itself: for answers that are not asked for often.
    static func encoding(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> JSONAnswer {
        JSONAnswer(status: status, body: ByteBuffer(bytes: try encoder.encode(value)))
    }

    /// Writes the same value always as the same text, dates in RFC 3339 in UTC. Nobody changes it once it is made.
    static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(JSONTime.text(date))
        }
        return encoder
    }()
}
