/// A command's failure as a person reads it: what happened, and what to do next.
struct Failure: Error {
    /// The exit codes that this tool keeps to; scripts rely on them.
    enum Kind: Int32 {
        case error = 1
        case changesPending = 2
        case proofFailed = 3
        case inconclusive = 4
        case lockBusy = 5
        case rollbackFailed = 7
        case interrupted = 130
    }

    var kind: Kind
    var message: String
    var advice: String?

    init(_ message: String, advice: String? = nil, kind: Kind = .error) {
        self.kind = kind
        self.message = message
        self.advice = advice
    }
}
