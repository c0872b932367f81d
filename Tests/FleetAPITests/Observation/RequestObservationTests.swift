import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InMemoryTracing
import MetricsTestKit
import Testing
import Tracing

@testable import FleetAPI

/// What a request leaves behind, by OpenTelemetry's names.
@Suite struct RequestObservationTests {
    private func router(_ middleware: some RouterMiddleware<FleetRequestContext>) -> Router<FleetRequestContext> {
        let router = Router(context: FleetRequestContext.self)
        router.middlewares.add(middleware)
        router.get("/api/things/{id}") { _, _ in HTTPResponse.Status.ok }
        router.get("/api/broken") { _, _ in HTTPResponse.Status.serviceUnavailable }
        return router
    }

    @Test func aSpanNamesMethodAndRouteButNotThePath() async throws {
        let tracer = InMemoryTracer()
        try await Application(router: router(TracingMiddleware(tracer: tracer)), logger: .silent).test(.router) {
            client in
            for path in ["/api/things/s3cret?q=s3cret", "/api/broken"] {
                _ = try await Client(transport: client).send(.get, path)
            }
        }
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["GET /api/things/{id}", "GET /api/broken"])
        #expect(spans.allSatisfy { $0.kind == .server })
        let first = try #require(spans.first)
        #expect(first.attributes.get("http.route") == .string("/api/things/{id}"))
        #expect(first.attributes.get("http.response.status_code") == .int64(200))
        #expect(!"\(spans)".contains("s3cret"))
        #expect(spans.last?.status?.code == .error)
    }

    @Test func theDurationIsTimedByMethodRouteAndStatus() async throws {
        let metrics = TestMetrics()
        try await Application(router: router(RequestMetricsMiddleware(factory: metrics)), logger: .silent).test(.router)
        {
            client in
            for _ in 0..<3 { _ = try await Client(transport: client).send(.get, "/api/things/1") }
            _ = try await Client(transport: client).send(.get, "/api/broken")
        }
        let timer = try metrics.expectTimer(
            "http.server.request.duration",
            [
                ("http.request.method", "GET"), ("http.route", "/api/things/{id}"),
                ("http.response.status_code", "200"),
            ])
        #expect(timer.values.count == 3)
        #expect(metrics.timers.count == 2)
    }
}
