/// The value of a setting that is a list, read as PostgreSQL reads it (varlena.c, SplitIdentifierString).
struct SettingList: Hashable {
    private enum Kind {
        /// Names: without quotes they have no case.
        case names
        /// Files, whose names keep their case.
        case files
        /// Key words, which are stored as they were written.
        case words
    }

    /// PostgreSQL's settings marked GUC_LIST_INPUT that a role or database can have. The names and files among them are
    /// marked GUC_LIST_QUOTE too, as pg_dump's dumputils.c has them.
    private static let kinds: [String: Kind] = [
        "search_path": .names, "temp_tablespaces": .names, "local_preload_libraries": .files,
        "session_preload_libraries": .files, "shared_preload_libraries": .files, "unix_socket_directories": .files,
        "datestyle": .words, "wal_consistency_checking": .words, "restrict_nonsystem_relation_kind": .words,
        "createrole_self_grant": .words, "plpgsql.extra_errors": .words, "plpgsql.extra_warnings": .words,
    ]

    let elements: [String]

    /// Whether each element is a value of its own in a statement. One text for all would be one element with commas in
    /// its name.
    static func isWrittenByElement(_ setting: String) -> Bool {
        switch kinds[setting.lowercased()] {
        case .names, .files: true
        case .words, nil: false
        }
    }

    /// Whether a value cannot be read though the setting is a list.
    static func isMalformed(_ value: String, of setting: String) -> Bool {
        kinds[setting.lowercased()] != nil && SettingList(value, of: setting) == nil
    }

    /// Reads a value; nil when the setting is no list, or the value is none.
    init?(_ value: String, of setting: String) {
        guard let kind = Self.kinds[setting.lowercased()] else { return nil }
        var elements: [String] = []
        var rest = value.drop(while: \.isWhitespace)
        while !rest.isEmpty || !elements.isEmpty {
            guard let element = Self.element(&rest, kind) else { return nil }
            elements.append(element)
            if rest.isEmpty { break }
            guard rest.popFirst() == "," else { return nil }
            rest = rest.drop(while: \.isWhitespace)
        }
        self.elements = elements
    }

    /// Takes one element and the space behind it.
    private static func element(_ rest: inout Substring, _ kind: Kind) -> String? {
        defer { rest = rest.drop(while: \.isWhitespace) }
        if rest.first == "\"" { return quoted(&rest) }
        let text = rest.prefix { $0 != "," && (kind == .files || !$0.isWhitespace) }
        rest = rest[text.endIndex...]
        let element = text.trimmed
        guard !element.isEmpty else { return nil }
        // As in PostgreSQL, letters beyond ASCII keep their case.
        return kind == .files ? element : String(element.map { $0.isASCII ? Character($0.lowercased()) : $0 })
    }

    /// What stands between quotes; a doubled quote is one.
    private static func quoted(_ rest: inout Substring) -> String? {
        var text = ""
        rest.removeFirst()
        while let character = rest.popFirst() {
            if character != "\"" {
                text.append(character)
            } else if rest.first == "\"" {
                text.append(character)
                rest.removeFirst()
            } else {
                return text
            }
        }
        return nil
    }
}
