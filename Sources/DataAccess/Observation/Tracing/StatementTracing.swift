import ConnectionPooling
import PostgresDriver
import Tracing

/// Makes a span of kind client for each statement, and nothing when nobody traces.
struct StatementTracing: Sendable {
    private let tracer: (any Tracer)?
    private let server: ServerAttributes
    private let includesText: Bool

    /// - Parameter tracer: Who traces; one that does nothing counts as none.
    init(tracer: any Tracer, server: ServerAttributes, includesText: Bool) {
        self.tracer = tracer is NoOpTracer ? nil : tracer
        self.server = server
        self.includesText = includesText
    }

    /// Begins a span under the caller's. It gets its name when it ends, because the statement's is known by then. One
    /// that the tracer does not record, by its sampling, has ended already.
    func begin() -> (any Span)? {
        guard let tracer else { return nil }
        let span = tracer.startSpan("postgresql", ofKind: .client)
        guard span.isRecording else {
            span.end()
            return nil
        }
        return span
    }

    /// Ends a span.
    func end(
        _ span: any Span, _ name: StatementName, text: String, pool: PoolName, site: CallSite, outcome: QueryOutcome
    ) {
        defer { span.end() }
        guard span.isRecording else { return }
        span.operationName = name.summary
        span.updateAttributes { attributes in
            attributes["db.system.name"] = "postgresql"
            attributes["db.namespace"] = server.database
            attributes["db.query.summary"] = name.summary
            attributes["db.operation.name"] = name.operation
            attributes["db.client.connection.pool.name"] = pool.rawValue
            attributes["server.address"] = server.address
            attributes["code.file.path"] = site.file
            attributes["code.line.number"] = site.line
            if let port = server.port { attributes["server.port"] = port }
            if includesText { attributes["db.query.text"] = text }
            if case .failed(_, let state) = outcome {
                attributes["error.type"] = outcome.description
                if let state { attributes["db.response.status_code"] = state.rawValue }
            }
        }
        if outcome != .succeeded { span.setStatus(SpanStatus(code: .error)) }
    }
}
