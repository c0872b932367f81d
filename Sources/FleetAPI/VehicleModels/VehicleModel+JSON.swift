import Foundation

extension VehicleModel: Represented {
    static let idKind = JSONKind<Int32>.integer(1...Int32.max).wrapped(as: ID.self)

    /// A model as JSON. Figures have the EPA's names.
    static let representation = Representation<VehicleModel, Void>(
        "VehicleModel",
        [
            .readOnly("id", idKind) { $0.id },
            .readOnly("make", .text(1...100)) { $0.make },
            .readOnly("model", .text(1...100)) { $0.model },
            .readOnly("year", VehicleModelSearch.year.kind) { $0.year },
            .readOnly("class", .text(1...100)) { $0.vehicleClass },
            .readOnly("trans", JSONKind.text(1...100).orNull) { $0.transmission },
            .readOnly("drive", .text(1...100)) { $0.drive },
            .readOnly("cyl", JSONKind<Int16>.integer(1...100).described("None in an electric car.").orNull) {
                $0.cylinders
            },
            .readOnly("displ", JSONKind.decimal(0...99, scale: 1).described("In litres.").orNull) { $0.displacement },
            .readOnly("fuel", .text(1...100)) { $0.fuel },
            .readOnly("hwy", JSONKind<Int16>.integer(1...1000).described("In miles per gallon.")) { $0.highway },
            .readOnly("cty", JSONKind<Int16>.integer(1...1000).described("In miles per gallon.")) { $0.city },
        ])
}
