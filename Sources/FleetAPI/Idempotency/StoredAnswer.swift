import Foundation
import HTTPTypes
import NIOCore
import PostgresDriver

/// The answer to an earlier request under the same key.
struct StoredAnswer: Sendable, Equatable {
    /// Of the request it answered.
    let requestHash: Data
    let answer: JSONAnswer

    init(_ row: Row) throws(DatabaseError) {
        requestHash = try row.decode("request_hash")
        let status: Int = try row.decode("status")
        let body: String = try row.decode("body")
        var headers: HTTPFields = [.idempotencyReplayed: "true"]
        headers[.location] = try row.decode("location") as String?
        headers[.eTag] = try row.decode("entity_tag") as String?
        answer = JSONAnswer(status: .init(code: status), headers: headers, body: ByteBuffer(string: body))
    }

    /// The answer, when it is the one to this request.
    func replay(of key: IdempotencyKey) throws(Problem) -> JSONAnswer {
        guard requestHash == key.requestHash else { throw .idempotencyKeyReused }
        return answer
    }
}
