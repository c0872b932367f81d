import StatementAnalysis

extension PlanReport {
    /// Works out what a plan does.
    /// - Parameters:
    ///   - plan: the plan with its statements' impacts.
    ///   - live: the relations they name, as they stand.
    ///   - schemas: where the session looks up names without a schema.
    init(_ plan: ImpactedPlan, live: LiveRelations, schemas: [String] = ["public"]) {
        hash = plan.plan.hash
        var walk = PlanWalk()
        steps = zip(plan.plan.steps, plan.statements).map { step, statements in
            var path = SearchPath(isTransactional: step.isTransactional, session: schemas)
            return Step(
                direction: step.direction.rawValue, version: step.file.version, name: step.file.name,
                path: step.file.path, sha256: step.file.checksum, isTransactional: step.isTransactional,
                statements: statements.map { statement in
                    let before = walk
                    let made = Set(statement.all.flatMap(\.madeRelations).filter { !$0.isQualified })
                    let name = { (name: RelationName) in
                        !name.isQualified && made.contains(name)
                            ? path.made(name) : path.resolved(name) { before.has($0, live) }
                    }
                    for parsed in statement.all {
                        walk.pass(parsed, name)
                        path.pass(parsed)
                    }
                    return PlannedStatement(
                        statement.text, of: step.file, impact: statement.impact.renamed(name), walk: walk, live: live)
                },
                verifications: step.verification.count, findings: [])
        }
    }
}

/// A plan and what its statements do as far as their parse trees tell.
struct ImpactedPlan {
    struct Statement {
        let text: SQLStatement
        /// nil where no tree can be made of it.
        let parsed: LintedStatement?
        let impact: StatementImpact

        /// The statement, and what it runs where it is a block.
        var all: [LintedStatement] { parsed.map { [$0] + $0.blockStatements } ?? [] }

        init(_ text: SQLStatement) {
            self.text = text
            do throws(ParseError) {
                let tree = try SyntaxNode(parsing: text.text)
                let statement = LintedStatement(text: text, tree: tree, byteOffset: 0)
                parsed = statement
                impact = StatementImpact(of: statement)
            } catch {
                parsed = nil
                impact = StatementImpact(unknown: "it cannot be looked into: \(error.message)")
            }
        }
    }

    let plan: MigrationPlan
    /// The statements of each step.
    let statements: [[Statement]]

    init(_ plan: MigrationPlan) {
        self.plan = plan
        statements = plan.steps.map { $0.statements.map { Statement($0) } }
    }

    /// Every relation that a lock or work is on, under each name that it may have.
    /// - Parameter session: where the session looks up names without a schema.
    func relations(in session: [String]) -> Set<RelationName> {
        let schemas = Set(session + statements.joined().flatMap(\.all).flatMap { SearchPath.schemas(setBy: $0) })
        let named = statements.joined().flatMap { statement in
            statement.impact.locks.map(\.relation) + statement.impact.work.map(\.relation)
        }
        let looked = named.filter { !$0.isQualified }.flatMap { name in
            schemas.map { RelationName(schema: $0, name: name.name) }
        }
        return Set(named + looked)
    }
}
