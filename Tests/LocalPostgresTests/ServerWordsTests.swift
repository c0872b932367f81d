import ProcessSupervision
import Testing
import TestSupport

@testable import LocalPostgres

/// What is understood of a server's own words.
@Suite struct ServerWordsTests {
    @Test(arguments: [
        ("77\n/data\n1\n5432\n/socket\n127.0.0.1\n  9  1\nready   \n", true),
        ("77\n/data\n1\n5432\n/socket\n127.0.0.1\n  9  1\nstarting\n", false),
        ("77\n/data\n1\n5432\n", false),
    ])
    func readsTheServersState(_ text: String, _ isReady: Bool) {
        #expect(PostmasterFile(text)?.pid == 77)
        #expect(PostmasterFile(text)?.isReady == isReady)
    }

    @Test(arguments: ["", "\n", "x\n", "-5\n", "0\n"]) func takesNoHalfWrittenFile(_ text: String) {
        #expect(PostmasterFile(text) == nil)
    }

    @Test(arguments: [
        ("LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use", StartFailure.portTaken),
        ("FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use", .memoryStillHeld),
        ("FATAL:  could not write lock file \"postmaster.pid\": No space left on device", .diskFull),
        ("FATAL:  something else", .other),
    ])
    func tellsOneFailureFromAnother(_ log: String, _ failure: StartFailure) {
        #expect(StartFailure(log: log) == failure)
    }

    @Test func triesAgainOnlyWhatMayPass() {
        #expect(StartFailure.portTaken.mayPass(explicitPort: false))
        #expect(!StartFailure.portTaken.mayPass(explicitPort: true))
        #expect(StartFailure.memoryStillHeld.mayPass(explicitPort: true))
        #expect(!StartFailure.other.mayPass(explicitPort: false))
    }

    @Test func anErrorCarriesTheLastWords() {
        let log = (1...20).map { "line \($0)" }.joined(separator: "\n")
        let error = StartFailure.other.error(
            .exited(1), home: ServerHome(path: "/home"), port: 1, log: log)
        #expect(error.description.contains("exited with code 1"))
        #expect(error.description.contains("    line 20"))
        #expect(!error.description.contains("line 12\n"))
    }

    @Test func readsOnlyWhatThisStartWrote() throws {
        let scratch = try Scratch()
        let path = try scratch.write("old words\n", to: "log")
        let log = try ServerLog(path)
        #expect(log.text == "")
        try scratch.append("new words\n", to: "log")
        #expect(log.text == "new words\n")
        #expect(ServerLog.lastLine(of: log.text) == "new words")
    }
}
