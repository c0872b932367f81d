public import DataAccessMacros
package import FoundationEssentials

/// Every trait, types of every kind, and names that need quoting.
@Table("part's \"box\"", schema: "store", scope: .tenant, tenantColumn: "owner")
package struct Part: Equatable {
    package enum Grade: String, PostgresEnum { case fine, rough }

    @Column(.primaryKey, .generated) package let id: Part.ID
    package var name: String
    package var weight, height: Double?
    @Column("class", .default) package var `class`: Int
    @Column(.type("store.grade")) package var grade: Grade = .rough
    @Column(.createOnly) package let madeBy: String
    @Column("select ") package var `default`: Swift.Optional<Bool>
    package var size: JSON<[Int]>
    package var marks: [String]
    package var widths: [Int]?
    package var digest: [UInt8]
    @Column(.version(.trigger)) package let version: Int32
    @Column(.softDelete) package let deletedAt: Date?

    package var isHeavy: Bool { (weight ?? 0) > 100 }
    package static let unit = "kg"
}

/// A table for other modules.
@Table("crates", scope: .global)
public struct Crate {
    /// Its key.
    @Column(.primaryKey, .generated) public let id: Crate.ID
    /// What is on it.
    public var label: String
}

/// Where other declarations are nested.
enum Shop {
    /// A key of the client's own making, whose property has another name than `id`.
    @Table("shelves", scope: .global, id: Int32.self)
    struct Shelf: Equatable {
        @Column(.primaryKey) let number: Self.ID
        var row: String
        var values: Int
        var positions: Int { didSet { values = positions } }
    }

    /// A key of a plain type, and a version that the library raises.
    @Table("tags", scope: .global)
    struct Tag: Equatable {
        @Column(.primaryKey) let id: String
        @Column(.version) let version: Int
    }

    @View("shelf_rows", scope: .global)
    struct ShelfRow: Equatable {
        @Column("row") let name: String
        let shelfCount: Int
    }
}
