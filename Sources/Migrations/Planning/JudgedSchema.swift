import PostgresCatalog

extension Fingerprint {
    /// What a plan is judged on: everything in the database's catalogue but the runner's own schema, which its runs
    /// change, and but what all databases of the server share, which says nothing of a table's locks and size and which
    /// others change at any time.
    var judgedByPlans: Fingerprint {
        excluding { object in
            Self.sharedKinds.contains { object.hasPrefix($0) } || Self.isOfHistory(object)
        }
    }

    private static let sharedKinds = ["role ", "tablespace ", "parameter "]

    /// `schema dal`, and `table dal.migration_history` and its like.
    private static func isOfHistory(_ object: String) -> Bool {
        let words = object.prefix { $0.isLowercase || $0 == " " || $0 == "-" }
        let rest = object.dropFirst(words.count)
        return words.hasSuffix(" dal") && (rest.isEmpty || rest.hasPrefix("."))
    }
}
