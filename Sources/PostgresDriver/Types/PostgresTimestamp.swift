/// A date and a time without a time zone, as PostgreSQL's `timestamp` holds it: exact to the microsecond, from 4714-11-24 BC
/// to the end of the year 294276, and ±infinity. Where the moment matters, use `timestamptz`.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
    /// Later than every timestamp.
    public static let infinity = PostgresTimestamp(microsecondsSince2000: .max)
    /// Earlier than every timestamp.
    public static let negativeInfinity = PostgresTimestamp(microsecondsSince2000: .min)

    /// Microseconds since 2000-01-01 00:00:00, negative before it.
    public let microsecondsSince2000: Int64

    /// Makes a timestamp of what the server counts in.
    ///
    /// - Parameter microsecondsSince2000: Microseconds since 2000-01-01 00:00:00; the least and the greatest number are
    ///   ±infinity. The server refuses (22008) what is beyond its range.
    public init(microsecondsSince2000: Int64) {
        self.microsecondsSince2000 = microsecondsSince2000
    }

    /// Makes a timestamp of a finite date and a time; `nil` for an infinite date, or one that PostgreSQL cannot hold here.
    public init?(_ date: PostgresDate, _ time: PostgresTime) {
        let (day, overflows) = Int64(date.daysSince2000).multipliedReportingOverflow(
            by: Int64(DateTimeForm.microsecondsADay))
        let (value, overflowsToo) = day.addingReportingOverflow(time.microseconds)
        guard date.isFinite, !overflows, !overflowsToo, DateTimeForm.timestamps.contains(value) else { return nil }
        microsecondsSince2000 = value
    }

    /// Whether this is a date and a time and not ±infinity.
    public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// The date; ±infinity for ±infinity.
    public var date: PostgresDate {
        switch self {
        case .infinity: return .infinity
        case .negativeInfinity: return .negativeInfinity
        default:
            let day = GregorianCalendar.floorDivide(Int(microsecondsSince2000), DateTimeForm.microsecondsADay)
            return PostgresDate(daysSince2000: Int32(day))
        }
    }

    /// The time of the day; `nil` for ±infinity.
    public var time: PostgresTime? {
        guard isFinite else { return nil }
        let microseconds = microsecondsSince2000 % Int64(DateTimeForm.microsecondsADay)
        return PostgresTime(
            microseconds: microseconds < 0 ? microseconds + Int64(DateTimeForm.microsecondsADay) : microseconds)
    }

    /// Whether a timestamp is before another.
    public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microsecondsSince2000 < right.microsecondsSince2000
    }
}

extension PostgresTimestamp: CustomStringConvertible {
    /// As the server writes it: `2024-02-29 13:05:00.25`, `infinity`.
    public var description: String {
        switch self {
        case .infinity: "infinity"
        case .negativeInfinity: "-infinity"
        default: DateTimeForm.text(ofTimestamp: microsecondsSince2000, offset: "")
        }
    }
}

extension PostgresTimestamp: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `timestamp`.
    public static var postgresType: PostgresType { .timestamp }

    /// `timestamp[]`.
    public static var postgresArrayType: PostgresType { PostgresType.timestamp.array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { microsecondsSince2000.encodeBigEndian(into: &bytes) }

    /// Reads `timestamp`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.isOf(.timestamp), let microseconds = cell.timestamp(hasOffset: false) else {
            throw DecodingMismatch(expected: "timestamp")
        }
        self.init(microsecondsSince2000: microseconds)
    }
}
