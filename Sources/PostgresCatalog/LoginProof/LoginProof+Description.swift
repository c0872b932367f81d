extension LoginProof.Finding: CustomStringConvertible {
    /// What is wrong, a colon, and what to do; no full stop.
    public var description: String { "\(problem): \(remedies.joined(separator: ", "))" }

    private var problem: String {
        let powers = powers.map(\.description).joined(separator: ", and ")
        guard !path.isEmpty else { return "\(login) \(powers)" }
        let between = path.dropLast().map(\.group).joined(separator: " and ")
        return "\(login) can act as \(role)\(between.isEmpty ? "" : " through \(between)"), which \(powers)"
    }

    /// A group keeps its members where it is enough to take the power from the group.
    private var remedies: [String] {
        if let last = path.last, powers.contains(where: \.comesWithTheRole) {
            return ["REVOKE \(last.group) FROM \(last.member)"]
        }
        var attributes: [String] = []
        var others: [String] = []
        for power in powers {
            switch power {
            case .superuser: attributes.append("NOSUPERUSER")
            case .attribute(let attribute): attributes.append("NO\(attribute.rawValue)")
            case .ownership: others.append("REASSIGN OWNED BY \(role) TO the administrator")
            case .administration:
                if let last = path.last {
                    others.append("REVOKE ADMIN OPTION FOR \(last.group) FROM \(last.member)")
                }
            case .predefinedRole, .login: break
            }
        }
        let alter = attributes.isEmpty ? [] : ["ALTER ROLE \(role) \(attributes.joined(separator: " "))"]
        return alter + others
    }
}

extension ReachablePower {
    /// Whether the role is what it is by this, so that the membership has to go.
    fileprivate var comesWithTheRole: Bool {
        switch self {
        case .superuser, .predefinedRole, .login: true
        case .attribute, .ownership, .administration: false
        }
    }
}
