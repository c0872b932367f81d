import Foundation
import Hummingbird

/// What goes with a request through middleware and handler.
struct FleetRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Stands in the answer and in every log line of the request.
    var requestID: RequestIdentifier

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        requestID = .made()
    }

    /// Bodies above this are refused with 413, in bytes.
    var maxUploadSize: Int { JSONBody.maximumSize }

    /// The route's template (`/api/vendors/{id}`), which unlike a path has few values; `none` when no route matched.
    var routeTemplate: String {
        guard let path = endpointPath, path != "NotFound" else { return "none" }
        return path
    }

    /// The path's `{id}`; what is no UUID names nothing either.
    func id(_ name: String = "id") throws(Problem) -> UUID {
        guard let id = parameters.get(name, as: UUID.self) else { throw .noResource }
        return id
    }
}
