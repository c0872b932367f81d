import DataAccessMacros
import Foundation

/// A model the EPA has measured; the same for every tenant. No session of the API's writes it.
@Table("vehicle_models", scope: .global, id: Int32.self)
struct VehicleModel: Equatable {
    /// The EPA's number.
    @Column(.primaryKey) let id: VehicleModel.ID
    var make: String
    var model: String
    var year: Int16
    @Column("class") var vehicleClass: String
    @Column("trans") var transmission: String?
    var drive: String
    /// None in an electric car.
    @Column("cyl") var cylinders: Int16?
    /// In litres; none in an electric car.
    @Column("displ") var displacement: Decimal?
    var fuel: String
    /// In miles per gallon.
    @Column("hwy") var highway: Int16
    /// In miles per gallon.
    @Column("cty") var city: Int16
}
