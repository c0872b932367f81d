import DataAccessMacros
import Foundation

/// A vendor as it is stored. The server's trigger raises its version at every change.
@Table("vendors", scope: .tenant)
struct Vendor: Equatable {
    @Column(.primaryKey, .generated) let id: Vendor.ID
    var name: String
    @Column(.default) var vendorType: VendorType
    var contactName: String?
    var email: String?
    var phone: String?
    var address: String?
    var city: String?
    var state: String?
    var zip: String?
    var website: String?
    var notes: String?
    @Column(.default) var isActive: Bool
    @Column(.version(.trigger)) let version: Int
    @Column(.generated) let createdAt: Date
    @Column(.generated) let updatedAt: Date
}
