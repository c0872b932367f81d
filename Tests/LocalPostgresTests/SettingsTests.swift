import Testing

@testable import LocalPostgres

@Suite struct SettingsTests {
    private func settings(ephemeral: Bool = false, overrides: [String: String] = [:]) -> ServerSettings {
        ServerSettings(home: ServerHome(path: "/home/it's"), port: 5544, ephemeral: ephemeral, overrides: overrides)
    }

    @Test func aLastingServerWaitsForTheDisk() {
        #expect(!settings().text.contains("fsync"))
        #expect(settings(ephemeral: true).text.contains("fsync = 'off'\n"))
    }

    @Test func quotesValues() {
        #expect(settings().text.contains("ssl_key_file = '/home/it''s/tls/server.key'\n"))
        #expect(settings(overrides: ["a": "\\"]).text.contains("a = '\\\\'\n"))
    }

    @Test func overridesComeLastAndSoWin() throws {
        let lines = settings(overrides: ["max_connections": "400"]).text.split(separator: "\n")
        #expect(lines.last == "max_connections = '400'")
    }

    @Test func readsItsPortBack() {
        #expect(ServerSettings.port(in: settings().text) == 5544)
        #expect(ServerSettings.port(in: "") == nil)
    }

    @Test(arguments: [
        ["listen_addresses": "*"], ["SSL": "off"], ["hba_file": "/x"], ["a b": "c"], ["": "c"], ["a": "b\nssl = off"],
    ])
    func refusesWhatWouldOpenTheServer(_ overrides: [String: String]) throws {
        let error = try #require(throws: LocalPostgresError.self) { try ServerSettings.check(overrides) }
        #expect(error.code == .invalidSetting)
    }

    @Test func allowsWhatDoesNot() throws {
        try ServerSettings.check(["log_statement": "all", "pg_stat_statements.max": "100"])
    }

    @Test func everybodyNeedsAPasswordAndTCPNeedsEncryption() {
        let rules = HostBasedAccess.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ") }
        #expect(rules.count == 3)
        for rule in rules {
            #expect(rule.first == "local" || rule.first == "hostssl")
            #expect(rule.last == "scram-sha-256")
        }
    }
}
