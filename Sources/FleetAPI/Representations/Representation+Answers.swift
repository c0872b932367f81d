import HTTPTypes
import Hummingbird

extension Representation {
    /// `{"data":{…}}`
    ///
    /// - Parameters:
    ///   - version: becomes the ETag.
    ///   - location: the path of what was created.
    func single(
        _ row: Row, status: HTTPResponse.Status = .ok, version: Int? = nil, location: String? = nil
    ) -> JSONAnswer {
        var answer = JSONAnswer.writing(status: status) { json in
            json.beginObject()
            json.member("data") { write(row, to: &$0) }
            json.endObject()
        }
        if let version { answer.headers[.eTag] = EntityTag(version: version).description }
        if let location { answer.headers[.location] = location }
        return answer
    }

    /// `{"data":{…}}`, or 304 when the client has this version already.
    func single(_ row: Row, version: Int, unless known: EntityTags?) -> Response {
        guard let known, known.contains(version) else { return single(row, version: version).response }
        return Response(status: .notModified, headers: [.eTag: EntityTag(version: version).description])
    }

    /// `{"data":[…],"pagination":{…}}`
    func page(_ rows: [Row], _ pagination: Pagination, of request: Request) -> JSONAnswer {
        var answer = JSONAnswer.writing { json in
            json.beginObject()
            json.member("data") { writeArray(rows, to: &$0) }
            json.member("pagination") { Pagination.representation.write(pagination, to: &$0) }
            json.endObject()
        }
        if pagination.page < pagination.pages {
            answer.headers[.link] = request.nextLink("page", String(pagination.page + 1))
        }
        return answer
    }

    /// `{"data":[…],"slice":{…}}`
    func slice(_ rows: [Row], _ slice: Slice, of request: Request) -> JSONAnswer {
        var answer = JSONAnswer.writing { json in
            json.beginObject()
            json.member("data") { writeArray(rows, to: &$0) }
            json.member("slice") { Slice.representation.write(slice, to: &$0) }
            json.endObject()
        }
        if let next = slice.next { answer.headers[.link] = request.nextLink("after", next) }
        return answer
    }

    /// `{"data":[…]}`
    func list(_ rows: [Row], status: HTTPResponse.Status = .ok) -> JSONAnswer {
        JSONAnswer.writing(status: status) { json in
            json.beginObject()
            json.member("data") { writeArray(rows, to: &$0) }
            json.endObject()
        }
    }

    /// `[…]`
    func writeArray(_ rows: [Row], to json: inout JSONWriter) {
        json.beginArray()
        for row in rows { write(row, to: &json) }
        json.endArray()
    }
}
