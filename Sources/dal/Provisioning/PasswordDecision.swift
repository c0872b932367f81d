/// What to do about one login's password. A password that somebody else chose is never overwritten.
enum PasswordDecision: Hashable {
    /// The login signs in with the password at hand.
    case keep
    /// Set the password at hand; one is made and stored where there is none.
    case set
    /// It is somebody else's, and the one at hand is wrong.
    case refuse
    /// No password is known for it, and it is not ours to choose one.
    case missing

    /// What is known of a login that exists.
    struct Situation: Hashable {
        /// It was made in this run, so that nobody uses it yet.
        var isNew: Bool
        /// The server is the private one, which is this tool's own.
        var isPrivate: Bool
        /// The environment names a password for it.
        var isConfigured: Bool
        /// This tool made a password for it on this server before.
        var isStored: Bool
        /// It signs in with the password at hand; `false` where there is none.
        var isAccepted: Bool
    }

    init(_ situation: Situation) {
        if situation.isAccepted {
            self = .keep
        } else if situation.isNew {
            self = .set
        } else if situation.isConfigured {
            self = .refuse
        } else if situation.isStored || situation.isPrivate {
            self = .set
        } else {
            self = .missing
        }
    }
}
