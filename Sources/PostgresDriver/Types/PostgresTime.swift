/// A time of the day without a date and a time zone, as PostgreSQL's `time` holds it: from 00:00:00 to 24:00:00.
public struct PostgresTime: Hashable, Comparable, Sendable {
    /// Microseconds since midnight.
    public let microseconds: Int64

    /// Makes a time of what the server counts in.
    ///
    /// - Parameter microseconds: Microseconds since midnight, 0 to 86,400,000,000; `nil` beyond.
    public init?(microseconds: Int64) {
        guard (0...Int64(DateTimeForm.microsecondsADay)).contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// Makes a time; `nil` when there is no such time.
    ///
    /// - Parameters:
    ///   - hour: 0 to 24, which goes with zeros only.
    ///   - minute: 0 to 59.
    ///   - second: 0 to 59.
    ///   - microsecond: 0 to 999,999.
    public init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
        guard (0...24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<DateTimeForm.microsecondsASecond).contains(microsecond)
        else { return nil }
        let seconds = (hour * 60 + minute) * 60 + second
        self.init(microseconds: Int64(seconds * DateTimeForm.microsecondsASecond + microsecond))
    }

    /// The hour, the minute, the second and the microsecond.
    public var components: (hour: Int, minute: Int, second: Int, microsecond: Int) {
        let (seconds, microsecond) = Int(microseconds).quotientAndRemainder(
            dividingBy: DateTimeForm.microsecondsASecond)
        return (seconds / 3_600, seconds / 60 % 60, seconds % 60, microsecond)
    }

    /// Whether a time is before another.
    public static func < (left: PostgresTime, right: PostgresTime) -> Bool { left.microseconds < right.microseconds }
}

extension PostgresTime: CustomStringConvertible {
    /// As the server writes it: `13:05:00.25`.
    public var description: String { DateTimeForm.text(ofTime: Int(microseconds)) }
}

extension PostgresTime: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `time`.
    public static var postgresType: PostgresType { .time }

    /// `time[]`.
    public static var postgresArrayType: PostgresType { PostgresType.time.array }

    /// Appends eight bytes.
    public func encode(into bytes: inout [UInt8]) { microseconds.encodeBigEndian(into: &bytes) }

    /// Reads `time`.
    public init(cell: Cell) throws(DecodingMismatch) {
        let microseconds: Int64? =
            switch (cell.isOf(.time), cell.format) {
            case (true, .binary): cell.whole(Int64.self)
            case (true, .text): DateTimeForm.time(cell.bytes).map(Int64.init)
            case (false, _): nil
            }
        guard let time = microseconds.flatMap(PostgresTime.init(microseconds:)) else {
            throw DecodingMismatch(expected: "time")
        }
        self = time
    }
}
