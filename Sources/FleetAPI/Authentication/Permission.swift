/// What a token may allow its bearer to do. The text is the one that stands in the token.
enum Permission: String, Sendable, CaseIterable {
    case viewVendors = "vendor:view:global"
    case createVendors = "vendor:create:global"
    case updateVendors = "vendor:update:global"
    case deleteVendors = "vendor:delete:global"
    case viewVehicleModels = "vehicle_model:view:global"
    /// How this process uses its database, for those who run it.
    case viewPools = "pool:view:global"
}
