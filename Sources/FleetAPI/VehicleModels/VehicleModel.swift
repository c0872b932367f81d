import DataAccessMacros
import Foundation

/// A model the EPA has measured; the same for every tenant. No session of the API's writes it.
@Table("vehicle_models", scope: .global)
struct VehicleModel: Equatable {
    /// The EPA's number.
    @Column(.primaryKey) let id: Int
    var make: String
    var model: String
    var year: Int
    @Column("class") var vehicleClass: String
    @Column("trans") var transmission: String?
    var drive: String
    /// None in an electric car.
    @Column("cyl") var cylinders: Int?
    /// In litres; none in an electric car.
    @Column("displ") var displacement: Decimal?
    var fuel: String
    /// In miles per gallon.
    @Column("hwy") var highway: Int
    /// In miles per gallon.
    @Column("cty") var city: Int
}
