extension AdviceRule {
    /// What came from outside, and leads there.
    static let ofExtensions = [
        AdviceRule(
            name: "extension_in_public", title: "Extension in the schema public", level: .warning,
            remediation: "ALTER EXTENSION … SET SCHEMA, into one that nobody makes objects in"
        ) { server in
            server.extensions.filter { $0.schema == "public" }.map {
                (.here("extension \($0.name)"), "has its functions where the database's own are")
            }
        },
        AdviceRule(
            name: "extension_versions_outdated", title: "Extension behind the version that is installed",
            level: .warning, remediation: "ALTER EXTENSION … UPDATE, after reading its release notes"
        ) { server in
            server.extensions.compactMap { installed in
                guard let latest = installed.defaultVersion, latest != installed.version else { return nil }
                return (
                    .here("extension \(installed.name)"), "is at version \(installed.version); the server has \(latest)"
                )
            }
        },
        AdviceRule(
            name: "user_mapping_public", title: "Remote login that every role uses", level: .warning,
            remediation: "DROP USER MAPPING FOR PUBLIC …, and make one for each role that needs it"
        ) { server in
            server.everyonesMappings.sorted().map {
                (.here("foreign server \($0)"), "is entered by every role with the same remote login")
            }
        },
    ]
}
