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

    /// `GET /api/vendors/{id}`, or the method alone when no route matched.
    func spanName(_ request: Request) -> String {
        routeTemplate == "none" ? request.method.rawValue : "\(request.method.rawValue) \(routeTemplate)"
    }

    /// The path's `{id}`; what is no UUID names nothing either.
    func id<ID: RawRepresentable<UUID>>(_ name: String = "id", as type: ID.Type = ID.self) throws(Problem) -> ID {
        guard let uuid = parameters.get(name, as: UUID.self), let id = ID(rawValue: uuid) else { throw .noResource }
        return id
    }
}
