import Synchronization

/// Who holds a connection and what it did last: what a report on a lease held too long needs.
public final class LeaseHolder: Sendable {
    /// Where the connection was asked for.
    public let site: CallSite
    let since: Duration
    private let lastStatement = Mutex<String?>(nil)

    init(site: CallSite, since: Duration) {
        self.site = site
        self.since = since
    }

    /// The text of the statement sent last, as the holder says; nil before the first. Its parameters' values do not
    /// belong here.
    public var statement: String? {
        get { lastStatement.withLock { $0 } }
        set { lastStatement.withLock { $0 = newValue } }
    }

    /// The holder as it is at an instant.
    func report(at now: Duration) -> Report {
        Report(site: site, held: now - since, statement: statement)
    }

    /// One holder at one instant.
    public struct Report: Sendable, Hashable {
        /// Where the connection was asked for.
        public var site: CallSite
        /// How long it had been held.
        public var held: Duration
        /// The text of the statement sent last; nil when the holder named none.
        public var statement: String?

        /// Makes a report from its parts.
        public init(site: CallSite, held: Duration, statement: String? = nil) {
            self.site = site
            self.held = held
            self.statement = statement
        }
    }
}
