import ArgumentParser
import Migrations

/// The consent that anything but development asks for.
struct PlanOption: ParsableArguments {
    @Option(help: "The hash of the plan that was looked at; needed outside development (APP_ENV).")
    var plan: String?

    @OptionGroup(title: "Limits") var limits: LimitOptions

    /// Does what a request asks for: at once in development, elsewhere only under the hash of its plan.
    ///
    /// Without it, or when anything moved since, the plan as it is now is shown and nothing is done.
    func run(
        _ request: MigrationRequest, _ options: ProjectOptions, _ context: Context, on server: DatabaseServer
    ) async throws -> MigrationRun {
        let runner = try context.migrations(on: server, limits.options(over: context.project.file.database.limits))
        if context.isDevelopment, plan == nil { return try await runner.run(request) }
        let current = try await runner.plan(request)
        guard plan == current.hash || current.steps.isEmpty else {
            let report = try await context.planReport(on: request, runner)
            let next = options.next(request, plan: report.hash)
            let terminal = Terminal.standardError
            terminal.write(report.text(next: next, isColored: terminal.isColored))
            let reason =
                plan == nil
                ? "in \(context.environment) a plan must be agreed to"
                : "the files, the history or the schema moved since that plan was made"
            throw Failure("\(reason); nothing was done", advice: "To do the above: \(next)", kind: .changesPending)
        }
        return try await runner.run(request, agreed: current.hash)
    }
}
