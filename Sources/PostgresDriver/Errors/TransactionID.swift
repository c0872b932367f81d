/// A transaction that writes, as the server numbers it: by this its outcome can be asked for after its connection broke.
public struct TransactionID: Hashable, Sendable {
    /// The number as `pg_current_xact_id()` gives it.
    public let number: UInt64
    /// Which history of the server the number belongs to. A standby that is promoted begins another, in which the same
    /// number may mean another transaction.
    public let timeline: UInt32

    /// Makes the identifier of its parts.
    public init(number: UInt64, timeline: UInt32) {
        self.number = number
        self.timeline = timeline
    }
}

extension TransactionID: LosslessStringConvertible {
    /// The identifier as ``description`` writes it; nil for any other text.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let timeline = UInt32(parts[0]), let number = UInt64(parts[1]) else { return nil }
        self.init(number: number, timeline: timeline)
    }

    /// The timeline and the number, such as `1/7412`.
    public var description: String { "\(timeline)/\(number)" }
}
