import Testing

@testable import FleetAPI

@Suite struct QueryParametersTests {
    @Test func decodesPercentAndPlus() {
        var query = QueryParameters("make=Land+Rover&model=Stra%C3%9Fe%26co")
        #expect(query.read(VehicleModelSearch.make) == "Land Rover")
        #expect(query.read(VehicleModelSearch.model) == "Straße&co")
        #expect(query.errors.isEmpty)
    }

    @Test func keepsInjectionAsText() {
        var query = QueryParameters("make='%20OR%201=1;--")
        #expect(query.read(VehicleModelSearch.make) == "' OR 1=1;--")
    }

    @Test(arguments: ["make=", "make=a%00b", "make=" + String(repeating: "x", count: 101), "make=a&make=b", "make=%ZZ"])
    func refusesWrongText(_ text: String) {
        var query = QueryParameters(text)
        #expect(query.read(VehicleModelSearch.make) == nil)
        #expect(query.errors.map(\.field) == ["make"])
    }

    @Test func listsEveryWrongParameter() {
        var query = QueryParameters("make=&year=1800&page=0&limit=x&nmae=y")
        _ = VehicleModelSearch(&query)
        _ = query.pageRequest()
        #expect(throws: Problem.self) { try query.validate() }
        #expect(query.errors.map(\.field) == ["make", "year", "page", "limit", "nmae"])
    }
}
