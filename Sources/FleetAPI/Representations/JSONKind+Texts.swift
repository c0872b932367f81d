import Foundation

extension JSONKind where Value == String {
    /// Any text without NUL, which PostgreSQL cannot hold.
    ///
    /// - Parameter length: in Unicode scalars. From 1 on, something other than white space has to stand in it.
    static func text(_ length: ClosedRange<Int>) -> JSONKind {
        let pattern = length.lowerBound > 0 ? #"^[^\u0000]*[^\s\u0000][^\u0000]*$"# : #"^[^\u0000]*$"#
        return text(TextSchema(minimumLength: length.lowerBound, maximumLength: length.upperBound, pattern: pattern)) {
            length.lowerBound == 0 || !$0.unicodeScalars.allSatisfy(isWhiteSpace) ? nil : "must not be empty"
        }
    }

    /// Something on both sides of an `@`, as the schema has it. Whether anybody reads it no pattern tells; the format
    /// `email` would promise more.
    static let email = text(
        TextSchema(minimumLength: 3, maximumLength: 320, pattern: #"^[^\u0000]+@[^\u0000]+$"#)
    ) { text in
        let scalars = text.unicodeScalars
        return scalars.dropFirst().dropLast().contains("@") ? nil : "must be an e-mail address"
    }

    /// A text that matches a pattern as a whole.
    ///
    /// - Parameters:
    ///   - pattern: a regular expression with a meaning both to ECMA-262 and to Swift, without anchors.
    ///   - message: what the text must be.
    static func pattern(_ pattern: String, length: ClosedRange<Int>, _ message: String) -> JSONKind {
        text(
            TextSchema(
                minimumLength: length.lowerBound, maximumLength: length.upperBound, pattern: "^(?:\(pattern))$")
        ) { text in
            let whole = text.range(of: "^(?:\(pattern))$", options: .regularExpression)
            return whole == text.startIndex..<text.endIndex ? nil : message
        }
    }

    /// - Parameter fault: what is wrong with a text of the right length, if anything.
    private static func text(_ schema: TextSchema, fault: @escaping @Sendable (String) -> String?) -> JSONKind {
        JSONKind(
            schema: .text(schema),
            read: { json, errors in
                guard case .string(let text) = json else {
                    errors.refuse("must be a text")
                    return nil
                }
                guard let fault = schema.lengthFault(of: text) ?? fault(text) else { return text }
                errors.refuse(fault)
                return nil
            },
            write: { $1.string($0) })
    }

    /// As `\s` understands it in the readers of the specification, U+001C to U+001F among it.
    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) || scalar == "\u{FEFF}"
    }
}

extension TextSchema {
    fileprivate func lengthFault(of text: String) -> String? {
        let scalars = text.unicodeScalars
        if scalars.contains("\0") { return "must not contain NUL" }
        if let maximumLength, scalars.count > maximumLength { return "must have at most \(maximumLength) characters" }
        guard scalars.count < minimumLength else { return nil }
        return minimumLength == 1 ? "must not be empty" : "must have at least \(minimumLength) characters"
    }
}

extension JSONKind where Value: RawRepresentable<String> & CaseIterable {
    /// One of the texts that the type lists.
    static func choice(of type: Value.Type = Value.self) -> JSONKind { choice(among: Array(Value.allCases)) }

    /// One of the texts of some cases.
    static func choice(among cases: [Value]) -> JSONKind {
        let choices = cases.map(\.rawValue)
        return JSONKind(
            schema: .choice(choices),
            read: { json, errors in
                if case .string(let text) = json, choices.contains(text), let value = Value(rawValue: text) {
                    return value
                }
                errors.refuse("must be one of " + choices.joined(separator: ", "))
                return nil
            },
            write: { $1.string($0.rawValue) })
    }
}

extension JSONKind where Value == UUID {
    /// An identifier, written in lower case.
    static let uuid = JSONKind(
        schema: .format(.uuid),
        read: { json, errors in
            if case .string(let text) = json, let id = UUID(uuidString: text) { return id }
            errors.refuse("must be a UUID")
            return nil
        },
        write: { $1.string($0.uuidString.lowercased()) })
}
