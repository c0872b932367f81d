import Glibc
import NIOCore
import Testing

@testable import FleetAPI

@Suite struct StartFailureTests {
    @Test(arguments: [EADDRINUSE, EACCES])
    func aPortThatIsNotToBeHadSaysWhatToDo(_ code: Int32) {
        let message = StartFailure.message(for: IOError(errnoCode: code, reason: "bind"))
        #expect(message.contains("FLEET_HTTP_PORT"))
        #expect(!message.contains("errno"))
    }

    @Test func configurationIsToldInFull() {
        let failure = ConfigurationFailure(problems: ["ONE is wrong.", "TWO is wrong."])
        let message = StartFailure.message(for: failure)
        #expect(message.contains("ONE is wrong.") && message.contains("TWO is wrong."))
    }
}
