/// Which names an entry of the policy is about: one name, or with `*` for any run of characters many.
enum NamePattern {
    static func isPattern(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "*")) }

    static func matches(_ pattern: String, _ name: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return pattern == name }
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = rest.firstRange(of: part) else { return false }
            rest = rest[place.upperBound...]
        }
        return true
    }

    /// The entry that a name falls under: its own, else that of the longest pattern that matches.
    static func entry<Value>(for name: String, in entries: [String: Value]) -> Value? {
        if let own = entries[name] { return own }
        let patterns = entries.lazy.filter { isPattern($0.key) && matches($0.key, name) }
        return patterns.max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }?.value
    }
}
