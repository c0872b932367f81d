import Hummingbird

extension Router where Context == FleetRequestContext {
    /// A router of `routes` with the middleware every one of them has, outermost first.
    convenience init(routes: [Route], admission: Admission) {
        self.init(context: FleetRequestContext.self, options: .autoGenerateHeadEndpoints)
        let table = RouteTable(routes.map { ($0.method, $0.path) })
        addMiddleware {
            RequestIdentifierMiddleware()
            TracingMiddleware()
            RequestMetricsMiddleware()
            AccessLogMiddleware()
            ProblemMiddleware(table: table)
        }
        for route in routes {
            on(RouterPath(route.path), method: route.method) { request, context in
                try await route.respond(request, context, admission)
            }
        }
    }
}
