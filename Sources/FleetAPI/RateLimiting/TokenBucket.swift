/// How many requests somebody may still send: a bucket that fills at a steady rate and gives one token a request.
struct TokenBucket: Sendable, Equatable {
    /// What one request was told.
    enum Verdict: Sendable, Equatable {
        /// - Parameter remaining: whole tokens left.
        case admitted(remaining: Int)
        /// - Parameter after: when the next token is there.
        case refused(after: Duration)
    }

    private var tokens: Double
    private var filledAt: ContinuousClock.Instant

    /// A full bucket.
    init(_ rate: RequestRate, now: ContinuousClock.Instant) {
        tokens = Double(rate.perMinute)
        filledAt = now
    }

    /// Takes a token if there is one.
    mutating func take(_ rate: RequestRate, now: ContinuousClock.Instant) -> Verdict {
        if now > filledAt {
            tokens = min(Double(rate.perMinute), tokens + (now - filledAt) / rate.interval)
            filledAt = now
        }
        guard tokens >= 1 else { return .refused(after: rate.interval * (1 - tokens)) }
        tokens -= 1
        return .admitted(remaining: Int(tokens))
    }

    /// How long until the bucket is full again.
    func timeToFull(_ rate: RequestRate) -> Duration { rate.interval * (Double(rate.perMinute) - tokens) }
}

/// How many requests each bearer may send: that many at once, and that many in each minute.
struct RequestRate: Sendable, Equatable {
    let perMinute: Int

    /// nil for 0, which means that requests are not counted.
    init?(perMinute: Int) {
        guard perMinute > 0 else { return nil }
        self.perMinute = perMinute
    }

    /// From one token to the next.
    var interval: Duration { .seconds(60) / perMinute }
}
