import PostgresDriver

/// Puts together what the queries answer: first what the objects are called, then what is so about them.
struct FingerprintReader {
    /// An object as the catalogue knows it: identifiers are unique only within a system catalogue.
    private struct Key: Hashable {
        let catalogue: Int
        let oid: Int
    }

    /// The entry an object belongs to, and what its facts' names begin with there.
    private struct Label {
        let object: String
        let part: String
    }

    private var labels: [Key: Label] = [:]
    private var facts: [String: [String: String]] = [:]

    var fingerprint: Fingerprint { Fingerprint(facts) }

    /// Rows of catalogue, object identifier, entry, part.
    mutating func readLabels(_ rows: QueryResult) throws(DatabaseError) {
        for row in rows {
            guard let object = try row.decode(String?.self, at: 2) else {
                throw DatabaseError(.decoding, detail: "the catalogue holds a kind of object that is not known here")
            }
            labels[try key(row)] = Label(object: object, part: try row.decode(String.self, at: 3))
            facts[object] = facts[object] ?? [:]
        }
    }

    /// Rows of catalogue, object identifier, the fact's name, its value. An object without a label is PostgreSQL's own.
    mutating func readFacts(_ rows: QueryResult) throws(DatabaseError) {
        for row in rows {
            guard let label = labels[try key(row)], let value = try row.decode(String?.self, at: 3) else { continue }
            let name = try row.decode(String.self, at: 2)
            let parts = [label.part, name].filter { !$0.isEmpty }
            facts[label.object, default: [:]][parts.joined(separator: " ")] = value
        }
    }

    private func key(_ row: Row) throws(DatabaseError) -> Key {
        Key(catalogue: try row.decode(Int.self, at: 0), oid: try row.decode(Int.self, at: 1))
    }
}
