import DataAccessMacros
import FoundationEssentials

@Table("vehicles", schema: "fleet", scope: .tenant)
struct Vehicle {
    @Column(.primaryKey, .generated) let id: Vehicle.ID
    @Column("class", .createOnly) let `class`: String
    var plate: String?
    @Column(.default) var isActive: Bool
    var wheels: Int = 4
    @Column(.version) let version: Int
    @Column(.softDelete) let deletedAt: Date?
}
