/// What differs in one object between two fingerprints.
public struct FingerprintDifference: Sendable, Hashable {
    /// How the object differs.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Only the second has it.
        case added
        /// Only the first has it.
        case removed
        /// Both have it, and not alike.
        case changed
    }

    /// One fact on both sides; nil where a side has it not.
    public struct Change: Sendable, Hashable, Codable {
        /// The fact's name.
        public let fact: String
        /// How the first has it.
        public let first: String?
        /// How the second has it.
        public let second: String?
    }

    /// The object, as in ``Fingerprint/Entry/object``.
    public let object: String
    /// How it differs.
    public let kind: Kind
    /// The facts that differ: all of them for an object that only one side has.
    public let changes: [Change]
}

extension Fingerprint {
    /// What differs between this one and another, in the order of the objects' names; empty when they are equal.
    public func differences(to other: Fingerprint) -> [FingerprintDifference] {
        let mine = Dictionary(entries.map { ($0.object, $0) }, uniquingKeysWith: { first, _ in first })
        let theirs = Dictionary(other.entries.map { ($0.object, $0) }, uniquingKeysWith: { first, _ in first })
        let objects = Set(mine.keys).union(theirs.keys)
        return objects.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { object in
            let (first, second) = (mine[object], theirs[object])
            guard first != second else { return nil }
            return FingerprintDifference(
                object: object, kind: first == nil ? .added : second == nil ? .removed : .changed,
                changes: Self.changes(first?.facts ?? [], second?.facts ?? []))
        }
    }

    private static func changes(_ first: [Fact], _ second: [Fact]) -> [FingerprintDifference.Change] {
        let mine = Dictionary(first.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let theirs = Dictionary(second.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let names = Set(mine.keys).union(theirs.keys)
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            guard mine[name] != theirs[name] else { return nil }
            return FingerprintDifference.Change(fact: name, first: mine[name], second: theirs[name])
        }
    }
}

extension FingerprintDifference: CustomStringConvertible {
    /// A line for the object with `+`, `-` or `~`, and below it each fact that differs, both ways.
    public var description: String {
        let mark =
            switch kind {
            case .added: "+"
            case .removed: "-"
            case .changed: "~"
            }
        return (["\(mark) \(object)"] + changes.flatMap(\.lines)).joined(separator: "\n")
    }
}

extension FingerprintDifference.Change {
    fileprivate var lines: [String] {
        func side(_ mark: String, _ value: String?) -> [String] {
            value.map { Fingerprint.Fact(name: fact, value: $0).lines(indentation: "    \(mark) ") } ?? []
        }
        return side("-", first) + side("+", second)
    }
}
