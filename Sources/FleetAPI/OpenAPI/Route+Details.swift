extension Route {
    /// What the specification says beside the summary: the operation's own words, and the permission.
    var details: String? {
        let permission: String? =
            if case .requires(let permission) = access {
                "The token needs the permission \(permission.rawValue)."
            } else { nil }
        let sentences = [operation.details, permission].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}
