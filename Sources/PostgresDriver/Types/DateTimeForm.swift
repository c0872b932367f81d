/// The text form of dates and times with `DateStyle` ISO, both ways: `2024-02-29 13:05:00.25+01`, `0044-03-15 BC`.
enum DateTimeForm {
    static let microsecondsASecond = 1_000_000
    static let microsecondsAMinute = 60 * microsecondsASecond
    static let microsecondsAnHour = 60 * microsecondsAMinute
    static let microsecondsADay = 24 * microsecondsAnHour

    /// The finite timestamps of PostgreSQL: from 4714-11-24 BC to the end of the year 294276 (`MIN_TIMESTAMP` and
    /// `END_TIMESTAMP` of src/include/datatype/timestamp.h).
    static let timestamps: Range<Int64> = -211_813_488_000_000_000..<9_223_371_331_200_000_000
    /// The finite dates of PostgreSQL, in days: from 4714-11-24 BC to the end of the year 5874897.
    static let dates: Range<Int32> = -2_451_545..<2_145_031_949

    // MARK: Reading

    /// The day that a text names; `nil` when it is no date.
    static func day(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var scanner = TextScanner(bytes)
        guard let date = scanner.date(), let day = scanner.day(of: date), scanner.isAtEnd else { return nil }
        return day
    }

    /// The microseconds since midnight that a text names.
    static func time(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var scanner = TextScanner(bytes)
        guard let time = scanner.time(), scanner.isAtEnd else { return nil }
        return time
    }

    /// The microseconds since 2000-01-01 that a text names: at the place's clock, or in UTC when the text has an offset.
    static func timestamp(_ bytes: UnsafeRawBufferPointer, hasOffset: Bool) -> Int64? {
        var scanner = TextScanner(bytes)
        guard let date = scanner.date(), scanner.take(" "), let time = scanner.time(), time < microsecondsADay,
            let offset = hasOffset ? scanner.offset() : 0, let day = scanner.day(of: date), scanner.isAtEnd,
            // Far enough for every timestamp, and not so far that the multiplication overflows.
            (-2_500_000...106_751_982).contains(day)
        else { return nil }
        let value = Int64(day * microsecondsADay + time - offset)
        return timestamps.contains(value) ? value : nil
    }

    // MARK: Writing

    /// A date as the server writes it, and whether it is before year 1, which the server says at the very end.
    static func text(ofDay day: Int) -> (date: String, era: String) {
        let (year, month, day) = GregorianCalendar.date(ofDay: day)
        let date = "\(padded(year > 0 ? year : 1 - year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        return (date, year > 0 ? "" : " BC")
    }

    /// A time of the day as the server writes it, without zeros at the end of a second's fraction.
    static func text(ofTime microseconds: Int) -> String {
        let (hours, afterHours) = microseconds.quotientAndRemainder(dividingBy: microsecondsAnHour)
        let (minutes, afterMinutes) = afterHours.quotientAndRemainder(dividingBy: microsecondsAMinute)
        let (seconds, fraction) = afterMinutes.quotientAndRemainder(dividingBy: microsecondsASecond)
        var text = "\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(seconds, 2))"
        guard fraction > 0 else { return text }
        text += "." + padded(fraction, 6)
        while text.last == "0" { text.removeLast() }
        return text
    }

    /// A timestamp as the server writes it, with what stands for its offset from UTC.
    static func text(ofTimestamp microseconds: Int64, offset: String) -> String {
        let day = GregorianCalendar.floorDivide(Int(microseconds), microsecondsADay)
        let (date, era) = text(ofDay: day)
        return "\(date) \(text(ofTime: Int(microseconds) - day * microsecondsADay))\(offset)\(era)"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension TextScanner {
    typealias Date = (year: Int, month: Int, day: Int)

    /// Reads a year of four digits or more, a month and a day.
    mutating func date() -> Date? {
        guard let year = digits(4...7), year > 0, take("-"), let month = digits(2...2), take("-"),
            let day = digits(2...2)
        else { return nil }
        return (year, month, day)
    }

    /// The day of a date, once the text has said whether it is before Christ.
    mutating func day(of date: Date) -> Int? {
        GregorianCalendar.day(year: take(" BC") ? 1 - date.year : date.year, month: date.month, day: date.day)
    }

    /// Reads hours, minutes, seconds and their fraction, up to 24:00:00, in microseconds.
    mutating func time() -> Int? {
        guard let hours = digits(2...2), take(":"), let microseconds = minutesAndSeconds() else { return nil }
        let time = hours * DateTimeForm.microsecondsAnHour + microseconds
        return time <= DateTimeForm.microsecondsADay ? time : nil
    }

    /// Reads minutes, seconds and their fraction, in microseconds.
    mutating func minutesAndSeconds() -> Int? {
        guard let minutes = digits(2...2), minutes < 60, take(":"), let seconds = digits(2...2), seconds < 60 else {
            return nil
        }
        var microseconds = minutes * DateTimeForm.microsecondsAMinute + seconds * DateTimeForm.microsecondsASecond
        guard take(".") else { return microseconds }
        var unit = DateTimeForm.microsecondsASecond
        while unit > 1, let digit = digit() {
            unit /= 10
            microseconds += digit * unit
        }
        return microseconds
    }

    /// Reads an offset from UTC such as `+02`, `-03:30` or `+00:53:28`, in microseconds.
    mutating func offset() -> Int? {
        guard let sign = sign(), let hours = digits(2...2) else { return nil }
        let minutes = take(":") ? digits(2...2) : 0
        let seconds = take(":") ? digits(2...2) : 0
        guard let minutes, let seconds else { return nil }
        return sign * ((hours * 60 + minutes) * 60 + seconds) * DateTimeForm.microsecondsASecond
    }

    /// Reads a plus or a minus, as 1 or −1.
    mutating func sign() -> Int? {
        if take("-") { return -1 }
        return take("+") ? 1 : nil
    }
}
