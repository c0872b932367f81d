import PostgresCatalog

extension AdviceRule {
    /// What differs from `access.yaml`, where a database was compared with one.
    static let ofPolicy = [
        AdviceRule(
            name: drift, title: "Database that is not as access.yaml declares", level: .error,
            remediation: "Look at dal access plan, then dal access apply", comparesWithPolicy: true
        ) { server in
            guard let plan = server.declared?.plan, let first = plan.steps.first else { return [] }
            return [
                (
                    .here("database \(plan.database)"),
                    "needs \(plan.steps.count.of("statement")) to be as declared, the first: \(first.statement)"
                )
            ]
        },
        AdviceRule(
            name: "access_not_proved", title: "Difference from access.yaml that the administrator cannot mend",
            level: .error, remediation: "Look at dal access verify; mend it by a migration, or as who may",
            findsSeveral: true,
            comparesWithPolicy: true
        ) { server in
            let surprises = (server.declared?.surprises ?? []).map {
                (AdvisedObject.here($0.subject), $0.detail)
            }
            let obstacles = (server.declared?.plan.obstacles ?? []).map {
                (AdvisedObject.here($0.statement), "is needed and cannot be done: \($0.why)")
            }
            return surprises + obstacles
        },
    ]

    /// The rule whose findings `dal access apply` mends.
    static let drift = "access_drift"
}
