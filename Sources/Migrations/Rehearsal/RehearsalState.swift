import PostgresCatalog

/// A copy as it stood at one moment of its rehearsal.
struct RehearsalState: Sendable {
    let catalogue: Fingerprint
    let rows: Fingerprint

    /// What differs between two states.
    func differences(to other: RehearsalState) -> [FingerprintDifference] {
        catalogue.differences(to: other.catalogue) + rows.differences(to: other.rows)
    }

    /// What a down keeps on purpose, so that the next up takes it back, it puts into a table of such a name.
    static let keptPrefix = "dal.retained_"

    /// The tables that hold what downs kept.
    var keptTables: [String] {
        catalogue.entries.compactMap { entry in
            entry.object.hasPrefix("table " + Self.keptPrefix) ? String(entry.object.dropFirst("table ".count)) : nil
        }
    }

    /// Whether what the catalogue says of roles differs.
    func hasOtherRoles(than other: RehearsalState) -> Bool {
        catalogue.differences(to: other.catalogue).contains { $0.object.hasPrefix("role ") }
    }
}

extension FingerprintDifference {
    /// Whether it is about a table that a down kept on purpose.
    var isOfKeptTable: Bool {
        kind == .added
            && ["table ", "rows of "].contains { object.hasPrefix($0 + RehearsalState.keptPrefix) }
    }

    /// The table or sequence whose rows it is about, if it is about rows.
    var rowsOf: String? {
        object.hasPrefix("rows of ") ? String(object.dropFirst("rows of ".count)) : nil
    }

    /// Whether it says no more than that a relation's columns stand in another order.
    var isColumnOrder: Bool {
        guard kind == .changed, changes.count == 1, let change = changes.first, change.fact == "columns" else {
            return false
        }
        guard let first = change.first, let second = change.second else { return false }
        return first.split(separator: ", ").sorted() == second.split(separator: ", ").sorted()
    }

    /// Whether it says no more than that numbers were drawn from a sequence.
    var isDrawnSequence: Bool {
        guard kind == .changed, changes.count == 1, let change = changes.first else { return false }
        guard let first = Self.position(change.first), let second = Self.position(change.second) else { return false }
        return first <= second
    }

    private static func position(_ content: String?) -> Int? {
        guard let content, content.hasPrefix("at ") else { return nil }
        return Int(content.dropFirst(3).prefix { $0 != "," })
    }
}
