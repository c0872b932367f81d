import PostgresDriver

extension Select {
    /// The statement that reads the rows.
    var sql: SQL { sql(selecting: Row.definition.quotedColumns) }

    /// The statement that counts the rows, whatever their order, limit and offset.
    var countSQL: SQL {
        var builder = SQL.StringInterpolation(literalCapacity: 96, interpolationCount: 2)
        builder.appendLiteral("SELECT count(*) FROM ")
        builder.appendLiteral(Row.definition.quotedName)
        appendCondition(to: &builder)
        return SQL(stringInterpolation: builder)
    }

    /// The statement that says whether there is a row.
    var existsSQL: SQL { "SELECT EXISTS (\(limit(1).sql(selecting: "1")))" }

    /// - Parameter list: What each row gives: quoted columns, or a constant.
    func sql(selecting list: String) -> SQL {
        var builder = SQL.StringInterpolation(literalCapacity: list.utf8.count + 96, interpolationCount: 4)
        builder.appendLiteral("SELECT ")
        builder.appendLiteral(list)
        builder.appendLiteral(" FROM ")
        builder.appendLiteral(Row.definition.quotedName)
        appendCondition(to: &builder)
        if !terms.isEmpty {
            builder.appendLiteral(" ORDER BY ")
            builder.appendLiteral(terms.map(\.text).joined(separator: ", "))
        }
        if let rowLimit {
            builder.appendLiteral(" LIMIT ")
            builder.appendInterpolation(rowLimit)
        }
        if let rowOffset {
            builder.appendLiteral(" OFFSET ")
            builder.appendInterpolation(rowOffset)
        }
        if let lock {
            builder.appendLiteral(" ")
            builder.appendLiteral(lock.rawValue)
        }
        return SQL(stringInterpolation: builder)
    }

    private func appendCondition(to builder: inout SQL.StringInterpolation) {
        guard let condition = effectiveCondition else { return }
        builder.appendLiteral(" WHERE ")
        builder.appendInterpolation(condition.sql)
    }

    /// The condition, with the one that leaves out rows marked as deleted.
    var effectiveCondition: Condition<Row>? {
        guard !includesDeleted else { return condition }
        return condition?.butDeleted ?? .isKept
    }
}
