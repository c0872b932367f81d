import Crypto

/// What a database holds, object by object, in a form that two databases can be compared by.
///
/// Neither object identifiers, nor the order in which things were made, nor gaps that dropped columns left behind are in
/// it: a database and its restored dump have the same one. No secret is in it either: no password, no connection string
/// of a subscription, no option of a user mapping.
public struct Fingerprint: Sendable, Hashable {
    /// One thing that is so about an object.
    public struct Fact: Sendable, Hashable {
        /// What is stated, unlike any other fact's of the object: `column email`, `owner`, `grant to fleet_webapp`.
        public let name: String
        /// How it is; may have several lines, as a view's definition has.
        public let value: String
    }

    /// An object and everything that is so about it.
    public struct Entry: Sendable, Hashable {
        /// Kind and name, unlike any other entry's: `table public.vendors`.
        public let object: String
        /// In the order of their names.
        public let facts: [Fact]
    }

    /// In the order of their objects' names.
    public let entries: [Entry]

    /// A fingerprint of facts by object and name.
    init(_ facts: [String: [String: String]]) {
        entries = facts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { object, facts in
            Entry(
                object: object,
                facts: facts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                    .map { Fact(name: $0.key, value: $0.value) })
        }
    }

    /// SHA-256 of the readable form, in lower-case hexadecimal: equal hashes mean equal fingerprints.
    public var hash: String { Self.hash(of: body) }

    /// The entry of an object.
    public subscript(object: String) -> Entry? { entries.first { $0.object == object } }

    /// What remains of it without the objects that a condition names.
    public func excluding(_ isExcluded: (_ object: String) -> Bool) -> Fingerprint {
        Fingerprint(entries: entries.filter { !isExcluded($0.object) })
    }

    /// Two fingerprints of different objects in one, such as a catalogue's and its rows'.
    public func joined(with other: Fingerprint) -> Fingerprint {
        let all = entries + other.entries
        return Fingerprint(entries: all.sorted { $0.object.utf8.lexicographicallyPrecedes($1.object.utf8) })
    }

    init(entries: [Entry]) {
        self.entries = entries
    }

    static func hash(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).hexadecimal
    }
}

extension Fingerprint.Entry {
    /// The value of a fact, or nil when the object has none of that name.
    public subscript(fact: String) -> String? { facts.first { $0.name == fact }?.value }
}
