import AccessControl
import ArgumentParser
import Foundation

extension AccessCommand {
    /// How a plan is printed.
    enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json, sql
    }

    /// `dal access plan`
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract:
                "Says what makes the database as access.yaml declares it; exit code 2 when something is to be done.")

        @OptionGroup var options: ProjectOptions
        @Option(help: "text, json or sql.") var format = PlanFormat.text
        @Option(help: "Writes the plan as a migration of this name, such as 035_access, with its exact inverse.")
        var asMigration: String?
        @Option(
            help: """
                Writes what access.yaml says into the marked parts of this migration, such as 031_roles, which the database \
                has not applied yet. Its other statements run in a transaction that is rolled back.
                """)
        var into: String?

        func validate() throws {
            guard into == nil || (asMigration == nil && format == .text) else {
                throw ValidationError("--into goes with no other way of printing the plan.")
            }
        }

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withServer(for: "dal access") { server in
                    if let into {
                        return Terminal.standardOutput.line(try await context.writeParts(into: into, on: server))
                    }
                    let plan = try await context.accessApplier(on: server).plan()
                    if let asMigration, !plan.isEmpty {
                        Terminal.standardOutput.line(try context.write(plan, as: asMigration))
                    } else {
                        try print(plan)
                    }
                    guard plan.isAsDeclared else { throw ExitCode(Failure.Kind.changesPending.rawValue) }
                }
            }
        }

        private func print(_ plan: AccessPlan) throws {
            switch format {
            case .text: Terminal.standardOutput.write(plan.text)
            case .json: try Terminal.standardOutput.json(PlanDocument(plan))
            case .sql: Terminal.standardOutput.write(plan.sql)
            }
        }
    }

    /// `dal access apply`
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Makes the database as declared, in one transaction, and sets the stored passwords of new logins."
        )

        @OptionGroup var options: ProjectOptions
        @Option(help: "The hash of the plan that was looked at; needed outside development (APP_ENV).")
        var plan: String?

        func run() async throws {
            try await reportingFailures {
                let context = try await options.context()
                try await context.withServer(for: "dal access") { server in
                    let applier = try context.accessApplier(on: server)
                    let current = try await applier.plan()
                    try agree(to: current, context)
                    let step = LoginPasswordsStep(context: context, server: server)
                    let new = try await step.absentLogins()
                    // Nothing is done that was not looked at, also when nothing was to be done.
                    let isFree = context.isDevelopment && plan == nil
                    let done = try await applier.apply(agreed: isFree ? nil : current.hash)
                    let passwords = try await step.ensureApplicationLogins(new: new)
                    Terminal.standardOutput.line(Self.summary(of: done))
                    if let passwords { Terminal.standardOutput.line(passwords) }
                    guard done.obstacles.isEmpty, done.notes.isEmpty else {
                        throw ExitCode(Failure.Kind.changesPending.rawValue)
                    }
                }
            }
        }

        private static func summary(of done: AccessPlan) -> String {
            if done.isAsDeclared { return "nothing to do" }
            if done.obstacles.isEmpty, done.notes.isEmpty { return "\(done.size) made \(done.database) as declared" }
            return
                "\(done.isEmpty ? "nothing" : done.size) done; \(done.database) is not as declared, and no statement of "
                + "\(done.administrator) changes that: see dal access plan"
        }

        private func agree(to current: AccessPlan, _ context: Context) throws {
            for obstacle in current.obstacles {
                Terminal.standardError.line("  left out: \(obstacle.statement) (\(obstacle.why))")
            }
            guard plan == current.hash || (context.isDevelopment && plan == nil) || current.isEmpty else {
                let reason =
                    plan == nil ? "in \(context.environment) a plan must be agreed to" : "the plan has moved since"
                throw Failure(
                    "\(reason); nothing was done",
                    advice: "Look at it with dal access plan; to do it: --plan \(current.hash)", kind: .changesPending)
            }
        }
    }
}

/// A plan with its hash.
private struct PlanDocument: Encodable {
    let hash: String
    let plan: AccessPlan

    init(_ plan: AccessPlan) {
        self.hash = plan.hash
        self.plan = plan
    }
}

extension Context {
    func accessPolicy() throws -> AccessPolicy {
        try AccessPolicy(contentsOf: project.path(project.file.access))
    }

    func accessApplier(on server: DatabaseServer) throws -> AccessApplier {
        AccessApplier(policy: try accessPolicy(), administrator: try configuration(as: .admin, on: server))
    }

    /// Writes a plan into the folder of migrations; a file that is there already is never written over.
    fileprivate func write(_ plan: AccessPlan, as name: String) throws -> String {
        let file = name.hasSuffix(".sql") ? name : name + ".sql"
        guard file.wholeMatch(of: /[0-9]{3,}_[a-z0-9_]+\.sql/) != nil else {
            throw Failure("\(name) is no migration's name", advice: "Write a number and words, as in 035_access.")
        }
        let folder = project.path(project.file.database.migrations)
        try checkIsFree(file, in: folder)
        let path = folder + "/" + file
        let text = try plan.migration(title: "Roles and grants as access.yaml declares them.")
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw Failure(
                "\(path) cannot be written", advice: "Choose a name that is free, in a folder you may write to.")
        }
        return path
    }

    private func checkIsFree(_ file: String, in folder: String) throws {
        let version = Int(file.prefix(while: \.isNumber))
        // A folder that cannot be read is told of by the writing.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let taken = names.sorted().filter { $0.hasSuffix(".sql") }.first {
            Int($0.prefix(while: \.isNumber)) == version
        }
        guard let taken else { return }
        throw Failure("\(taken) has that version already", advice: "Choose a number that is free.")
    }
}
