public import FoundationEssentials

extension Date: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// PostgreSQL counts from 2000-01-01T00:00:00Z, `Date` from 2001-01-01: 366 days, 2000 being a leap year.
    private static let microsecondsBetweenEpochs: Int64 = 366 * 86_400 * 1_000_000
    private static let microsecondsASecond = 1_000_000.0

    /// `timestamptz`, in microseconds.
    public static var postgresType: PostgresType { .timestamptz }

    /// `timestamptz[]`.
    public static var postgresArrayType: PostgresType { PostgresType.timestamptz.array }

    /// Appends microseconds since 2000-01-01. A date beyond PostgreSQL's range is refused by the server (22008).
    public func encode(into bytes: inout [UInt8]) {
        let sinceReferenceDate = (timeIntervalSinceReferenceDate * Self.microsecondsASecond).rounded()
        let (microseconds, overflows) = (Int64(exactly: sinceReferenceDate) ?? .max).addingReportingOverflow(
            Self.microsecondsBetweenEpochs)
        // The outermost numbers mean ±infinity, which no Date is; the one next to them is beyond the server's range.
        let isInRange = !overflows && DateTimeForm.timestamps.contains(microseconds)
        (isInRange ? microseconds : .max - 1).encodeBigEndian(into: &bytes)
    }

    /// Reads `timestamptz`, or `timestamp` taken as UTC. `infinity` and `-infinity` are errors: a `Date` has none, but
    /// ``PostgresTimestampTZ`` has.
    public init(cell: Cell) throws(DecodingMismatch) {
        let isTimestamp = cell.type == PostgresType.timestamp.oid
        guard isTimestamp || cell.isOf(.timestamptz), let microseconds = cell.timestamp(hasOffset: !isTimestamp),
            DateTimeForm.timestamps.contains(microseconds)
        else { throw DecodingMismatch(expected: "a finite timestamptz or timestamp") }
        let sinceReferenceDate = Double(microseconds - Self.microsecondsBetweenEpochs)
        self.init(timeIntervalSinceReferenceDate: sinceReferenceDate / Self.microsecondsASecond)
    }
}
