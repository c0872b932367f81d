/// What a column is besides its name and type, named as `ColumnTraits` of the library names it.
enum ColumnTrait: String, CaseIterable {
    case primaryKey
    case generated
    case hasDefault
    case version
    case versionByTrigger
    case softDelete
    case createOnly
}
