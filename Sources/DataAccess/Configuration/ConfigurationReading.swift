import Configuration

/// Reads keys and gathers what is wrong with them, so that all of it can be said at once.
struct ConfigurationReading {
    private let reader: ConfigReader
    private(set) var problems: [ConfigurationProblems.Problem] = []

    init(_ reader: ConfigReader) { self.reader = reader }

    mutating func report(_ key: ConfigurationKey, _ problem: String, _ remedy: String) {
        problems.append(.init(key: key.name, problem: problem, remedy: remedy))
    }

    /// The text of a key; nil when it is missing or empty.
    func text(_ key: ConfigurationKey, isSecret: Bool = false) -> String? {
        let text = reader.string(forKey: ConfigKey(key.components), isSecret: isSecret)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The text of a key that has to be there; empty, with a problem noted, when it is not.
    mutating func required(_ key: ConfigurationKey, isSecret: Bool = false, _ remedy: String) -> String {
        if let text = text(key, isSecret: isSecret) { return text }
        report(key, "is missing", remedy)
        return ""
    }

    mutating func integer(_ key: ConfigurationKey, in range: ClosedRange<Int>, default standard: Int) -> Int {
        guard let text = text(key) else { return standard }
        if let value = Int(text), range.contains(value) { return value }
        report(key, "is \"\(text)\"", "Write a whole number from \(range.lowerBound) to \(range.upperBound).")
        return standard
    }

    /// A time in milliseconds.
    mutating func milliseconds(
        _ key: ConfigurationKey, in range: ClosedRange<Int>, default standard: Int
    ) -> Duration {
        .milliseconds(integer(key, in: range, default: standard))
    }

    mutating func boolean(_ key: ConfigurationKey, default standard: Bool) -> Bool {
        guard let text = text(key) else { return standard }
        switch text.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default:
            report(key, "is \"\(text)\"", "Write true or false.")
            return standard
        }
    }
}
