/// A span of time as PostgreSQL's `interval` holds it: months, days and microseconds, none of which is a number of
/// another, since months and days have no fixed length.
///
/// Equality is that of the three parts; the server also takes `1 day` and `24 hours` for equal.
public struct PostgresInterval: Hashable, Sendable {
    /// Whole months; 12 are a year.
    public var months: Int32
    /// Whole days.
    public var days: Int32
    /// What is less than a day, and more where it was given as hours.
    public var microseconds: Int64

    /// Makes an interval of its parts, each of which may be negative.
    public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }
}

extension PostgresInterval: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `interval`.
    public static var postgresType: PostgresType { .interval }

    /// `interval[]`.
    public static var postgresArrayType: PostgresType { PostgresType.interval.array }

    /// Appends sixteen bytes.
    public func encode(into bytes: inout [UInt8]) {
        microseconds.encodeBigEndian(into: &bytes)
        days.encodeBigEndian(into: &bytes)
        months.encodeBigEndian(into: &bytes)
    }

    /// Reads `interval`; in text form, that of `IntervalStyle` postgres. The infinite intervals of PostgreSQL 17 have the
    /// least or the greatest number in every part.
    public init(cell: Cell) throws(DecodingMismatch) {
        let interval: PostgresInterval? =
            switch (cell.isOf(.interval), cell.format) {
            case (true, .binary): PostgresInterval(binary: cell)
            case (true, .text): PostgresInterval(text: cell.bytes)
            case (false, _): nil
            }
        guard let interval else { throw DecodingMismatch(expected: "interval") }
        self = interval
    }

    private init?(binary cell: Cell) {
        guard cell.bytes.count == 16, let microseconds = cell.integer(Int64.self),
            let days = cell.integer(Int32.self, at: 8), let months = cell.integer(Int32.self, at: 12)
        else { return nil }
        self.init(months: months, days: days, microseconds: microseconds)
    }

    /// Reads such as `1 year 2 mons -3 days +04:05:06.789`.
    private init?(text bytes: UnsafeRawBufferPointer) {
        if bytes.elementsEqual("infinity".utf8) {
            self.init(months: .max, days: .max, microseconds: .max)
            return
        }
        if bytes.elementsEqual("-infinity".utf8) {
            self.init(months: .min, days: .min, microseconds: .min)
            return
        }
        var scanner = TextScanner(bytes)
        var (months, days, microseconds) = (0, 0, Int128(0))
        repeat {
            let sign = scanner.sign() ?? 1
            // Hours have the most digits: 2,562,047,788 of them at most.
            guard let number = scanner.digits(1...10) else { return nil }
            if scanner.take(":") {
                guard let rest = scanner.minutesAndSeconds(), scanner.isAtEnd else { return nil }
                microseconds = Int128(sign) * (Int128(number) * Int128(DateTimeForm.microsecondsAnHour) + Int128(rest))
            } else if scanner.take(" year") {
                months += sign * number * 12
            } else if scanner.take(" mon") {
                months += sign * number
            } else if scanner.take(" day") {
                days += sign * number
            } else {
                return nil
            }
            // The plural.
            _ = scanner.take("s")
        } while scanner.take(" ")
        guard scanner.isAtEnd, let months = Int32(exactly: months), let days = Int32(exactly: days),
            let microseconds = Int64(exactly: microseconds)
        else { return nil }
        self.init(months: months, days: days, microseconds: microseconds)
    }
}
