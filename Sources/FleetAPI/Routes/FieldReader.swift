import Foundation

/// Reads a body field by field; every wrong one is kept for one answer that lists them all.
struct FieldReader: Sendable {
    private let body: JSONBody
    private var known: Set<String>
    private(set) var errors: [FieldError] = []

    /// - Parameter ignoring: fields the server alone writes; they may come back as it sent them.
    init(_ body: JSONBody, ignoring: Set<String> = []) {
        self.body = body
        known = ignoring
    }

    mutating func refuse(_ name: String, _ message: String) {
        errors.append(FieldError(field: name, message: message))
    }

    /// A text, or nil when the field is absent, null or wrong.
    ///
    /// - Parameter maximumLength: in Unicode scalars, as PostgreSQL counts characters.
    mutating func text(_ name: String, required: Bool = false, maximumLength: Int) -> String? {
        guard let value = value(name, required: required) else { return nil }
        guard case .string(let text) = value else {
            refuse(name, "must be a text")
            return nil
        }
        guard text.unicodeScalars.count <= maximumLength else {
            refuse(name, "must have at most \(maximumLength) characters")
            return nil
        }
        guard !text.unicodeScalars.contains("\0") else {
            refuse(name, "must not contain NUL")
            return nil
        }
        if required, text.allSatisfy(\.isWhitespace) {
            refuse(name, "must not be empty")
            return nil
        }
        return text
    }

    /// An address with something on both sides of its `@`, or nil when the field is absent, null or wrong. Whether
    /// anybody reads it no pattern tells.
    mutating func email(_ name: String) -> String? {
        guard let text = text(name, maximumLength: 320) else { return nil }
        guard let sign = text.dropFirst().firstIndex(of: "@"), text.index(after: sign) < text.endIndex else {
            refuse(name, "must be an e-mail address")
            return nil
        }
        return text
    }

    /// One of the texts that `Choice` lists, or nil when the field is absent, null or wrong.
    mutating func choice<Choice>(_ name: String, of type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let value = value(name, required: false) else { return nil }
        guard case .string(let text) = value, let choice = Choice(rawValue: text) else {
            refuse(name, "must be one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return choice
    }

    /// `true` or `false`, or nil when the field is absent, null or wrong.
    mutating func bool(_ name: String) -> Bool? {
        guard let value = value(name, required: false) else { return nil }
        guard case .bool(let truth) = value else {
            refuse(name, "must be true or false")
            return nil
        }
        return truth
    }

    /// Call when every field has been read.
    ///
    /// - Throws: a problem that lists every wrong field and every field nobody knows: one that was misspelt would
    ///   otherwise be lost without a word.
    mutating func validate() throws(Problem) {
        for name in body.fields.keys.sorted() where !known.contains(name) {
            refuse(String(name.prefix(64)), "is not a field of this resource")
        }
        guard errors.isEmpty else { throw .invalidFields(errors) }
    }

    /// nil when absent or null.
    private mutating func value(_ name: String, required: Bool) -> JSONScalar? {
        known.insert(name)
        switch body.fields[name] {
        case nil, .null?:
            if required { refuse(name, "is required") }
            return nil
        case let value?: return value
        }
    }
}
