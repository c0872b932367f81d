import Foundation
import PostgresDriver

extension JSONKind where Value == Date {
    /// A point in time in RFC 3339, written in UTC with milliseconds.
    static let dateTime = JSONKind(
        schema: .format(.dateTime),
        read: { json, errors in
            if case .string(let text) = json, let date = JSONTime.instant(text) { return date }
            errors.refuse("must be a date and time such as 2026-11-22T16:41:05Z")
            return nil
        },
        write: { $1.string(JSONTime.text($0)) })
}

extension JSONKind where Value == PostgresDate {
    /// A day of the calendar.
    static let date = JSONKind(
        schema: .format(.date),
        read: { json, errors in
            if case .string(let text) = json, let day = JSONTime.day(text) { return day }
            errors.refuse("must be a date such as 2026-11-22")
            return nil
        },
        write: { $1.string($0.description) })
}
