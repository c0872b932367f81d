import Foundation

/// A vendor as it is stored and as it is answered.
struct Vendor: Sendable, Equatable {
    let id: UUID
    var details: VendorDetails
    /// Raised by the server at every change.
    let version: Int
    let createdAt: Date
    let updatedAt: Date
}
