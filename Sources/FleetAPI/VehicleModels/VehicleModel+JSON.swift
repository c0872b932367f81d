extension VehicleModel: Encodable {
    private enum Key: String, CodingKey {
        case id, make, model, year, drive, fuel
        case vehicleClass = "class"
        case transmission = "trans"
        case cylinders = "cyl"
        case displacement = "displ"
        case highway = "hwy"
        case city = "cty"
    }

    /// Writes every field, null where there is no value.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(make, forKey: .make)
        try container.encode(model, forKey: .model)
        try container.encode(year, forKey: .year)
        try container.encode(vehicleClass, forKey: .vehicleClass)
        try container.encode(transmission, forKey: .transmission)
        try container.encode(drive, forKey: .drive)
        try container.encode(cylinders, forKey: .cylinders)
        try container.encode(displacement, forKey: .displacement)
        try container.encode(fuel, forKey: .fuel)
        try container.encode(highway, forKey: .highway)
        try container.encode(city, forKey: .city)
    }
}
