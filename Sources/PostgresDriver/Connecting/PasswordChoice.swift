/// The passwords of one connect.
struct PasswordChoice: Sendable {
    let given: String?
    var file: PasswordFile?

    func password(for place: ConnectSequence.Place, of configuration: ConnectionConfiguration) -> String? {
        given ?? file?.password(for: place.endpoint, database: configuration.database, user: configuration.user)
    }
}
