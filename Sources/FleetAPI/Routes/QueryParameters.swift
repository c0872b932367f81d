import Foundation

/// The query of a URI, read parameter by parameter; every wrong one is kept for one answer that lists them all.
/// Parameters nobody asks for are ignored.
struct QueryParameters: Sendable {
    private var values: [String: [String]] = [:]
    private(set) var errors: [FieldError] = []

    /// - Parameter query: what follows `?`, still percent-encoded; `+` is a space, as forms write it.
    init(_ query: String?) {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]) else { continue }
            guard let value = Self.decode(parts.count > 1 ? parts[1] : "") else {
                refuse(name, "is not percent-encoded UTF-8")
                continue
            }
            values[name, default: []].append(value)
        }
    }

    private static func decode(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    mutating func refuse(_ name: String, _ message: String) {
        errors.append(FieldError(field: name, message: message))
    }

    /// A whole number in decimal digits, or nil when the parameter is absent or wrong.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = single(name) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text), range.contains(value) else {
            refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    /// A text of 1 to `maximumLength` characters, or nil when the parameter is absent or wrong.
    mutating func text(_ name: String, maximumLength: Int) -> String? {
        guard let text = single(name) else { return nil }
        guard (1...maximumLength).contains(text.count), !text.unicodeScalars.contains("\0") else {
            refuse(name, "must have 1 to \(maximumLength) characters, none of them NUL")
            return nil
        }
        return text
    }

    /// Call when every parameter has been read.
    func validate() throws(Problem) {
        guard errors.isEmpty else { throw .invalidParameters(errors) }
    }

    private mutating func single(_ name: String) -> String? {
        guard let given = values[name] else { return nil }
        guard given.count == 1 else {
            refuse(name, "is given \(given.count) times; give it once")
            return nil
        }
        return given[0]
    }
}
