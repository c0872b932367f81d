import Foundation
import Testing

@testable import FleetAPI

/// A resource as the tests know it that all resources share. Values are JSON; some stand for what is made at once:
/// `@unique` for a text nobody has, `@model` for a vehicle model, `@/api/vehicles` for a new vehicle.
struct ResourceCase: Sendable, CustomTestStringConvertible {
    let path: String
    /// What a client has to send.
    let required: [String: String]
    /// What else it may send.
    let optional: [String: String]
    /// A wrong value for each field.
    let wrong: [String: String]
    /// Fields that take any text.
    let texts: [String]

    var testDescription: String { path }
    var all: [String: String] { required.merging(optional) { first, _ in first } }
    /// Fields that refer to other rows of the tenant, with their paths.
    var references: [String: String] {
        all.filter { $0.value.hasPrefix("@/") }.mapValues { String($0.dropFirst()) }
    }
}

extension ResourceCase {
    static let cases = [drivers, vehicles, inspections, workOrders]

    static let vendors = ResourceCase(
        path: "/api/vendors", required: ["name": "@unique"], optional: [:], wrong: [:], texts: [])

    static let drivers = ResourceCase(
        path: "/api/drivers",
        required: ["employee_number": "@unique", "name": #""Ann""#, "license_number": #""L1""#],
        optional: [
            "email": #""ann@acme.example""#, "phone": #""1""#, "license_state": #""NV""#, "license_class": #""C""#,
            "license_expires_on": #""2030-01-31""#, "hired_on": #""2020-02-29""#, "is_active": "false",
        ],
        wrong: [
            "employee_number": #"" ""#, "name": "7", "license_number": "null", "email": #""ann""#, "phone": "[]",
            "license_state": "{}", "license_class": "true", "license_expires_on": #""2030-02-30""#, "hired_on": "2020",
            "is_active": #""yes""#, "nmae": "1",
        ],
        texts: ["employee_number", "name", "license_number", "phone", "license_state", "license_class"])

    static let vehicles = ResourceCase(
        path: "/api/vehicles",
        required: ["unit_number": "@unique", "make": #""Ford""#, "model": #""F150""#, "year": "2014"],
        optional: [
            "vin": #""136VV30PFK34VH3K7""#, "license_plate": #""NV-1""#, "license_state": #""NV""#,
            "vehicle_model_id": "@model", "odometer": "61250", "status": #""maintenance""#,
            "assigned_driver_id": "@/api/drivers", "purchased_on": #""2014-05-06""#, "notes": #""n""#,
            "is_active": "false",
        ],
        wrong: [
            "unit_number": #""""#, "make": "null", "model": "1", "year": "1899", "vin": #""136VV30PFK34VH3KI""#,
            "license_plate": "1", "license_state": "1", "vehicle_model_id": #""1""#, "odometer": "-1",
            "status": #""lost""#, "assigned_driver_id": #""me""#, "purchased_on": #""yesterday""#, "notes": "[]",
            "is_active": "0", "colour": "1",
        ],
        texts: ["unit_number", "make", "model", "license_plate", "license_state", "notes"])

    static let inspections = ResourceCase(
        path: "/api/inspections",
        required: ["vehicle_id": "@/api/vehicles", "inspection_type": #""safety""#],
        optional: [
            "driver_id": "@/api/drivers", "status": #""in_progress""#, "scheduled_for": #""2026-01-02T03:04:05.678Z""#,
            "due_at": #""2026-02-03T04:05:06.000Z""#, "notes": #""n""#, "is_active": "false",
        ],
        wrong: [
            "vehicle_id": "null", "inspection_type": #""tax""#, "driver_id": "1", "status": #""passed""#,
            "scheduled_for": #""2026-01-02""#, "due_at": "0", "notes": "1", "is_active": "1",
            "defect": "[]",
        ],
        texts: ["notes"])

    static let workOrders = ResourceCase(
        path: "/api/work-orders",
        required: ["vehicle_id": "@/api/vehicles", "title": #""Rotate tires""#],
        optional: [
            "vendor_id": "@/api/vendors", "inspection_id": "@/api/inspections", "description": #""d""#,
            "status": #""on_hold""#, "priority": #""urgent""#, "cost": "12.34",
            "due_at": #""2026-02-03T04:05:06.000Z""#, "is_active": "false",
        ],
        wrong: [
            "vehicle_id": #""""#, "title": #"" ""#, "vendor_id": "7", "inspection_id": "{}", "description": "1",
            "status": #""done""#, "priority": "1", "cost": "-0.01", "due_at": #""soon""#, "is_active": #""true""#,
            "price": "1",
        ],
        texts: ["title", "description"])

    static func of(_ path: String) throws -> ResourceCase {
        try #require((cases + [vendors]).first { $0.path == path })
    }
}
