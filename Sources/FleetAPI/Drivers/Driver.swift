import DataAccessMacros
import Foundation

/// A driver of a tenant's.
@Table("drivers", scope: .tenant)
struct Driver: Equatable {
    @Column(.primaryKey, .generated) let id: Driver.ID
    var employeeNumber: String
    var name: String
    var email: String?
    var phone: String?
    var licenseNumber: String
    var licenseState: String?
    var licenseClass: String?
    var licenseExpiresOn: PostgresDate?
    var hiredOn: PostgresDate?
    @Column(.default) var isActive: Bool
    @Column(.version(.trigger)) let version: Int
    @Column(.generated) let createdAt: Date
    @Column(.generated) let updatedAt: Date
}
