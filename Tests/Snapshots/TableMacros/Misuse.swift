import DataAccessMacros
import FoundationEssentials

// A row is a value.
@Table("a", scope: .global)
final class Reference {
    @Column(.primaryKey) let id: Int = 1
}

@View("a", scope: .global)
enum Cases { case one }

// Keys.
@Table("a", scope: .global)
struct NoKey {
    let id: Int
    let name: String
}

@Table("a", scope: .global)
struct TwoKeys {
    @Column(.primaryKey) let one: Int
    @Column(.primaryKey) let other: Int
}

@Table("a", scope: .global)
struct KeyOfNull {
    @Column(.primaryKey, .generated) let id: Int?
}

@Table("a", scope: .global)
struct KeyWithDefault {
    @Column(.primaryKey, .default) let id: Int
}

@Table("a", scope: .global)
struct IDTaken {
    @Column(.primaryKey) let number: Int
    let id: Int
}

// Columns.
@Table("a", scope: .global)
struct NoColumns {
    static let one = 1
    var two: Int { 2 }
    lazy var three = 3
}

@Table("a", scope: .global)
struct NoType {
    @Column(.primaryKey) let id: Int
    var name = "none"
    var other = makeName()
}

@Table("a", scope: .global)
struct Types {
    @Column(.primaryKey) let id: Int
    var forced: Int!
    var twice: Int??
    var pair: (Int, Int)
    var any: any Sendable
    let (left, right): (Int, Int)
}

@Table("a", scope: .global)
struct Values {
    @Column(.primaryKey) let id: Int
    let kind: String = "one"
    @Column(.default) var count: Int = 2
}

@Table("a", scope: .global)
struct SameColumn {
    @Column(.primaryKey) let id: Int
    var isActive: Bool
    @Column("is_active") var active: Bool
}

@Table("a", scope: .global)
struct UnreachableName {
    @Column(.primaryKey) let id: Int
    let `self`: Int
    let aNameThatIsSoLongThatTheServerWouldCutItOffWithoutSayingAWord: Int
}

@Table("a", scope: .global)
struct Conditional {
    @Column(.primaryKey) let id: Int
    #if DEBUG
        var name: String
    #endif
}

@Table("a", scope: .tenant)
struct TenantColumn {
    @Column(.primaryKey) let id: Int
    let tenantID: Int
}

@Table("a", scope: .tenant, tenantColumn: "organization")
struct OtherTenantColumn {
    @Column(.primaryKey) let id: Int
    @Column("organization") let owner: Int
    let tenantID: Int
}

// Names.
@Table("", scope: .global)
struct EmptyName {
    @Column(.primaryKey) let id: Int
}

@Table("a234567890123456789012345678901234567890123456789012345678901234", schema: "\0", scope: .global)
struct LongName {
    @Column("", .primaryKey) let id: Int
}

let name = "vendors"
@Table("\(name)", schema: name, scope: .global)
struct InterpolatedName {
    @Column("\(name)", .primaryKey) let id: Int
    @Column(.type(name)) let kind: String
}

let scope = RelationScope.global
@Table("a", scope: scope, id: type)
struct ComputedScope {
    @Column(.primaryKey) let id: Int
}
let type: Any.Type = Int.self

// Traits.
@Table("a", scope: .global)
struct UnknownTrait {
    @Column(.primaryKey, .unique) let id: Int
}

@Table("a", scope: .global)
struct Rivals {
    @Column(.primaryKey, .primaryKey) let id: Int
    @Column(.generated, .default) let made: Int
    @Column(.version, .softDelete) let version: Date?
}

@Table("a", scope: .global)
struct SoftDelete {
    @Column(.primaryKey) let id: Int
    @Column(.softDelete) var isDeleted: Bool
    @Column(.softDelete) var deletedAt: Date
}

@Table("a", scope: .global)
struct Versions {
    @Column(.primaryKey) let id: Int
    @Column(.version) let version: String
    @Column(.version(.trigger)) let other: Int?
}

@View("a", scope: .global)
struct TraitsOfView {
    @Column("number", .primaryKey) let id: Int
}

@Table("a", scope: .global)
struct NotColumns {
    @Column(.primaryKey) let id: Int
    @Column("x") var computed: Int { 1 }
    @Column("y") static let shared = 1
    @Column("z") func find() {}
}

// Types and access.
@Table("a", scope: .global)
struct Generic<Value> {
    @Column(.primaryKey) let id: Int
}

@Table("a", scope: .global)
struct Hidden {
    @Column(.primaryKey) let id: Int
    private var secret: String
    private(set) var seen: String
}

@Table("a", scope: .global)
package struct Packaged {
    @Column(.primaryKey) package let id: Int
    var forgotten: String
}
