import Foundation
import PostgresDriver

/// Dates and points in time as RFC 3339 writes them.
enum JSONTime {
    private static let millisecondsADay = 86_400_000
    /// Days from 1970-01-01, from which `Date` counts here, to 2000-01-01, from which PostgreSQL counts.
    private static let daysTo2000 = 10_957

    /// `2026-11-22T16:41:05.123Z`; what is finer than a millisecond is left out.
    static func text(_ date: Date) -> String {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        let milliseconds = Int((microseconds / 1000).rounded(.down))
        let day = Int((Double(milliseconds) / Double(millisecondsADay)).rounded(.down))
        let time = milliseconds - day * millisecondsADay
        let (year, month, dayOfMonth) =
            PostgresDate(daysSince2000: Int32(day - daysTo2000)).components ?? (1970, 1, 1)
        return String(unsafeUninitializedCapacity: 32) { bytes in
            var end = 0
            func put(_ value: Int, width: Int, then separator: UInt8) {
                var rest = value
                for index in stride(from: end + width - 1, through: end, by: -1) {
                    bytes[index] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
                bytes[end + width] = separator
                end += width + 1
            }
            put(year, width: 4, then: UInt8(ascii: "-"))
            put(month, width: 2, then: UInt8(ascii: "-"))
            put(dayOfMonth, width: 2, then: UInt8(ascii: "T"))
            put(time / 3_600_000, width: 2, then: UInt8(ascii: ":"))
            put(time / 60_000 % 60, width: 2, then: UInt8(ascii: ":"))
            put(time / 1000 % 60, width: 2, then: UInt8(ascii: "."))
            put(time % 1000, width: 3, then: UInt8(ascii: "Z"))
            return end
        }
    }

    /// The date that `2026-11-22` names; nil when there is none. Years from 1 to 9999.
    static func day(_ text: String) -> PostgresDate? {
        guard let parts = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/)?.output,
            let year = Int(parts.1), year > 0, let month = Int(parts.2), let day = Int(parts.3)
        else { return nil }
        return PostgresDate(year: year, month: month, day: day)
    }

    /// The point in time that `2026-11-22T16:41:05.123Z` or `2026-11-22t17:41:05+01:00` names; nil when there is none. A
    /// leap second (`23:59:60Z`) is the second after it.
    static func instant(_ text: String) -> Date? {
        guard
            let parts = text.wholeMatch(
                of: /([0-9-]{10})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))/
            )?.output,
            let day = day(String(parts.1)), let hour = Int(parts.2), hour < 24, let minute = Int(parts.3), minute < 60,
            let second = Int(parts.4), second <= 60, let fraction = Double("0" + (parts.5 ?? ".0"))
        else { return nil }
        let offsetHours = parts.7.flatMap { Int($0) } ?? 0
        let offsetMinutes = parts.8.flatMap { Int($0) } ?? 0
        guard offsetHours < 24, offsetMinutes < 60 else { return nil }
        let offset = (offsetHours * 3600 + offsetMinutes * 60) * (parts.6 == "-" ? -1 : 1)
        let days = Int(day.daysSince2000) + daysTo2000
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        // With its offset taken off it may have left the years that RFC 3339 can write.
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }
}
