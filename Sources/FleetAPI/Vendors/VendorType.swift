import PostgresDriver

/// What a vendor does for the fleet, as the schema spells it.
enum VendorType: String, PostgresEnum {
    case parts, repair, tires, fuel
    case bodyShop = "body_shop"
    case towing, cleaning, inspection, other
}
