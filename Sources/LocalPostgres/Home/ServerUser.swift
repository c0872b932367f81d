import ProcessSupervision

/// Which user a private server runs as. PostgreSQL refuses to run as root.
enum ServerUser {
    /// The users that serve in root's place, the best first.
    static let candidates = ["postgres", "nobody"]

    /// The caller itself, or an unprivileged user when the caller is root.
    ///
    /// - Parameters:
    ///   - caller: Who asks.
    ///   - lookUp: The user of a name.
    static func choose(
        for caller: ProcessIdentity, lookUp: (String) -> ProcessIdentity? = ProcessIdentity.named
    ) throws(LocalPostgresError) -> ProcessIdentity {
        guard caller.isRoot else { return caller }
        for name in candidates {
            if let user = lookUp(name), !user.isRoot { return user }
        }
        throw LocalPostgresError(
            .homeUnusable,
            "PostgreSQL refuses to run as root, and there is no user \"postgres\" or \"nobody\" to run it as",
            remedy: "run as an ordinary user, or: adduser --system postgres")
    }
}
