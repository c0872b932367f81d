import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Problem {
    /// The members of `application/problem+json`.
    struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String
        var instance: String
        var sqlstate: String?
        var constraint: String?
        var request_id: String
        var errors: [FieldError]?
    }

    /// - Parameters:
    ///   - instance: the path that was asked for, without its query.
    ///   - requestID: the same identifier the logs carry.
    func document(instance: String, requestID: String) -> Document {
        Document(
            type: kind.uri, title: kind.title, status: status.code, detail: detail, instance: instance,
            sqlstate: sqlState, constraint: constraint, request_id: requestID, errors: errors.isEmpty ? nil : errors)
    }

    func response(instance: String, requestID: String) throws -> Response {
        let body = try JSONAnswer.encoder.encode(document(instance: instance, requestID: requestID))
        var headers = self.headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
