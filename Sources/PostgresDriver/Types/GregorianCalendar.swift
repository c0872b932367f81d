/// Days and dates of the proleptic Gregorian calendar, which is what PostgreSQL counts in. Day 0 is 2000-01-01; the year
/// before year 1 is year 0, which people call 1 BC.
///
/// The arithmetic is Howard Hinnant's (`days_from_civil`, `civil_from_days`): years begin in March, so that the leap day
/// comes last, and 400 of them are an era of 146,097 days.
enum GregorianCalendar {
    private static let daysAnEra = 146_097
    /// From 0000-03-01 to 2000-01-01.
    private static let daysTo2000 = 730_425

    /// The day of a date; `nil` when there is no such date or it is more than 10 million years away.
    static func day(year: Int, month: Int, day: Int) -> Int? {
        guard (-10_000_000...10_000_000).contains(year), (1...12).contains(month),
            (1...days(inMonth: month, of: year)).contains(day)
        else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorDivide(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysAnEra + dayOfEra - daysTo2000
    }

    /// The date of a day that is within some billions of years.
    static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + daysTo2000
        let era = floorDivide(shifted, daysAnEra)
        let dayOfEra = shifted - era * daysAnEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Divides towards minus infinity.
    static func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
