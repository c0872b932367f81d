import ArgumentParser
import Migrations

extension MigrateCommand {
    /// `dal migrate adopt`
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: "Takes in a database that has no history: who owns what, what stands against least privilege.",
            discussion: """
                Without --baseline nothing is written. With it, the versions up to the baseline are taken as applied; \
                none of them is run. Outside development that needs --plan.
                """)

        @OptionGroup var options: ProjectOptions
        @Option(help: "The newest version whose effects are in the database.") var baseline: Int?
        @Option(help: "The hash of the plan that was looked at; needed outside development (APP_ENV).")
        var plan: String?
        @Option(help: "The column by which a table's tenants are kept apart.") var tenantColumn = "tenant_id"
        @Option(help: "text or json.") var format = OutputFormat.text

        func validate() throws {
            if plan != nil, baseline == nil { throw ValidationError("--plan is the plan of a --baseline.") }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withInterruptibleServer(for: "dal migrate") { server in
                    let adoption = Adoption(
                        connection: try context.configuration(as: .admin, on: server),
                        files: try context.project.migrations(), toolVersion: Version.number,
                        options: MigrationOptions(context.project.file.database.limits))
                    if let baseline {
                        try await adopt(baseline, adoption, context)
                    } else {
                        let survey = try await adoption.survey(tenantColumn: tenantColumn)
                        switch format {
                        case .text: Terminal.standardOutput.write(survey.text)
                        case .json: try Terminal.standardOutput.json(SurveyRecord(survey))
                        }
                    }
                }
            }
        }

        private func adopt(_ baseline: Int, _ adoption: Adoption, _ context: Context) async throws {
            let current = try await adoption.plan(baseline: baseline)
            guard plan == current.hash || (context.isDevelopment && plan == nil) else {
                let reason =
                    plan == nil ? "in \(context.environment) a plan must be agreed to" : "the plan has moved since"
                let versions = current.files.map(\.version)
                throw Failure(
                    "\(reason); nothing was written",
                    advice: "To take \(versions.versionList) as applied: --plan \(current.hash)", kind: .changesPending)
            }
            try await adoption.adopt(current)
            let record = AdoptionRecord(adopted: current.files.map(\.version), plan: current.hash)
            switch format {
            case .text:
                Terminal.standardOutput.line("adopted \(record.adopted.versionList)")
                Terminal.standardError.line("Whether they are in effect says: dal migrate verify")
            case .json: try Terminal.standardOutput.json(record)
            }
        }
    }
}

/// What was written, for machines.
struct AdoptionRecord: Encodable {
    var adopted: [Int]
    var plan: String
}

/// A survey for machines.
struct SurveyRecord: Encodable {
    var administrator: String
    var owners: [DatabaseSurvey.Owner]
    var findings: [SurveyFinding]

    init(_ survey: DatabaseSurvey) {
        administrator = survey.administrator
        owners = survey.owners
        findings = survey.findings
    }
}
