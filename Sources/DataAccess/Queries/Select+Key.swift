import PostgresDriver

extension Select where Row: Table {
    /// The statement that reads the row of a key, unless it is marked as deleted. Its text is made once for each table.
    static func sql(ofKey id: Row.ID) throws(DatabaseError) -> SQL {
        guard let select = Row.definition.selectByKey else { return Select(try .key(id)).sql }
        return select.binding(id)
    }
}
