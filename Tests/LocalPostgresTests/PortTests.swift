import Testing
import TestSupport

@testable import LocalPostgres

@Suite struct PortTests {
    @Test func keepsItsPortWhileItIsFree() throws {
        #expect(try FreePort.choose(explicit: nil, kept: 5544, isFree: { _ in true }, any: { 1 }) == 5544)
        #expect(try FreePort.choose(explicit: nil, kept: 5544, isFree: { _ in false }, any: { 1 }) == 1)
        #expect(try FreePort.choose(explicit: nil, kept: nil, isFree: { _ in true }, any: { 1 }) == 1)
    }

    @Test func aPortThatWasAskedForIsTheOnlyOne() throws {
        #expect(try FreePort.choose(explicit: 99, kept: 5544, isFree: { _ in true }, any: { 1 }) == 99)
        let error = try #require(throws: LocalPostgresError.self) {
            try FreePort.choose(explicit: 99, kept: 5544, isFree: { $0 != 99 }, any: { 1 })
        }
        #expect(error.code == .portTaken)
        #expect(error.description.contains("port 99 of 127.0.0.1 is taken"))
    }

    @Test(arguments: [0, -1, 65_536]) func refusesWhatIsNotAPort(_ port: Int) throws {
        let error = try #require(throws: LocalPostgresError.self) {
            try FreePort.choose(explicit: port, kept: nil, isFree: { _ in true }, any: { 1 })
        }
        #expect(error.code == .invalidSetting)
    }

    @Test func seesAPortThatIsTaken() throws {
        let listener = try Listener()
        #expect(!FreePort.isFree(listener.port))
    }
}
