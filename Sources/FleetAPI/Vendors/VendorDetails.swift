/// The fields of a vendor that a client writes.
struct VendorDetails: Sendable, Equatable {
    var name: String
    var vendorType: VendorType
    var contactName: String?
    var email: String?
    var phone: String?
    var address: String?
    var city: String?
    var state: String?
    var zip: String?
    var website: String?
    var notes: String?
    var isActive: Bool
}
