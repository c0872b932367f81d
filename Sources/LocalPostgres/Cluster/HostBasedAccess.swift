/// The server's `pg_hba.conf`: a password for everybody, and nothing over TCP without encryption.
enum HostBasedAccess {
    /// The file's text.
    static let text = """
        # Written anew at every start. What is not listed is refused.
        local    all  all                scram-sha-256
        hostssl  all  all  127.0.0.1/32  scram-sha-256
        hostssl  all  all  ::1/128       scram-sha-256

        """
}
