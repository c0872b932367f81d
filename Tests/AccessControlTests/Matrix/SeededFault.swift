import PostgresCatalog
import Testing

/// One thing gone wrong in the small database, and what must be said about it: no less, and nothing else.
struct SeededFault: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: [String]
    let apply: @Sendable (inout CatalogSnapshot) -> Void

    var testDescription: String { name }

    init(_ name: String, _ expected: String..., apply: @escaping @Sendable (inout CatalogSnapshot) -> Void) {
        self.name = name
        self.expected = expected
        self.apply = apply
    }
}
