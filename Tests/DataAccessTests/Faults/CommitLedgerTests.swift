import PostgresDriver
import Testing

@Suite("The ledger of commits")
struct CommitLedgerTests {
    @Test(
        "takes an acknowledged row once, a failed one never, an unknown one once or never",
        arguments: [("acknowledged", [1]), ("notThere", [0]), ("unknown", [0, 1])])
    func judges(outcome: String, fine: [Int]) {
        for found in 0...2 {
            let ledger = CommitLedger()
            switch CommitLedger.Outcome(rawValue: outcome) {
            case .acknowledged: ledger.acknowledge(7)
            case .unknown: ledger.fail(7, DatabaseError(.connectionLost, outcome: .unknown))
            default: ledger.fail(7, DatabaseError(.closed))
            }
            let table = found == 0 ? [:] : [7: found]
            #expect(ledger.contradictions(to: table).isEmpty == fine.contains(found), "\(found) times")
        }
    }

    @Test("names a row that nobody wrote")
    func nobodys() {
        #expect(CommitLedger().contradictions(to: [1: 1]).count == 1)
    }
}
