import PostgresDriver

extension Select where Row: Table {
    /// The statement that reads the row of a key, unless it is marked as deleted. Its text is made once for each table.
    static func sql(ofKey id: Row.ID) throws(DatabaseError) -> SQL {
        let definition = Row.definition
        guard let text = definition.selectByKey else { return Select(try .key(id)).sql }
        let length = text.utf8.count + definition.selectByKeyEnd.utf8.count
        var builder = SQL.StringInterpolation(literalCapacity: length, interpolationCount: 1)
        builder.appendLiteral(text)
        builder.appendInterpolation(id)
        builder.appendLiteral(definition.selectByKeyEnd)
        return SQL(stringInterpolation: builder)
    }
}
