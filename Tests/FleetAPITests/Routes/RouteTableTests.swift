import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct RouteTableTests {
    let table = RouteTable([
        (.get, "/api/vendors/{id}"), (.get, "/api/vendors/stats"), (.get, "/api/vendors"), (.post, "/api/vendors"),
        (.delete, "/api/vendors/{id}"),
    ])

    @Test func knownPathsNameTheirMethods() {
        #expect(table.allowedMethods(forPath: "/api/vendors")?.map(\.rawValue) == ["GET", "HEAD", "OPTIONS", "POST"])
        #expect(
            table.allowedMethods(forPath: "/api/vendors/17")?.map(\.rawValue) == ["DELETE", "GET", "HEAD", "OPTIONS"])
    }

    @Test func aPathWrittenOutGoesBeforeAParameter() {
        #expect(table.allowedMethods(forPath: "/api/vendors/stats")?.map(\.rawValue) == ["GET", "HEAD", "OPTIONS"])
    }

    @Test(arguments: ["/", "/api", "/api/vendors/1/2", "/api/Vendors", "/api/vendor"])
    func unknownPathsAreUnknown(_ path: String) {
        #expect(table.allowedMethods(forPath: path) == nil)
    }
}
