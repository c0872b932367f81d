import Hummingbird
import Logging

/// One line per request. The route's template stands in it rather than the path: paths carry what people typed.
struct AccessLogMiddleware: RouterMiddleware {
    typealias Context = FleetRequestContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = ContinuousClock.now - started
        context.logger.info(
            "request",
            metadata: [
                "method": .string(request.method.rawValue),
                "route": .string(context.routeTemplate),
                "status": .stringConvertible(response.status.code),
                "ms": .string(Self.milliseconds(elapsed)),
            ])
        return response
    }

    /// Milliseconds to two decimals.
    static func milliseconds(_ duration: Duration) -> String {
        let hundredths = (duration / .microseconds(10)).rounded()
        return "\(hundredths / 100)"
    }
}
