import TestSupport
import FoundationEssentials
import PostgresDriver

extension TypeSamples {
    private static let microsecondsADay: Int64 = 86_400_000_000

    static let date = TypeSample<PostgresDate>(
        type: "date",
        edges: [
            .infinity, .negativeInfinity, days(0), days(-1), days(59), days(-2_451_545), days(2_145_031_948),
            days(-730_119), days(-730_120),
        ], random: { days(Int32($0.below(20_000_000)) - 2_451_545) }, text: { "\($0)" })
    static let time = TypeSample<PostgresTime>(
        type: "time",
        edges: [0, 1, microsecondsADay, microsecondsADay - 1].compactMap { PostgresTime(microseconds: $0) },
        random: { generator in
            let microseconds = Int64.random(in: 0...microsecondsADay, using: &generator)
            guard let time = PostgresTime(microseconds: microseconds) else { preconditionFailure("within the range") }
            return time
        }, text: { "\($0)" })
    static let timestamp = TypeSample<PostgresTimestamp>(
        type: "timestamp",
        edges: [
            .infinity, .negativeInfinity, microseconds(0), microseconds(-1), microseconds(-211_813_488_000_000_000),
            microseconds(9_223_371_331_199_999_999), microseconds(-730_120 * microsecondsADay - 1),
        ], random: { microseconds(anyMicroseconds(&$0)) }, text: { "\($0)" })
    static let timestamptz = TypeSample<PostgresTimestampTZ>(
        type: "timestamptz",
        edges: [
            .infinity, .negativeInfinity, moment(0), moment(-1), moment(-730_120 * microsecondsADay - 1),
            // Before time zones had whole hours.
            moment(-4_000_000_000_000_000),
        ], random: { moment(anyMicroseconds(&$0)) }, text: { "\($0)" })
    static let foundationDate = TypeSample<Date>(
        type: "timestamptz",
        edges: [
            Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1_700_000_000.25), .distantPast, .distantFuture,
        ],
        random: { generator in
            let microseconds = Int64.random(in: -4_000_000_000_000_000...4_000_000_000_000_000, using: &generator)
            return Date(timeIntervalSinceReferenceDate: Double(microseconds) / 1_000_000)
        })
    static let interval = TypeSample<PostgresInterval>(
        type: "interval",
        edges: [
            PostgresInterval(), PostgresInterval(months: 14, days: -3, microseconds: 14_706_789_000),
            PostgresInterval(months: -14, days: 3, microseconds: -1), PostgresInterval(months: .max, days: .max),
            PostgresInterval(months: .min, days: .min), PostgresInterval(microseconds: .max),
            PostgresInterval(microseconds: .min), PostgresInterval(months: 12), PostgresInterval(days: 1),
        ],
        random: { generator in
            PostgresInterval(
                months: generator.below(3) == 0 ? 0 : Int32(generator.below(4_000)) - 2_000,
                days: generator.below(3) == 0 ? 0 : Int32(truncatingIfNeeded: generator.next()),
                microseconds: generator.below(3) == 0
                    ? 0 : Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.below(64)))
        })

    private static func days(_ days: Int32) -> PostgresDate { PostgresDate(daysSince2000: days) }

    private static func microseconds(_ count: Int64) -> PostgresTimestamp {
        PostgresTimestamp(microsecondsSince2000: count)
    }

    private static func moment(_ count: Int64) -> PostgresTimestampTZ {
        PostgresTimestampTZ(microsecondsSince2000: count)
    }

    /// Anything the server shows in every time zone, most of it in the last and next centuries.
    private static func anyMicroseconds(_ generator: inout SeededGenerator) -> Int64 {
        let limit: Int64 = generator.below(4) == 0 ? 200_000_000_000_000_000 : 3_000_000_000_000_000
        return Int64.random(in: -limit...limit, using: &generator)
    }
}
