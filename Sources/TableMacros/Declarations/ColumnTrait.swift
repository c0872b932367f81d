/// What a column is besides its name and type, named as `ColumnTraits` of the library names it.
enum ColumnTrait: String, CaseIterable {
    case primaryKey
    case generated
    case hasDefault
    case version
    case versionByTrigger
    case softDelete
    case createOnly

    /// The trait of a name without arguments in `@Column(…)`.
    init?(spelling: String) {
        switch spelling {
        case "default": self = .hasDefault
        case "versionByTrigger", "hasDefault": return nil
        default: self.init(rawValue: spelling)
        }
    }

    /// How `@Column(…)` has it.
    var spelling: String {
        switch self {
        case .hasDefault: ".default"
        case .versionByTrigger: ".version(.trigger)"
        default: ".\(rawValue)"
        }
    }

    /// The traits that one column cannot have together with this one, since one makes the other void or wrong.
    var rivals: Set<ColumnTrait> {
        switch self {
        case .primaryKey: [.hasDefault, .version, .versionByTrigger, .softDelete, .createOnly]
        case .generated: [.hasDefault, .version, .versionByTrigger, .softDelete, .createOnly]
        case .hasDefault: [.version, .versionByTrigger, .softDelete]
        case .version: [.versionByTrigger, .softDelete, .createOnly]
        case .versionByTrigger: [.softDelete, .createOnly]
        case .softDelete: [.createOnly]
        case .createOnly: []
        }
    }
}
