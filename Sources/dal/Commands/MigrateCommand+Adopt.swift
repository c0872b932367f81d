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
                none of them is run. Outside development that needs --plan. --dump writes the first migration's file, \
                which makes what the database has; it does not go with a history.
                """)

        @OptionGroup var options: ProjectOptions
        @Option(help: "The newest version whose effects are in the database.") var baseline: Int?
        @Flag(help: "Writes the schema as the first migration's file, 001_baseline.sql, or of the baseline's number.")
        var dump = false
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
                    let written = dump ? try await writeDump(context, server) : nil
                    let adoption = try context.adoption(on: server)
                    if let baseline {
                        try await adopt(baseline, adoption, context, written)
                    } else if let written {
                        try written.print(as: format)
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

        /// Writes the first migration's file; what is adopted then is read after it.
        private func writeDump(_ context: Context, _ server: DatabaseServer) async throws -> DumpRecord {
            let file = try await context.adoption(on: server).baselineFile()
            let number = baseline ?? 1
            let path = try MigrationDirectory.addBaseline(file, number: number, to: context.project.migrationsFolder)
            for statement in file.leftOut {
                Terminal.standardError.line("left out, because it holds a password: \(statement)")
            }
            return DumpRecord(file: path, version: number, leftOut: file.leftOut)
        }

        private func adopt(
            _ baseline: Int, _ adoption: Adoption, _ context: Context, _ written: DumpRecord?
        ) async throws {
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
            let record = AdoptionRecord(adopted: current.files.map(\.version), plan: current.hash, dump: written)
            switch format {
            case .text:
                if let written { Terminal.standardOutput.line(written.file) }
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
    /// The first migration's file, where it was written too.
    var dump: DumpRecord?
}

/// The first migration's file, for machines.
struct DumpRecord: Encodable {
    var file: String
    var version: Int
    /// Statements that are not in it.
    var leftOut: [String]

    fileprivate func print(as format: OutputFormat) throws {
        switch format {
        case .text:
            Terminal.standardOutput.line(file)
            Terminal.standardError.line("To take it as applied: dal migrate adopt --baseline \(version)")
        case .json: try Terminal.standardOutput.json(self)
        }
    }
}

extension Context {
    fileprivate func adoption(on server: DatabaseServer) throws -> Adoption {
        Adoption(
            connection: try configuration(as: .admin, on: server), files: try project.migrations(),
            toolVersion: Version.number, options: MigrationOptions(project.file.database.limits))
    }
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
