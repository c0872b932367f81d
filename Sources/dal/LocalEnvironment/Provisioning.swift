import AccessControl
import Migrations
import Secrets

/// Brings a server from nothing to what the application needs. Every step looks first and does only what is missing.
struct Provisioning: Sendable {
    let context: Context
    let server: DatabaseServer
    let progress: Progress

    /// - Returns: A development token, in development.
    func run() async throws -> Secret? {
        let passwords = LoginPasswordsStep(context: context, server: server)
        try await bootstrap(passwords)
        try await progress.step("making the database") {
            try await DatabaseCreation(context: context, server: server).run()
        }
        let new = try await passwords.absentLogins()
        try await progress.step("applying migrations") { try await migrate() }
        try await progress.step("setting passwords") { try await passwords.ensureApplicationLogins(new: new) }
        try await prove()
        guard context.isDevelopment else { return nil }
        try await progress.step("loading data") { try await DataLoading(context: context, server: server).run() }
        return try await developmentToken()
    }

    private func bootstrap(_ passwords: LoginPasswordsStep) async throws {
        let administrator = context.login(of: .admin)
        let isNew = try await progress.step(
            "bootstrapping the server",
            saying: { $0 ? "bootstrap: \(administrator) made by the superuser, who is not needed again" : nil }
        ) {
            try await Bootstrap(context: context, server: server).run()
        }
        try await progress.step("setting the administrator's password") {
            try await passwords.ensureAdministrator(isNew: isNew)
        }
    }

    private func migrate() async throws -> String? {
        let runner = try context.migrations(on: server)
        let plan = try await runner.plan(.apply(upTo: nil))
        guard !plan.steps.isEmpty else { return nil }
        guard context.isDevelopment else {
            throw Failure(
                "\(plan.steps.count) migrations are pending in \(context.environment)",
                advice: "Apply them first: dal migrate apply --plan \(plan.hash)", kind: .changesPending)
        }
        return "migrations applied: \(try await runner.apply(plan).versionList)"
    }

    private func prove() async throws {
        let proof = try await progress.step(
            "proving permissions", saying: { $0.holds ? "permissions proved" : nil }
        ) {
            try await ProofStep(context: context, server: server).run()
        }
        for line in proof.text.split(separator: "\n") { Terminal.standardError.line("      \(line)") }
        guard proof.holds else {
            throw Failure(
                "the permissions are not what \(context.project.file.access) says; the application was not started",
                advice: "dal access matrix shows all of it.", kind: .proofFailed)
        }
    }

    private func developmentToken() async throws -> Secret? {
        guard let tenant = try await Tenants(context: context, server: server).all().first else { return nil }
        let token = try await context.token(for: tenant.id, permissions: [])
        try context.secrets.write(token, named: Context.developmentTokenName)
        return token
    }
}
