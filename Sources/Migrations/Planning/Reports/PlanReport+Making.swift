import StatementAnalysis

extension PlanReport {
    /// Works out what a plan does.
    /// - Parameters:
    ///   - plan: the plan with its statements' impacts.
    ///   - live: the relations they name, as they stand.
    init(_ plan: ImpactedPlan, live: LiveRelations) {
        hash = plan.plan.hash
        var walk = PlanWalk()
        steps = zip(plan.plan.steps, plan.statements).map { step, statements in
            Step(
                direction: step.direction.rawValue, version: step.file.version, name: step.file.name,
                path: step.file.path, sha256: step.file.checksum, isTransactional: step.isTransactional,
                statements: statements.map { statement in
                    if let parsed = statement.parsed { walk.pass(parsed) }
                    return PlannedStatement(
                        statement.text, of: step.file, impact: statement.impact, walk: walk, live: live)
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

    /// Every relation that a lock or work is on.
    var relations: Set<RelationName> {
        Set(statements.joined().flatMap { $0.impact.locks.map(\.relation) + $0.impact.work.map(\.relation) })
    }
}
