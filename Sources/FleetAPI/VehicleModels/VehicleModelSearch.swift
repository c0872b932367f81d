import PostgresDriver

/// Which vehicle models are asked for: each condition that is given narrows the search.
struct VehicleModelSearch: Sendable, Equatable {
    static let make = Parameter("make", .text(1...100), "The whole name, in any case.")
    static let model = Parameter("model", .text(1...100), "The whole name, in any case.")
    static let year = Parameter("year", .integer(1900...2100), "The model year.")

    /// The whole name, in any case.
    var make: String?
    /// The whole name, in any case.
    var model: String?
    var year: Int?

    /// Reads `make`, `model` and `year`; what is wrong with them joins the other errors of the query.
    init(_ query: inout QueryParameters) {
        make = query.read(Self.make)
        model = query.read(Self.model)
        year = query.read(Self.year)
    }
}

extension VehicleModelSearch {
    var count: SQL { "SELECT count(*) FROM public.vehicle_models\(conditions)" }

    /// By make, model and year; the id makes the order certain.
    func page(_ page: PageRequest) -> SQL {
        """
        SELECT \(VehicleModel.columns) FROM public.vehicle_models\(conditions)
        ORDER BY make, model, year, id LIMIT \(page.limit) OFFSET \(page.offset)
        """
    }

    /// `lower(make)` and `lower(model)` as they are indexed.
    private var conditions: SQL {
        var parts: [SQL] = []
        if let make { parts.append("lower(make) = lower(\(make))") }
        if let model { parts.append("lower(model) = lower(\(model))") }
        if let year { parts.append("year = \(year)") }
        guard let first = parts.first else { return "" }
        return parts.dropFirst().reduce(" WHERE \(first)") { sql, part in "\(sql) AND \(part)" }
    }
}
