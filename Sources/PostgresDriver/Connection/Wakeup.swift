/// Someone to be told, once the connection's lock is released. Cases that hold an error are stored apart, so that the
/// frequent ones stay small.
enum Wakeup {
    indirect case connected(CheckedContinuation<Result<Void, DatabaseError>, Never>, Result<Void, DatabaseError>)
    case answered(CheckedContinuation<ExchangeResult, Never>, ExchangeResult)
    indirect case pulled(CheckedContinuation<PulledEvent, Never>, PulledEvent)
    case left(LanePlace)
    case flushed(CheckedContinuation<Bool, Never>, Bool)
    case notified(NotificationSink, NotificationSink.Event)
    case noticed(NoticeLog, [Notice])

    func run() {
        switch self {
        case .connected(let continuation, let result): continuation.resume(returning: result)
        case .answered(let continuation, let result): continuation.resume(returning: result)
        case .pulled(let continuation, let event): continuation.resume(returning: event)
        case .left(let place): place.leave()
        case .flushed(let continuation, let isOpen): continuation.resume(returning: isOpen)
        case .notified(let sink, let event): sink.take(event)
        case .noticed(let log, let notices): log.write(notices)
        }
    }
}

extension [Wakeup] {
    /// Gives a place on a lane back, if there is one.
    static func leave(_ place: LanePlace?) -> [Wakeup] { place.map { [.left($0)] } ?? [] }

    func run() {
        for wakeup in self { wakeup.run() }
    }
}
