/// What an inspection found to be wrong, as it is kept with the inspection.
struct Defect: Codable, Sendable, Equatable {
    /// Of the vehicle, such as "brake pads".
    var part: String
    var description: String?
    var severity: DefectSeverity
}

/// How bad a defect is.
enum DefectSeverity: String, Codable, Sendable, CaseIterable {
    case minor, major, critical

    /// How urgent it is to mend.
    var priority: WorkOrderPriority {
        switch self {
        case .minor: .low
        case .major: .high
        case .critical: .urgent
        }
    }
}

extension Defect {
    static let representation = Representation<Defect, Defect>(
        "Defect", from: Defect(part: "", severity: .minor),
        [
            .required("part", .text(1...200), { $0.part }, \.part),
            .optional("description", .text(0...10_000), { $0.description }, \.description),
            .required("severity", .choice(), { $0.severity }, \.severity),
        ])

    static let mostAtOnce = 100
    static let listKind = JSONKind<[Defect]>.list(of: .object(representation), 0...mostAtOnce)
}
