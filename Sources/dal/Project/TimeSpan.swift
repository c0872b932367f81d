import ArgumentParser

/// A duration as people and PostgreSQL write it: a whole number and its unit, such as `500ms`, `3s`, `20min`, `1h`.
struct TimeSpan: Sendable, Hashable {
    static let form = "a whole number and its unit: 500ms, 3s, 20min or 1h"
    private static let units: [(name: String, duration: Duration)] = [
        ("ms", .milliseconds(1)), ("min", .seconds(60)), ("s", .seconds(1)), ("h", .seconds(3_600)),
    ]
    /// PostgreSQL counts its timeouts in milliseconds, in 31 bits.
    private static let longest = Duration.milliseconds(Int32.max)

    let duration: Duration

    /// Reads a duration; nil for anything else, for nothing at all, and for more than PostgreSQL can count (24 days).
    init?(_ text: String) {
        guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }),
            let count = Int32(text.dropLast(unit.name.count)), count > 0, text.first != "+"
        else { return nil }
        duration = unit.duration * Int(count)
        guard duration <= Self.longest else { return nil }
    }
}

extension TimeSpan: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension TimeSpan: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let span = TimeSpan(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is no duration; write \(Self.form)")
        }
        self = span
    }
}
