extension Fingerprint {
    private static let form = "dal fingerprint 1 sha256"

    /// The readable form: a line an object, its facts below it. ``init(text:)`` reads it back.
    public var text: String { "\(Self.form) \(hash)\n\(body)" }

    /// Reads the readable form back.
    /// - Parameter text: What ``text`` gave.
    /// - Throws: ``UnreadableFingerprint`` with the line, when it is something else, was changed or cut off.
    public init(text: String) throws(UnreadableFingerprint) {
        var reader = FingerprintTextReader()
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard let first = lines.first, first.hasPrefix(Self.form) else {
            throw UnreadableFingerprint(line: 1, problem: "this is not a saved fingerprint of this form")
        }
        for (index, line) in lines.enumerated().dropFirst() { try reader.read(line, number: index + 1) }
        self.init(entries: reader.finish())
        guard first == "\(Self.form) \(hash)" else {
            throw UnreadableFingerprint(line: 1, problem: "it was changed or cut off since it was written")
        }
    }

    var body: String {
        var lines: [String] = []
        for entry in entries {
            lines.append(entry.object.escapedLine)
            for fact in entry.facts { lines += fact.lines(indentation: "  ") }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Fingerprint.Fact {
    /// `name: value`, or the value's lines below the name.
    public func lines(indentation: String) -> [String] {
        let values = value.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard values.count > 1 else { return ["\(indentation)\(name.escapedLine): \(value)"] }
        return ["\(indentation)\(name.escapedLine):"] + values.map { "\(indentation)  | \(Substring($0))" }
    }
}

/// A text that is no fingerprint's readable form.
public struct UnreadableFingerprint: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where, from 1.
    public let line: Int
    /// What is wrong.
    public let problem: String

    /// Line, problem, and what to do.
    public var description: String {
        "line \(line): \(problem)\nWrite it anew with dal migrate fingerprint."
    }
}

extension String {
    /// In one line: names may hold line breaks.
    fileprivate var escapedLine: String { replacing("\\", with: "\\\\").replacing("\n", with: "\\n") }
}
