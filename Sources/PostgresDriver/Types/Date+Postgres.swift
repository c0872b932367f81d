public import FoundationEssentials

extension Date: PostgresEncodable, PostgresDecodable {
    /// PostgreSQL counts from 2000-01-01T00:00:00Z, `Date` from 2001-01-01: 366 days, 2000 being a leap year.
    private static let secondsBetweenEpochs = 366.0 * 86_400
    private static let microsecondsASecond = 1_000_000.0

    /// `timestamptz`, in microseconds.
    public static var postgresType: PostgresType { .timestamptz }

    /// Appends microseconds since 2000-01-01; a date beyond PostgreSQL's range becomes ±infinity.
    public func encode(into bytes: inout [UInt8]) {
        let microseconds = (timeIntervalSinceReferenceDate + Self.secondsBetweenEpochs) * Self.microsecondsASecond
        let whole = Int64(exactly: microseconds.rounded()) ?? (microseconds < 0 ? .min : .max)
        whole.encodeBigEndian(into: &bytes)
    }

    /// Reads `timestamptz`, or `timestamp` taken as UTC. `infinity` and `-infinity` are errors: a `Date` has none.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type == PostgresType.timestamptz.oid || cell.type == PostgresType.timestamp.oid,
            let microseconds = cell.integer(Int64.self)
        else { throw DecodingMismatch(expected: "timestamptz or timestamp") }
        guard microseconds != .min, microseconds != .max else {
            throw DecodingMismatch(expected: "a finite timestamp")
        }
        self.init(
            timeIntervalSinceReferenceDate: Double(microseconds) / Self.microsecondsASecond - Self.secondsBetweenEpochs)
    }
}
