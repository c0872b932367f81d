internal import CLibpq

/// What the libpq in this process knows of connection parameters.
enum LibpqOptions {
    /// Every parameter's name, with the variable of the environment that libpq takes it from when it is not given.
    static let variables: [String: String?] = {
        var variables: [String: String?] = [:]
        // Nothing but an empty text, so that neither the environment nor a file is looked at.
        forEach(of: PQconninfoParse("", nil)) {
            variables.updateValue($0.envvar.map { String(cString: $0) }, forKey: $1)
        }
        return variables
    }()

    /// Reads `postgresql://…` or `name=value …` as libpq does.
    ///
    /// - Returns: What it says, by libpq's names. The error holds no part of the text: it may be a password.
    static func parse(_ text: String) throws(DatabaseError) -> [String: String] {
        guard !text.utf8.contains(0) else {
            throw DatabaseError(.configuration, detail: "the connection string holds a NUL character")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &message) else {
            defer { PQfreemem(message) }
            throw refusal(message.map { String(cString: $0) } ?? "")
        }
        var values: [String: String] = [:]
        forEach(of: options) { if let value = $0.val { values[$1] = String(cString: value) } }
        return values
    }

    private static func forEach(
        of options: UnsafeMutablePointer<PQconninfoOption>?, _ body: (PQconninfoOption, String) -> Void
    ) {
        guard let options else { return }
        defer { PQconninfoFree(options) }
        var next = options
        while let name = next.pointee.keyword {
            body(next.pointee, String(cString: name))
            next += 1
        }
    }

    /// libpq quotes the text it could not read, so only the kind of its complaint is passed on.
    private static func refusal(_ message: String) -> DatabaseError {
        let kinds = [
            ("missing \"=\"", "there is a name without \"=\""),
            ("unterminated quoted string", "a quote is not closed"),
            ("invalid connection option", "libpq knows no parameter of a name in it"),
            ("invalid URI query parameter", "libpq knows no parameter of a name in it"),
            ("invalid percent-encoded token", "a percent sign is not followed by two hexadecimal digits"),
            ("forbidden value %00", "it holds a NUL character"),
            ("IPv6 host address", "an address in brackets is empty"),
            ("matching \"]\"", "a bracket is not closed"),
            ("key/value separator", "a parameter after \"?\" is not name=value"),
            ("unexpected character", "there is a character that a URI cannot have in that place"),
        ]
        let kind = kinds.first { message.contains($0.0) }?.1 ?? "libpq cannot read it"
        return DatabaseError(
            .configuration,
            detail: "the connection string is neither postgresql://user@host/database nor name=value pairs: \(kind)")
    }
}
