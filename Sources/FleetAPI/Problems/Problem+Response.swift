import Foundation
import HTTPTypes
import Hummingbird

extension Problem {
    /// Writes the members of `application/problem+json`.
    ///
    /// - Parameters:
    ///   - instance: the path that was asked for, without its query.
    ///   - requestID: the same identifier the logs carry.
    func write(instance: String, requestID: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type") { $0.string(kind.uri) }
        json.member("title") { $0.string(kind.title) }
        json.member("status") { $0.integer(status.code) }
        json.member("detail") { $0.string(detail) }
        json.member("instance") { $0.string(instance) }
        if let sqlState { json.member("sqlstate") { $0.string(sqlState) } }
        if let constraint { json.member("constraint") { $0.string(constraint) } }
        json.member("request_id") { $0.string(requestID) }
        if !errors.isEmpty { writeErrors(to: &json) }
        json.endObject()
    }

    private func writeErrors(to json: inout JSONWriter) {
        json.name("errors")
        json.beginArray()
        for error in errors {
            json.beginObject()
            json.member("field") { $0.string(error.field) }
            json.member("message") { $0.string(error.message) }
            json.endObject()
        }
        json.endArray()
    }

    func response(instance: String, requestID: String) -> Response {
        var response = JSONAnswer.writing(status: status) { write(instance: instance, requestID: requestID, to: &$0) }
            .response
        for header in headers { response.headers[header.name] = header.value }
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}
