import Testing

@Suite("The exam's ledger")
struct ExamLedgerTests {
    private func contradictions(_ verdict: ExamLedger.Verdict, _ table: [Int: Int]) -> Int {
        var ledger = ExamLedger()
        ledger.note(.init(markers: [1, 2], verdict: verdict, work: "two rows"))
        return ledger.contradictions(to: table).count
    }

    @Test("takes applied rows once, others never, and unknown ones either way")
    func agrees() {
        #expect(contradictions(.applied, [1: 1, 2: 1]) == 0)
        #expect(contradictions(.notApplied, [:]) == 0)
        #expect(contradictions(.unknown, [1: 1, 2: 1]) == 0)
        #expect(contradictions(.unknown, [:]) == 0)
    }

    @Test("names rows that are lost, that are there against the word given, that are doubled or halved, or nobody's")
    func disagrees() {
        #expect(contradictions(.applied, [:]) == 1)
        #expect(contradictions(.notApplied, [1: 1, 2: 1]) == 1)
        #expect(contradictions(.unknown, [1: 2, 2: 2]) == 1)
        #expect(contradictions(.unknown, [1: 1]) == 1)
        #expect(contradictions(.applied, [1: 1, 2: 1, 3: 1]) == 1)
    }
}
