import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct VendorRepresentationTests {
    private func details(_ json: String) throws -> Vendor.Draft {
        try Vendor.representation.read(JSONBody(bytes: Array(json.utf8)))
    }

    @Test func readsEveryField() throws {
        let vendor = try details(
            """
            {"name":"Acme","vendor_type":"body_shop","contact_name":"Ann","email":"a@b","phone":"1","address":"S",
             "city":"C","state":"T","zip":"9","website":"w","notes":"n","is_active":false}
            """)
        #expect([vendor.name, vendor.contactName, vendor.email, vendor.phone] == ["Acme", "Ann", "a@b", "1"])
        #expect([vendor.address, vendor.city, vendor.state, vendor.zip] == ["S", "C", "T", "9"])
        #expect([vendor.website, vendor.notes] == ["w", "n"])
        #expect(vendor.vendorType == .bodyShop && vendor.isActive == false)
    }

    @Test func absentFieldsTakeTheirDefaults() throws {
        let vendor = try details(#"{"name":"Acme","email":null}"#)
        #expect(vendor.vendorType == .other)
        #expect(vendor.isActive == true)
        #expect(vendor.email == nil)
    }

    @Test func fieldsOfTheServerMayComeBack() throws {
        let vendor = try details(
            #"{"name":"Acme","id":"x","version":3,"created_at":"2026-01-01T00:00:00Z","updated_at":null}"#)
        #expect(vendor.name == "Acme")
    }

    @Test func everyWrongFieldIsListed() throws {
        let problem = #expect(throws: Problem.self) {
            try details(
                """
                {"name":"  ","vendor_type":"bakery","contact_name":7,"email":"nobody","phone":"\(String(repeating: "1", count: 51))",
                 "city":["x"],"notes":"a\\u0000b","state":"\\uD800","is_active":"yes","tenant_id":"x","nmae":"Acme"}
                """)
        }
        #expect(problem?.status.code == 422)
        #expect(
            problem?.errors.map(\.field) == [
                "name", "vendor_type", "contact_name", "email", "phone", "city", "state", "notes", "is_active", "nmae",
                "tenant_id",
            ])
    }

    @Test(arguments: [#"{}"#, #"{"name":null}"#, #"{"name":""}"#, #"{"name":" \n "}"#])
    func aNameIsRequired(_ json: String) {
        let problem = #expect(throws: Problem.self) { try details(json) }
        #expect(problem?.errors.map(\.field) == ["name"])
    }

    @Test(arguments: ["@b", "a@", "a", "@"])
    func anAddressHasBothSides(_ email: String) {
        let problem = #expect(throws: Problem.self) { try details(#"{"name":"A","email":"\#(email)"}"#) }
        #expect(problem?.errors.map(\.field) == ["email"])
    }

    @Test func lengthsAreCountedAsTheServerCounts() throws {
        // One character to a reader, two to PostgreSQL.
        let name = String(repeating: "e\u{301}", count: 101)
        #expect(throws: Problem.self) { try details(#"{"name":"\#(name)"}"#) }
        #expect(try details(#"{"name":"\#(String(repeating: "x", count: 200))"}"#).name.count == 200)
    }
}
