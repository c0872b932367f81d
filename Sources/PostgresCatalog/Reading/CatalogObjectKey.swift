/// Which object a grant is on: object identifiers are unique only within a kind.
struct CatalogObjectKey: Hashable {
    let kind: String
    let oid: Int
}
