import Glibc
import NIOCore
import Testing

@testable import FleetAPI

@Suite struct ListenFailureTests {
    @Test(arguments: [EADDRINUSE, EACCES, EADDRNOTAVAIL, EMFILE])
    func saysWhereAndWhatToDo(_ code: Int32) throws {
        let failure = try #require(
            ListenFailure(IOError(errnoCode: code, reason: "bind"), host: "127.0.0.1", port: 8080))
        #expect(failure.description.contains("127.0.0.1 port 8080"))
        #expect(failure.description.contains("FLEET_HTTP_") || code == EMFILE)
        #expect(!failure.description.contains("errno"))
    }

    @Test func otherErrorsAreNotItsBusiness() {
        #expect(ListenFailure(Problem.internalError, host: "h", port: 1) == nil)
    }
}
