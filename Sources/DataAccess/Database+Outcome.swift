import ConnectionPooling
public import PostgresDriver

extension Database {
    /// What became of a transaction, by the identifier in the error of one whose outcome is unknown.
    ///
    /// - Parameters:
    ///   - transaction: `DatabaseError.transactionID` or ``Session/transactionID``.
    ///   - fileID: Where it is called, for logs and reports; leave it out.
    ///   - line: As `fileID`.
    /// - Returns: The outcome; `.inProgress` may change yet.
    /// - Throws: `.acquireTimeout`, `.poolUnavailable`, `.nestedSession`, `.cancelled`, or the server's error when it
    ///   never had such a transaction. Asking again is safe.
    public func outcome(
        of transaction: TransactionID, fileID: String = #fileID, line: Int = #line
    ) async throws(DatabaseError) -> TransactionOutcome {
        let site = CallSite(file: fileID, line: line)
        try refuseNested(at: site)
        return try await outcome(of: transaction, on: try pool(.webapp), at: site)
    }

    /// Asks until there is an answer what became of a transaction whose COMMIT was not answered.
    ///
    /// - Throws: That it was rolled back, or `unknown` as it is when nobody can tell.
    func resolve(
        _ unknown: DatabaseError, of transaction: TransactionID, on pool: RolePool, at site: CallSite
    ) async throws(DatabaseError) {
        var inquiry = OutcomeInquiry(unknown, patience: Self.inquiryPatience)
        let start = ContinuousClock.now
        while true {
            let answer: Result<TransactionOutcome, DatabaseError>
            do throws(DatabaseError) {
                answer = .success(try await outcome(of: transaction, on: pool, at: site))
            } catch {
                answer = .failure(error)
            }
            switch inquiry.step(answer, elapsed: .now - start) {
            case .committed: return
            case .fail(let error): throw error
            case .askAgain(let pause):
                guard (try? await Task.sleep(for: pause)) != nil else { throw unknown }
            }
        }
    }

    private func outcome(
        of transaction: TransactionID, on pool: RolePool, at site: CallSite
    ) async throws(DatabaseError) -> TransactionOutcome {
        let lease = try await pool.lease(at: site)
        defer { pool.release(lease, .reusable) }
        let number = String(transaction.number)
        let answer = try await lease.connection.query(
            "SELECT pg_xact_status(\(number)::xid8), left(pg_walfile_name(pg_current_wal_lsn()), 8)",
            timeout: Self.inquiryPatience)
        let timeline = answer.text(at: 1).flatMap { UInt32($0, radix: 16) }
        return TransactionOutcome(
            status: answer.text(at: 0), isSameTimeline: timeline == transaction.timeline)
    }

    /// A server that was killed is back within a few seconds, or it takes much longer.
    private static var inquiryPatience: Duration { .seconds(5) }
}
