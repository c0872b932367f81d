extension RelationDeclaration {
    /// The type of rows that are not stored yet.
    var draft: String {
        let columns = draftColumns
        return """
            \(access)struct Draft: DataAccess.TableDraft {
                \(lines(columns) { "\(access)var \($0.property): \($0.draftType)" })
                \(access)init(\(columns.map(\.draftParameter).joined(separator: ", "))) {
                    \(lines(columns) { "self.\($0.property) = \($0.property)" })
                }
                \(access)func encode(into values: inout DataAccess.InsertValues) {
                    \(lines(columns) { "values.\($0.append)(\($0.name.literal), self.\($0.property))" })
                }
                \(givenDefaults)
                \(access)static func encode(_ drafts: [Self], into values: inout DataAccess.BulkValues) {
                    \(lines(columns) { "values.\($0.append)(\($0.name.literal), drafts.map(\\.\($0.property)))" })
                }
            }
            """
    }

    private var givenDefaults: String {
        let columns = draftColumns.filter(\.hasDefault)
        guard !columns.isEmpty else { return "\(access)var givenDefaults: Swift.UInt64 { 0 }" }
        let tests = columns.enumerated().map { "if self.\($1.property) != nil { given |= 1 << \($0) }" }
        return """
            \(access)var givenDefaults: Swift.UInt64 {
                var given: Swift.UInt64 = 0
                \(tests.joined(separator: "\n    "))
                return given
            }
            """
    }

    func lines(_ columns: [ColumnDeclaration], _ line: (ColumnDeclaration) -> String) -> String {
        columns.map(line).joined(separator: "\n")
    }
}

extension ColumnDeclaration {
    /// nil stands for the server's default, or for NULL where there is none.
    fileprivate var draftType: String { hasDefault && !isNullable ? type.optional : fullType }

    fileprivate var draftParameter: String {
        let value = initialValue ?? (hasDefault || isNullable ? "nil" : nil)
        return "\(property): \(draftType)" + (value.map { " = \($0)" } ?? "")
    }

    fileprivate var append: String { hasDefault ? "appendUnlessDefault" : "append" }
}
