import Foundation
import ProcessSupervision
import Testing

@Suite("dal migrate plan", .timeLimit(.minutes(5)))
struct MigratePlanTests {
    private static let staging = ["APP_ENV": "staging"]

    /// A provisioned workplace with a migration that is pending.
    private func workplace() async throws -> Workplace {
        let workplace = try await Workplace.provisioned()
        try write(
            """
            -- migrate:up
            ALTER TABLE vendors ADD COLUMN rating int;
            -- migrate:down
            ALTER TABLE vendors DROP COLUMN rating;
            -- migrate:verify
            SELECT true;
            """, to: "migrations/036_rating.sql", in: workplace)
        return workplace
    }

    private func write(_ text: String, to path: String, in workplace: Workplace) throws {
        try text.write(to: workplace.project.appending(path: path), atomically: true, encoding: .utf8)
    }

    /// The command that a plan ends with, without its first word.
    private func next(_ plan: CommandResult) throws -> [String] {
        let line = try #require(plan.lines.last { $0.hasPrefix("next: dal ") }, "\(plan.output)\(plan.errors)")
        return line.dropFirst("next: dal ".count).split(separator: " ").map(String.init)
    }

    private func psql(_ statement: String, _ workplace: Workplace) async throws {
        let result = try await workplace.dal("psql", "--as", "admin", "--", "-c", statement)
        #expect(result.status == .exited(0), "\(result.errors)")
    }

    @Test("pain 11, perpetual drift: what a plan says to type does it, and the next plan is empty")
    func planAndApply() async throws {
        let workplace = try await workplace()
        let plan = try await workplace.dal("migrate", "plan", environment: Self.staging)
        #expect(plan.status == .exited(2), "\(plan.errors)")
        #expect(plan.output.contains("036_rating.sql:2: ALTER TABLE vendors\n"))
        #expect(plan.output.contains("vendors: AccessExclusiveLock, blocks reads and writes ("))
        #expect(plan.output.contains("then 1 statement to verify it") && !plan.output.contains("\u{1B}"))
        #expect(plan.errors.contains("no migration has the number 035"), "\(plan.errors)")
        let applied = try await workplace.start(Checkout.dal, next(plan), environment: Self.staging).result()
        #expect(applied.lines.first == "applied 036", "\(applied.errors)")

        let second = try await workplace.dal("migrate", "plan", environment: Self.staging)
        #expect(second.status == .exited(0) && second.output == "nothing to do\n", "\(second.errors)")
        let machine = try await workplace.dal("migrate", "plan", "--format", "json")
        #expect(machine.status == .exited(0) && !machine.output.contains("\"next\""))

        let back = try await workplace.dal("migrate", "plan", "--rollback-to", "34", environment: Self.staging)
        #expect(back.status == .exited(2) && back.output.hasPrefix("down 036_rating.sql"), "\(back.errors)")
        let undone = try await workplace.start(Checkout.dal, next(back), environment: Self.staging).result()
        #expect(undone.output == "undone 036\n", "\(undone.errors)")
    }

    @Test("staging applies nothing without a plan, and shows the whole of it")
    func refusedWithoutPlan() async throws {
        let workplace = try await workplace()
        let refused = try await workplace.dal("migrate", "apply", environment: Self.staging)
        #expect(refused.status == .exited(2) && refused.output.isEmpty)
        #expect(refused.errors.contains("036_rating.sql:2: ALTER TABLE vendors\n    vendors: AccessExclusiveLock"))
        #expect(refused.errors.contains("dal: in staging a plan must be agreed to; nothing was done"))
        let plan = try await workplace.dal("migrate", "plan", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: any Sendable]
        let hash = try #require((object?["plan"] as? [String: any Sendable])?["hash"] as? String)
        #expect(refused.errors.contains("--plan \(hash)"))
        #expect(object?["next"] as? String == "dal migrate apply --plan \(hash)")
    }

    @Test("a table altered by hand between plan and apply has the plan refused; rows written in between do not")
    func drift() async throws {
        let workplace = try await workplace()
        let plan = try await workplace.dal("migrate", "plan", environment: Self.staging)
        try await psql("ALTER TABLE vendors ADD COLUMN by_hand int", workplace)
        let refused = try await workplace.start(Checkout.dal, next(plan), environment: Self.staging).result()
        #expect(refused.status == .exited(2) && refused.output.isEmpty, "\(refused.errors)")
        #expect(refused.errors.contains("moved since that plan was made; nothing was done"), "\(refused.errors)")

        let again = try await workplace.dal("migrate", "plan", environment: Self.staging)
        try await psql("UPDATE vendors SET by_hand = 1", workplace)
        try await psql("ANALYZE vendors", workplace)
        let applied = try await workplace.start(Checkout.dal, next(again), environment: Self.staging).result()
        #expect(applied.lines.first == "applied 036", "\(applied.errors)")
    }

    @Test("a file edited between plan and apply has the plan refused")
    func editedFile() async throws {
        let workplace = try await workplace()
        let plan = try await workplace.dal("migrate", "plan", environment: Self.staging)
        try workplace.edit("migrations/036_rating.sql") { $0.replacing("rating int", with: "rating bigint") }
        let refused = try await workplace.start(Checkout.dal, next(plan), environment: Self.staging).result()
        #expect(refused.status == .exited(2) && refused.errors.contains("nothing was done"), "\(refused.errors)")
    }

    @Test("pain 20, exit codes: pending is 2, nothing is 0, a refusal 1, a wrong call 64")
    func exitCodes() async throws {
        let workplace = try await workplace()
        try write("-- migrate:up\nSELECT 1;\n", to: "migrations/037_other.sql", in: workplace)
        let part = try await workplace.dal("migrate", "plan", "--to", "36")
        #expect(part.status == .exited(2) && !part.output.contains("037_other.sql"), "\(part.errors)")
        #expect(try next(part).contains("--to"))
        #expect(try await workplace.dal("migrate", "plan", "--to", "34").status == .exited(0))
        #expect(try await workplace.dal("migrate", "plan", "--to", "99").status == .exited(1))
        let both = try await workplace.dal("migrate", "plan", "--to", "36", "--rollback-to", "30")
        #expect(both.status == .exited(64))
    }
}
