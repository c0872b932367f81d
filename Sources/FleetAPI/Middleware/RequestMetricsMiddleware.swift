import HTTPTypes
import Hummingbird
import Metrics
import Synchronization

/// How long requests take, by OpenTelemetry's name. A timer stays for each method, route and status, of which there are few:
/// methods nobody knows count as one.
final class RequestMetricsMiddleware: RouterMiddleware {
    typealias Context = FleetRequestContext

    private struct Dimensions: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private let factory: any MetricsFactory
    private let timers = Mutex<[Dimensions: Metrics.Timer]>([:])

    init(factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let dimensions = Dimensions(
            method: request.method.isKnown ? request.method.rawValue : "_OTHER", route: context.routeTemplate,
            status: response.status.code)
        timer(dimensions).recordNanoseconds(Int64((ContinuousClock.now - started) / .nanoseconds(1)))
        return response
    }

    private func timer(_ dimensions: Dimensions) -> Metrics.Timer {
        timers.withLock { timers in
            if let timer = timers[dimensions] { return timer }
            let timer = Metrics.Timer(
                label: "http.server.request.duration",
                dimensions: [
                    ("http.request.method", dimensions.method), ("http.route", dimensions.route),
                    ("http.response.status_code", String(dimensions.status)),
                ], factory: factory)
            timers[dimensions] = timer
            return timer
        }
    }
}

extension HTTPRequest.Method {
    /// As OpenTelemetry lists them.
    fileprivate var isKnown: Bool {
        [.get, .head, .post, .put, .delete, .patch, .options, .trace, .connect].contains(self)
    }
}
