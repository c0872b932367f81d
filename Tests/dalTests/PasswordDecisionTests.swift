import Testing

@testable import dal

@Suite("The decision about a login's password")
struct PasswordDecisionTests {
    private func decide(
        new: Bool = false, own: Bool = false, configured: Bool = false, stored: Bool = false, accepted: Bool = false
    ) -> PasswordDecision {
        PasswordDecision(
            PasswordDecision.Situation(
                isNew: new, isPrivate: own, isConfigured: configured, isStored: stored, isAccepted: accepted))
    }

    @Test("keeps whatever password works")
    func keepsWhatWorks() {
        #expect(decide(configured: true, accepted: true) == .keep)
        #expect(decide(own: true, stored: true, accepted: true) == .keep)
    }

    @Test("sets the password of a login that was just made")
    func setsNew() {
        #expect(decide(new: true) == .set)
        #expect(decide(new: true, configured: true) == .set)
    }

    @Test("never overwrites the password of somebody else's login")
    func neverOverwrites() {
        #expect(decide(configured: true) == .refuse)
        #expect(decide(own: true, configured: true) == .refuse)
        #expect(decide() == .missing)
    }

    @Test("sets its own password again where the login has lost it")
    func setsItsOwnAgain() {
        #expect(decide(stored: true) == .set)
        #expect(decide(own: true) == .set)
    }
}
