import ArgumentParser
import Foundation
import Testing

@testable import Migrations
@testable import dal

@Suite("Durations of the command line and of dal.yaml")
struct TimeSpanTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("3s", .seconds(3)), ("20min", .seconds(1_200)), ("1h", .seconds(3_600)),
    ])
    func hasAUnit(text: String, duration: Duration) {
        #expect(TimeSpan(text)?.duration == duration)
    }

    @Test(arguments: [
        "", "3", "s", "0s", "-1s", "+1s", "1.5s", "3 s", "3sec", "1d", "٣s", "2147483648ms", "597h",
        "9999999999999999999s",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test("the command line goes before dal.yaml, and that before the runner's own")
    func precedence() throws {
        let file = try JSONDecoder().decode(
            ProjectFile.Limits.self, from: Data(#"{"lock_timeout": "2s", "statement_timeout": "9s"}"#.utf8))
        let options = try LimitOptions.parse(["--statement-timeout", "5s"]).options(over: file)
        #expect(options.statementTimeout == .seconds(5) && options.lockTimeout == .seconds(2))
        #expect(options.longStatementTimeout == .seconds(1_200) && options.lockWait == .seconds(10))
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ProjectFile.Limits.self, from: Data(#"{"lock_wait": "soon"}"#.utf8))
        }
        #expect(String(describing: error).contains("write a whole number and its unit"))
    }
}
