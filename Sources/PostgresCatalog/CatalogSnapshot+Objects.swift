extension CatalogSnapshot {
    /// Every database, schema, relation, function and named object of the snapshot.
    public var objects: [any CatalogObject] {
        databases as [any CatalogObject] + schemas + relations + functions + namedObjects
    }
}
