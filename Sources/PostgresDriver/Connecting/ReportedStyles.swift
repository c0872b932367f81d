/// In which styles the server writes dates and intervals, as it reported them at the connect.
///
/// The driver asks for the styles that it reads, but a pooler may keep that from the server, and one-shot mode does not
/// ask, because poolers refuse it. Read in another style a date could be a wrong one.
struct ReportedStyles {
    /// Such as `ISO, MDY`: the style, and an order that ISO does not depend on.
    let date: String?
    /// `nil` where a pooler does not pass it on.
    let interval: String?

    /// - Parameter user: Who has signed in.
    /// - Throws: `.configuration` with the statement that sets the style, when it is not the one that is read.
    func check(user: String) throws(DatabaseError) {
        guard date?.hasPrefix("ISO") == true else { throw Self.refusal("DateStyle", date, wanted: "ISO", user) }
        guard interval == nil || interval == "postgres" else {
            throw Self.refusal("IntervalStyle", interval, wanted: "postgres", user)
        }
    }

    private static func refusal(_ name: String, _ found: String?, wanted: String, _ user: String) -> DatabaseError {
        let role = "\"\(user.replacing("\"", with: "\"\""))\""
        return DatabaseError(
            .configuration,
            detail: "the session's \(name) is \(found ?? "not known") and the driver reads \(wanted): run "
                + "ALTER ROLE \(role) SET \(name.lowercased()) = '\(wanted)', and reconnect the pooler's sessions")
    }
}
