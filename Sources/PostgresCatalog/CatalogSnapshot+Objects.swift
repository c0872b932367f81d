extension CatalogSnapshot {
    /// Every database, schema, relation and function of the snapshot.
    public var objects: [any CatalogObject] {
        databases as [any CatalogObject] + schemas + relations + functions
    }
}
