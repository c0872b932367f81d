extension RelationDeclaration {
    /// The type of rows that are not stored yet.
    var draft: String {
        let columns = draftColumns
        let properties = columns.map { "\(access)var \($0.property): \($0.draftType)" }
        let assignments = columns.map { "self.\($0.property) = \($0.property)" }
        let values = columns.map { "values.\($0.append)(\($0.name.literal), self.\($0.property))" }
        let bulkValues = columns.map { "values.\($0.append)(\($0.name.literal), drafts.map(\\.\($0.property)))" }
        let members =
            properties + [
                "\(access)init\(columns.map(\.draftParameter).list) \(assignments.block)",
                "\(access)func encode(into values: inout DataAccess.InsertValues) \(values.block)",
                "\(access)var givenDefaults: Swift.UInt64 \(givenDefaults.block)",
                "\(access)static func encode(_ drafts: [Self], into values: inout DataAccess.BulkValues) "
                    + bulkValues.block,
            ]
        return "\(access)struct Draft: DataAccess.TableDraft \(members.block)"
    }

    /// One statement for each bit, since the compiler takes long over one long expression.
    private var givenDefaults: [String] {
        let columns = draftColumns.filter(\.hasDefault)
        if columns.isEmpty { return ["0"] }
        let statements = columns.enumerated().map { "if self.\($1.property) != nil { given |= 1 << \($0) }" }
        return ["var given: Swift.UInt64 = 0"] + statements + ["return given"]
    }
}

extension ColumnDeclaration {
    /// `nil` stands for the server's default, or for NULL where there is none.
    fileprivate var draftType: String { hasDefault ? type.optional : fullType }

    fileprivate var draftParameter: String {
        let value = initialValue ?? (hasDefault || isNullable ? "nil" : nil)
        return "\(property): \(draftType)" + (value.map { " = \($0)" } ?? "")
    }

    fileprivate var append: String { hasDefault ? "appendUnlessDefault" : "append" }
}
