import SwiftSyntax

/// Reads a struct with `@Table` or `@View` on it.
struct RelationReader {
    /// Which of the macros stands there.
    enum Kind: String {
        case table = "@Table"
        case view = "@View"

        /// What the struct becomes. The protocols that the first one implies are named too, since the compiler looks for
        /// a conformance by its own name in what a macro writes.
        var conformances: String {
            let ofRelations = "DataAccess.Relation, PostgresDriver.PostgresRowDecodable"
            return self == .table ? "DataAccess.Table, \(ofRelations)" : ofRelations
        }
    }

    let attribute: AttributeSyntax
    let structure: StructDeclSyntax
    let kind: Kind
    var misuses = Misuses()

    init(_ attribute: AttributeSyntax, of structure: StructDeclSyntax, kind: Kind) {
        self.attribute = attribute
        self.structure = structure
        self.kind = kind
    }

    /// - Returns: The relation, or nil when something is wrong; ``misuses`` says what.
    mutating func read() -> RelationDeclaration? {
        let name = structure.name.text
        let members = structure.memberBlock.members
        var columnReader = ColumnReader(typeName: name, kind: kind)
        let columns = columnReader.read(members)
        let relation = RelationDeclaration(
            typeName: name, attribute: RelationAttribute(attribute, adding: &misuses),
            access: structure.modifiers.access, declaresKeyType: members.contains(where: \.declaresKeyType),
            columns: columns.map(\.declaration))
        misuses.add(columnReader.misuses)
        check(relation, columns)
        return misuses.isEmpty ? relation : nil
    }
}

extension MemberBlockItemSyntax {
    fileprivate var declaresKeyType: Bool {
        let name = decl.asProtocol((any NamedDeclSyntax).self)?.name
        return name?.text == "ID"
    }
}
