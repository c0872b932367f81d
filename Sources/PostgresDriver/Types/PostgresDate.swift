/// A date without a time, as PostgreSQL's `date` holds it: from 4714-11-24 BC to 5874897-12-31, and ±infinity.
public struct PostgresDate: Hashable, Comparable, Sendable {
    /// Later than every date.
    public static let infinity = PostgresDate(daysSince2000: .max)
    /// Earlier than every date.
    public static let negativeInfinity = PostgresDate(daysSince2000: .min)

    /// Days since 2000-01-01, negative before it.
    public let daysSince2000: Int32

    /// Makes a date of what the server counts in.
    ///
    /// - Parameter daysSince2000: Days since 2000-01-01; the least and the greatest number are ±infinity. The server
    ///   refuses (22008) what is beyond its range.
    public init(daysSince2000: Int32) {
        self.daysSince2000 = daysSince2000
    }

    /// Makes a date of the Gregorian calendar; `nil` when there is no such date, or PostgreSQL cannot hold it.
    ///
    /// - Parameters:
    ///   - year: The year; 0 is 1 BC, −1 is 2 BC.
    ///   - month: 1 to 12.
    ///   - day: 1 to 31.
    public init?(year: Int, month: Int, day: Int) {
        guard let day = GregorianCalendar.day(year: year, month: month, day: day),
            let days = Int32(exactly: day), DateTimeForm.dates.contains(days)
        else { return nil }
        daysSince2000 = days
    }

    /// Whether this is a date and not ±infinity.
    public var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// The year, the month and the day; the year 0 is 1 BC. `nil` for ±infinity.
    public var components: (year: Int, month: Int, day: Int)? {
        isFinite ? GregorianCalendar.date(ofDay: Int(daysSince2000)) : nil
    }

    /// Whether a date is before another.
    public static func < (left: PostgresDate, right: PostgresDate) -> Bool {
        left.daysSince2000 < right.daysSince2000
    }
}

extension PostgresDate: CustomStringConvertible {
    /// As the server writes it: `2024-02-29`, `0044-03-15 BC`, `infinity`.
    public var description: String {
        switch self {
        case .infinity: return "infinity"
        case .negativeInfinity: return "-infinity"
        default:
            let (date, era) = DateTimeForm.text(ofDay: Int(daysSince2000))
            return date + era
        }
    }
}

extension PostgresDate: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `date`.
    public static var postgresType: PostgresType { .date }

    /// `date[]`.
    public static var postgresArrayType: PostgresType { PostgresType.date.array }

    /// Appends four bytes.
    public func encode(into bytes: inout [UInt8]) { daysSince2000.encodeBigEndian(into: &bytes) }

    /// Reads `date`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.isOf(.date), let days = cell.format == .binary ? cell.whole(Int32.self) : Self.days(cell.bytes)
        else {
            throw DecodingMismatch(expected: "date")
        }
        self.init(daysSince2000: days)
    }

    private static func days(_ text: UnsafeRawBufferPointer) -> Int32? {
        if text.elementsEqual("infinity".utf8) { return .max }
        if text.elementsEqual("-infinity".utf8) { return .min }
        return DateTimeForm.day(text).flatMap { Int32(exactly: $0) }
    }
}
