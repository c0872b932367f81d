extension ConnectionConfiguration {
    /// How soon a peer that is gone without a word is noticed on a TCP connection. The system's own defaults take hours.
    ///
    /// With the defaults it is noticed after 10 + 3 × 5 s idle, or 10 s after data went unacknowledged.
    public struct KeepAlive: Hashable, Sendable {
        /// How long nothing may come before the peer is asked. Whole seconds, rounded up, at least 1. Default 10 s.
        public var idle: Duration
        /// How long between two questions. Whole seconds, rounded up, at least 1. Default 5 s.
        public var interval: Duration
        /// How many questions may stay without an answer, at least 1. Default 3.
        public var count: Int
        /// How long data that were sent may go unacknowledged; rounded up to milliseconds. Default 10 s.
        public var userTimeout: Duration

        /// The defaults, which may be changed one by one.
        public init(
            idle: Duration = .seconds(10), interval: Duration = .seconds(5), count: Int = 3,
            userTimeout: Duration = .seconds(10)
        ) {
            self.idle = idle
            self.interval = interval
            self.count = count
            self.userTimeout = userTimeout
        }
    }
}

extension ConnectionConfiguration.KeepAlive {
    var libpqParameters: [String: String] {
        [
            "keepalives": "1", "keepalives_idle": Self.whole(idle, unit: .seconds(1)),
            "keepalives_interval": Self.whole(interval, unit: .seconds(1)), "keepalives_count": "\(max(1, count))",
            "tcp_user_timeout": Self.whole(userTimeout, unit: .milliseconds(1)),
        ]
    }

    /// libpq takes zero for the system's own default, which is never meant here.
    private static func whole(_ duration: Duration, unit: Duration) -> String {
        let largest = Duration.seconds(86_400)
        let units = min(max(duration, unit), largest) / unit
        return "\(Int(units.rounded(.up)))"
    }
}
