import HTTPTypes
import Hummingbird

extension Operation {
    /// What every request is held to before its handler: it takes what the route can send, and asks for nothing the route
    /// does not know.
    func check(_ request: Request) throws(Problem) {
        if let accept = request.headers[.accept], accept != "*/*", let media = mediaType,
            !AcceptedMedia.allows(media, accept)
        {
            throw .notAcceptable(media)
        }
        if query.isEmpty, let given = request.uri.query, !given.isEmpty {
            // Nothing is read, and so every name is unknown.
            var parameters = QueryParameters(given)
            try parameters.validate()
        }
    }

    private var mediaType: String? { answers.first { $0.schema != nil }?.mediaType }
}
