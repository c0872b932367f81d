import Testing

@testable import AccessControl

@Suite("A proof for continuous integration") struct AccessProofJUnitTests {
    private func proof(_ surprises: [Surprise]) throws -> AccessProof {
        AccessProof(
            matrix: AccessMatrix(policy: try SmallFleet.policy(), catalog: SmallFleet.catalog()),
            probes: [ProbeReport(login: "app", allowed: 14, refused: 40, surprises: surprises)])
    }

    @Test("a proof that holds is a case for each kind of difference and for each login, and no failure")
    func holds() throws {
        let proof = try proof([])
        #expect(
            proof.junit.contains("<testsuites tests=\"\(Surprise.Kind.allCases.count)\" failures=\"0\" errors=\"0\">"))
        #expect(proof.junit.contains("<testcase classname=\"dal access verify\" name=\"publicPrivilege\"/>"))
        #expect(proof.junit.contains("<system-out>14 allowed, 40 refused, as declared</system-out>"))
        #expect(proof.junit.contains("can make itself a member of"))
    }

    @Test("each surprise is in the failure of its kind, or of the login that met it")
    func fails() throws {
        var catalog = SmallFleet.catalog()
        let fault = try #require(SeededFault.ofGrants.first { $0.name == "PUBLIC on a table" })
        fault.apply(&catalog)
        let matrix = AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog)
        let seen = Surprise(kind: .probe, subject: "app", detail: "can DROP table public.vendors")
        let proof = AccessProof(matrix: matrix, probes: try proof([seen]).probes)
        #expect(
            proof.junit.contains(
                "type=\"publicPrivilege\">PUBLIC: may SELECT on table public.models</failure>"))
        #expect(proof.probeJUnit.contains("<testsuites tests=\"1\" failures=\"1\" errors=\"0\">"))
        #expect(proof.probeJUnit.contains("type=\"tried as app\">app: can DROP table public.vendors</failure>"))
        #expect(!proof.probeJUnit.contains("publicPrivilege"))
    }
}
