import PostgresDriver

/// A plan while it is made: steps by phase, memberships for its duration, and what cannot be done.
struct PlanDraft {
    let powers: ActorPowers
    private(set) var steps: [AccessPlan.Step] = []
    private(set) var obstacles: [AccessPlan.Obstacle] = []
    private var joined: Set<String> = []
    /// Those of them that are needed on the way back too.
    private var undone: Set<String> = []

    init(powers: ActorPowers) {
        self.powers = powers
    }

    mutating func add(_ step: AccessPlan.Step) { steps.append(step) }

    mutating func add(_ step: AccessPlan.Step, unless reason: String?) {
        if let reason {
            obstacles.append(AccessPlan.Obstacle(statement: step.statement, why: reason))
        } else {
            steps.append(step)
        }
    }

    /// Adds steps that are taken in the name of another role.
    mutating func add(
        _ inner: [AccessPlan.Step], as role: String, _ way: ActorPowers.Way
    ) throws(DatabaseError) {
        let name = try SQLText.name(role)
        let isUndone = inner.contains { !$0.inverse.isEmpty }
        if isUndone { undone.insert(role) }
        switch way {
        case .itself: steps += inner
        case .none(let reason):
            obstacles += inner.map { AccessPlan.Obstacle(statement: $0.statement, why: reason) }
        case .membership:
            joined.insert(role)
            steps += inner
        case .setRole(let joins):
            if joins { joined.insert(role) }
            let why = "\(role) granted it, and takes it back"
            let (take, leave) = ("SET LOCAL ROLE \(name)", "RESET ROLE")
            steps.append(AccessPlan.Step(take, why: why, inverse: isUndone ? [leave] : []))
            steps += inner
            steps.append(AccessPlan.Step(leave, why: why, inverse: isUndone ? [take] : []))
        }
    }

    /// The steps, with those memberships in front that they need, and taken back behind.
    func framed(_ earlier: [AccessPlan.Step]) throws(DatabaseError) -> [AccessPlan.Step] {
        var before: [AccessPlan.Step] = [], after: [AccessPlan.Step] = []
        for role in joined.sorted() {
            let name = try SQLText.name(role)
            let (join, leave) = ("GRANT \(name) TO CURRENT_USER", "REVOKE \(name) FROM CURRENT_USER")
            let isUndone = undone.contains(role)
            let inverse = isUndone ? ([leave], [join]) : ([], [])
            before.append(AccessPlan.Step(join, why: "to act for \(role); taken back below", inverse: inverse.0))
            after.append(AccessPlan.Step(leave, why: "was needed for the steps above alone", inverse: inverse.1))
        }
        return earlier + before + steps + after
    }
}
