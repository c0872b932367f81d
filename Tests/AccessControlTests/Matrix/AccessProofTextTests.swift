import AccessControl
import Foundation
import PostgresCatalog
import Testing

@Suite struct AccessProofTextTests {
    private func proof(_ faults: [SeededFault] = []) throws -> AccessProof {
        var catalog = SmallFleet.catalog()
        for fault in faults { fault.apply(&catalog) }
        let probes = [
            ProbeReport(login: "app", allowed: 14, refused: 40, surprises: []),
            ProbeReport(
                login: "report", allowed: 4, refused: 50,
                surprises: [Surprise(kind: .probe, subject: "report", detail: "can DROP table public.vendors")]),
        ]
        return AccessProof(
            matrix: AccessMatrix(policy: try SmallFleet.policy(), catalog: catalog),
            probes: faults.isEmpty ? [probes[0]] : probes)
    }

    @Test func aProofThatHolds() throws {
        #expect(try proof().holds)
        #expect(
            try proof().text == """
                """)
    }

    @Test func aProofThatFails() throws {
        let faults = SeededFault.ofGrants.filter { ["several too many", "PUBLIC on a table"].contains($0.name) }
        #expect(faults.count == 2)
        #expect(try !proof(faults).holds)
        #expect(
            try proof(faults).text == """
                """)
    }

    @Test func noLineIsWiderThanATerminal() throws {
        let text = try proof(SeededFault.ofRoles + SeededFault.ofGrants).text
        for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }

    @Test func jsonComesBackEqual() throws {
        struct Document: Decodable {
            let holds: Bool
            let matrix: AccessMatrix
            let probes: [ProbeReport]
        }
        let before = try proof(SeededFault.ofRoles)
        let document = try JSONDecoder().decode(Document.self, from: Data(before.json().utf8))
        #expect(document.holds == false)
        #expect(document.matrix == before.matrix)
        #expect(document.probes == before.probes)
    }
}
