/// The `options` of a connect: settings of the session, in the form of the server's command line.
enum StartupOptions {
    /// What the driver relies on to read dates and intervals in text form.
    static let always = [("DateStyle", "ISO"), ("IntervalStyle", "postgres")]

    /// `-c name=value` for each setting, blanks and backslashes escaped as the server's option parser wants them.
    static func text(of settings: [String: String]) -> String {
        (always + settings.sorted { $0.key < $1.key })
            .map { name, value in "-c \(name)=\(escaped(value))" }
            .joined(separator: " ")
    }

    /// Refuses a name that is none, and the settings that the driver decides.
    static func check(_ settings: [String: String]) throws(DatabaseError) {
        for name in settings.keys.sorted() {
            guard isName(name) else {
                throw DatabaseError(.configuration, detail: "\"\(name)\" in runtimeParameters is not a setting's name")
            }
            let decided = always.map(\.0) + ["client_encoding", "application_name"]
            guard !decided.contains(where: { $0.lowercased() == name.lowercased() }) else {
                throw DatabaseError(
                    .configuration, detail: "\(name) in runtimeParameters is decided by the driver; leave it out")
            }
        }
    }

    /// Reads what `text(of:)` writes, and the other spelling, `--name=value`; in a long name `-` stands for `_`.
    ///
    /// - Returns: The settings; `nil` when there is anything else in it.
    static func settings(in text: String) -> [String: String]? {
        var settings: [String: String] = [:]
        var words = words(in: text)[...]
        while var word = words.popFirst() {
            if word == "-c" {
                guard let next = words.popFirst() else { return nil }
                word = next
            } else if word.hasPrefix("-c") || word.hasPrefix("--") {
                word = String(word.dropFirst(2))
            } else {
                return nil
            }
            guard let sign = word.firstIndex(of: "=") else { return nil }
            settings[String(word[..<sign]).replacing("-", with: "_")] = String(word[word.index(after: sign)...])
        }
        return settings
    }

    private static func words(in text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isEscaped = false
        for character in text.unicodeScalars {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if isBlank(character) {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            if isBlank(character) || character == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }

    /// What C's `isspace` takes for a blank.
    private static func isBlank(_ character: Unicode.Scalar) -> Bool {
        character == " " || (9...13).contains(character.value)
    }

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
        return name.utf8.allSatisfy { byte in
            isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
