import ConnectionPooling
import InMemoryTracing
import PostgresDriver
import Testing
import Tracing

@testable import DataAccess

@Suite("Spans")
struct TracingTests {
    let tracer = InMemoryTracer()

    @Test("a statement is one span of kind client under the caller's, named by its summary, with its attributes")
    func span() throws {
        let log = QueryLog(tracer: tracer)
        log.begin("SELECT name FROM vendors WHERE id = $1", at: CallSite())?.succeeded(rows: 1)
        log.nameNewStatements(UpperCaseNaming())
        withTracer(tracer) {
            withSpan("request") { _ in
                log.begin("SELECT name FROM vendors WHERE id = $1", at: CallSite(file: "A/B.swift", line: 7))?
                    .succeeded(rows: 1)
            }
        }
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["SELECT", "SELECT VENDORS", "request"])
        #expect(spans[1].kind == .client)
        #expect(spans[1].parentSpanID == spans[2].spanID)
        let expected: SpanAttributes = [
            "db.system.name": "postgresql", "db.namespace": "fleet", "db.query.summary": "SELECT VENDORS",
            "db.operation.name": "SELECT", "db.client.connection.pool.name": "webapp", "server.address": "db.test",
            "server.port": 5432, "code.file.path": "A/B.swift", "code.line.number": 7,
        ]
        #expect(spans[1].attributes == expected)
        #expect(spans[1].status == nil)
    }

    @Test("one that failed says the server's code, and nothing the server said")
    func failure() throws {
        let log = QueryLog(tracer: tracer)
        var error = DatabaseError.server(.uniqueViolation)
        error.serverMessage = "Key (card)=(4111 1111 1111 1111) already exists"
        log.begin("INSERT INTO cards VALUES ($1)", at: CallSite())?.failed(error)
        let span = try #require(tracer.finishedSpans.first)
        #expect(span.attributes.get("db.response.status_code") == .string("23505"))
        #expect(span.attributes.get("error.type") == .string("23505"))
        #expect(span.status?.code == .error)
        #expect(span.status?.message == nil && span.errors.isEmpty && span.events.isEmpty)
        #expect(!"\(span)".contains("4111"))
    }

    @Test("the text, with its values bound apart, is an attribute only when asked for", arguments: [true, false])
    func text(isAskedFor: Bool) throws {
        let log = QueryLog(settings: ObservationConfiguration(tracesText: isAskedFor), tracer: tracer)
        let secret = "4111 1111 1111 1111"
        log.begin("SELECT \(secret)", at: CallSite())?.succeeded(rows: 1)
        let span = try #require(tracer.finishedSpans.first)
        #expect(span.attributes.get("db.query.text") == (isAskedFor ? .string("SELECT $1") : nil))
        #expect(!"\(span)".contains(secret))
    }

    @Test("nothing is made when the tracer does nothing")
    func noTracer() {
        let tracing = StatementTracing(
            tracer: NoOpTracer(), server: ServerAttributes(QueryLog.configuration), includesText: false)
        #expect(tracing.begin() == nil)
    }

    @Test("nothing is observed when observation is off")
    func off() {
        let log = QueryLog(settings: ObservationConfiguration(isEnabled: false), tracer: tracer)
        #expect(log.begin("SELECT 1", at: CallSite()) == nil)
        #expect(tracer.activeSpans.isEmpty)
    }
}
