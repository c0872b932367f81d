import HTTPTypes
import Hummingbird
import Logging

/// Gives every request its identifier, and every answer the same one. Outermost, so that it holds for errors too;
/// for the same reason it is here that the answer to HEAD loses its body.
struct RequestIdentifierMiddleware: RouterMiddleware {
    typealias Context = FleetRequestContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let inbound = request.headers[RequestIdentifier.header],
            let accepted = RequestIdentifier(inbound: inbound)
        {
            context.requestID = accepted
        }
        // Hummingbird's own key, so that a line carries one identifier and not two.
        context.logger[metadataKey: "hb.request.id"] = nil
        context.logger[metadataKey: "request_id"] = .string(context.requestID.description)
        var response = try await next(request, context)
        response.headers[RequestIdentifier.header] = context.requestID.description
        return request.method == .head ? response.createHeadResponse() : response
    }
}
