import Hummingbird
import Tracing

/// A span for each request, named as OpenTelemetry names them: the method and the route's template, never the path or the
/// query, which carry what people typed.
struct TracingMiddleware: RouterMiddleware {
    typealias Context = FleetRequestContext

    /// nil when nobody traces.
    private let tracer: (any Tracer)?

    init(tracer: any Tracer = InstrumentationSystem.tracer) {
        self.tracer = tracer is NoOpTracer ? nil : tracer
    }

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let tracer else { return try await next(request, context) }
        var caller = ServiceContext.current ?? .topLevel
        tracer.extract(request.headers, into: &caller, using: HeaderExtractor())
        return try await tracer.withSpan(context.spanName(request), context: caller, ofKind: .server) { span in
            let response = try await next(request, context)
            span.updateAttributes { attributes in
                attributes["http.request.method"] = request.method.rawValue
                attributes["http.response.status_code"] = Int64(response.status.code)
                attributes["fleet.request.id"] = context.requestID.description
                if context.routeTemplate != "none" { attributes["http.route"] = context.routeTemplate }
            }
            if response.status.kind == .serverError {
                span.attributes["error.type"] = String(response.status.code)
                span.setStatus(SpanStatus(code: .error))
            }
            return response
        }
    }
}
