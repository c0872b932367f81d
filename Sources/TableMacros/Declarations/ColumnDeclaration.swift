/// A column as a property declares it.
struct ColumnDeclaration {
    /// The property's name as code has it: in backticks when it is a keyword.
    let property: String
    /// The column's name in the server.
    let name: String
    /// The type without `Optional`.
    let type: String
    let isNullable: Bool
    /// The value that the property has when none is given.
    let initialValue: String?
    let traits: Set<ColumnTrait>
    /// The server's type, where the Swift type does not say it.
    let serverType: String?

    /// The type of the property.
    var fullType: String { isNullable ? type.optional : type }

    var hasDefault: Bool { traits.contains(.hasDefault) }

    var isInDraft: Bool { traits.isDisjoint(with: [.generated, .version, .versionByTrigger, .softDelete]) }

    var isInChanges: Bool { isInDraft && traits.isDisjoint(with: [.primaryKey, .createOnly]) }
}

extension String {
    /// The name of this type's `Optional`.
    var optional: String {
        let isSimple = allSatisfy { $0.isLetter || $0.isNumber || "_.[]<>:, `".contains($0) }
        return isSimple ? "\(self)?" : "(\(self))?"
    }
}
