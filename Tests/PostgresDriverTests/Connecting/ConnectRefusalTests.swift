import Testing

@testable import PostgresDriver

@Suite("A refused connect")
struct ConnectRefusalTests {
    @Test("tells the SQLSTATE and leaves out where in the server's source it was written")
    func readsSQLState() {
        let refusal = ConnectRefusal(
            libpqMessage: """
                connection to server at "127.0.0.1", port 5432 failed: FATAL:  28P01: password authentication failed for user "x"
                LOCATION:  auth_failed, auth.c:335

                """)
        #expect(refusal.sqlState == .invalidPassword)
        #expect(
            refusal.message
                == #"connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "x""#
        )
        #expect(DatabaseError(refusal: refusal).code == .authenticationFailed)
    }

    @Test("has no SQLSTATE when nobody listens")
    func nobodyListens() {
        let refusal = ConnectRefusal(
            libpqMessage:
                "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running?\n")
        #expect(refusal.sqlState == nil)
        #expect(DatabaseError(refusal: refusal).code == .connectionFailed)
        #expect(DatabaseError(refusal: refusal).isRetrySafe)
    }
}
