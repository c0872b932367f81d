import DataAccess
import Foundation
import HTTPTypes

extension HealthRoutes {
    static let live = Operation(
        "getLiveness", "Whether the process lives",
        answers: [
            AnswerDescription(
                status: .ok, description: "It does.", schema: .object(ObjectSchema(["status": .choice(["alive"])])))
        ])

    static let ofDatabase = Operation(
        "getDatabaseHealth", "Whether the database can be used",
        answers: [
            AnswerDescription(
                status: .ok, description: "It can. Whoever has a valid token is told of each pool.", schema: report),
            AnswerDescription(status: .serviceUnavailable, description: "It cannot.", schema: report),
        ])

    private static let report = Schema.named(
        "HealthReport",
        .object(
            ObjectSchema(members: [
                .init(
                    name: "status", schema: .choice(["healthy", "saturated", "degraded", "down"]), isRequired: true),
                .init(name: "checkedAt", schema: .format(.dateTime), isRequired: true),
                .init(name: "pools", schema: .map(of: pool), isRequired: false),
            ])))

    private static let pool = Schema.object(
        ObjectSchema([
            "healthy": .boolean, "user": .nullable(.text(TextSchema())), "total": .wholeNumber, "idle": .wholeNumber,
            "inUse": .wholeNumber, "waiting": .wholeNumber, "max": .wholeNumber,
            "latencyMs": .nullable(.number(minimum: 0, maximum: nil)), "reason": .nullable(.text(TextSchema())),
            "error": .nullable(.text(TextSchema())),
        ]))
}
