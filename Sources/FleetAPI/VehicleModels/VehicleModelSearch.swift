import DataAccessMacros

/// Which vehicle models are asked for: each condition that is given narrows the search.
struct VehicleModelSearch: Sendable, Equatable {
    static let make = Parameter("make", .text(1...100), "The whole name, in any case.")
    static let model = Parameter("model", .text(1...100), "The whole name, in any case.")
    static let year = Parameter("year", JSONKind<Int16>.integer(1900...2100), "The model year.")

    /// The whole name, in any case.
    var make: String?
    /// The whole name, in any case.
    var model: String?
    var year: Int16?

    /// Reads `make`, `model` and `year`; what is wrong with them joins the other errors of the query.
    init(_ query: inout QueryParameters) {
        make = query.read(Self.make)
        model = query.read(Self.model)
        year = query.read(Self.year)
    }

    /// By make, model and year.
    var select: Select<VehicleModel> {
        var select = VehicleModel.order { $0.make }.order { $0.model }.order { $0.year }
        if let make { select = select.where { $0.make.equalsIgnoringCase(make) } }
        if let model { select = select.where { $0.model.equalsIgnoringCase(model) } }
        if let year { select = select.where { $0.year == year } }
        return select
    }
}
