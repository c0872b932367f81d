import ArgumentParser
import Foundation

/// How a command prints its result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For machines.
    case json
}

extension Terminal {
    /// Prints a value as JSON with sorted keys.
    func json(_ value: some Encodable) throws {
        try json(value, .prettyPrinted)
    }

    /// Prints a value as one line of JSON with sorted keys.
    func jsonLine(_ value: some Encodable) throws {
        try json(value, [])
    }

    private func json(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        encoder.dateEncodingStrategy = .iso8601
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
