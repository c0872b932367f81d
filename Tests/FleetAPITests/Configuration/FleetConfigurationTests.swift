import Configuration
import Logging
import Testing

@testable import FleetAPI

@Suite struct FleetConfigurationTests {
    private func read(_ variables: [String: String]) throws -> FleetConfiguration {
        try FleetConfiguration(
            ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables)))
    }

    @Test func defaultsNeedTheKeyAlone() throws {
        let configuration = try read(["FLEET_TOKEN_KEY_FILE": "/k"])
        #expect(
            configuration
                == FleetConfiguration(
                    host: "127.0.0.1", port: 8080, tokenKeyFile: "/k", logLevel: .info, usesDatabaseExecutor: true,
                    requestRate: RequestRate(perMinute: 6000)))
    }

    @Test func readsEveryVariable() throws {
        let configuration = try read([
            "FLEET_HTTP_HOST": "::1", "FLEET_HTTP_PORT": "0", "FLEET_TOKEN_KEY_FILE": "k", "LOG_LEVEL": "DEBUG",
            "FLEET_DATABASE_EXECUTOR": "false", "FLEET_RATE_LIMIT": "0",
        ])
        #expect(
            configuration
                == FleetConfiguration(
                    host: "::1", port: 0, tokenKeyFile: "k", logLevel: .debug, usesDatabaseExecutor: false,
                    requestRate: nil))
    }

    @Test func everyWrongVariableIsNamedAtOnce() throws {
        let failure = #expect(throws: ConfigurationFailure.self) {
            try read([
                "FLEET_HTTP_PORT": "70000", "LOG_LEVEL": "loud", "FLEET_DATABASE_EXECUTOR": "maybe",
                "FLEET_RATE_LIMIT": "-1",
            ])
        }
        for name in [
            "FLEET_HTTP_PORT", "FLEET_TOKEN_KEY_FILE", "LOG_LEVEL", "FLEET_DATABASE_EXECUTOR", "FLEET_RATE_LIMIT",
        ] {
            #expect(failure?.description.contains(name) == true)
        }
    }

    @Test(arguments: ["-1", "65536", "http", "", "80 "])
    func aPortIsANumber(_ port: String) {
        #expect(throws: ConfigurationFailure.self) { try read(["FLEET_TOKEN_KEY_FILE": "k", "FLEET_HTTP_PORT": port]) }
    }
}
