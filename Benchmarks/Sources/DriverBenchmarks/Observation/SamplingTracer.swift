import Synchronization
import Tracing

/// Records one span in so many, as a service under load does, and forgets it at its end: exporting is another's work.
final class SamplingTracer: Tracer {
    private let oneIn: Int
    private let count = Atomic(0)

    /// - Parameter oneIn: Of how many spans one is recorded; at least 1.
    init(oneIn: Int) {
        self.oneIn = oneIn
    }

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> SampledSpan {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return SampledSpan(operationName, context: context(), isRecording: number % oneIn == 0)
    }

    func forceFlush() {}

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {}

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {}
}

/// A span that keeps its name and attributes.
final class SampledSpan: Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var status: SpanStatus?
    }

    let context: ServiceContext
    let isRecording: Bool
    private let state: Mutex<State>

    init(_ name: String, context: ServiceContext, isRecording: Bool) {
        self.context = context
        self.isRecording = isRecording
        state = Mutex(State(name: name))
    }

    var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    func setStatus(_ status: SpanStatus) { state.withLock { $0.status = status } }
    func addEvent(_ event: SpanEvent) {}
    func addLink(_ link: SpanLink) {}

    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {}

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {}
}
