/// What a socket can be used for, as epoll reports it.
struct Readiness: OptionSet, Sendable {
    let rawValue: UInt8

    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
}

/// Something that owns a socket and wants to hear of it, on the loop's thread.
protocol ReadinessHandler: AnyObject, Sendable {
    func socketIsReady(_ readiness: Readiness)

    /// The loop has run every job that was waiting, for a handler that asked to be told.
    func turnHasEnded()
}
