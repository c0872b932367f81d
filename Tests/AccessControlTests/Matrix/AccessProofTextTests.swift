import Foundation
import PostgresCatalog
import Testing

@testable import AccessControl

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
                fleet on PostgreSQL 15.14: 2 functions, 1 schema, 2 sequences, 4 tables, 1 view
                held/declared, in objects (sequences: in privileges); +n: held but not declared

                          SELECT  INSERT  UPDATE  DELETE  TRUNCATE  REFERENCES  TRIGGER  SEQUENCE
                owner          5       5       5       5         5           5        5         6
                writers      4/4     3/3     3/3     3/3         -           -        -       1/1
                readers      4/4       -       -       -         -           -        -         -
                auditors       -     1/1       -       -         -           -        -         -
                app          4/4     3/3     3/3     3/3         -           -        -       1/1
                report       4/4       -       -       -         -           -        -         -
                PUBLIC         -       -       -       -         -           -        -         -

                          USAGE  CREATE  CONNECT  NEW SCHEMA  TEMPORARY  EXECUTE
                owner         1       1        2           1          1        -
                writers     1/1       -      1/1           -          -      1/1
                readers     1/1       -      1/1           -          -        -
                auditors    1/1       -        -           -          -        -
                app         1/1       -      1/1           -          -      1/1
                report      1/1       -      1/1           -          -        -
                PUBLIC        -       -        -           -          -        -

                tried as app: 14 allowed, 40 refused, as declared

                no surprise

                known risk: owner has CREATEROLE: on PostgreSQL 15 it can make itself a member of
                  pg_execute_server_program and run programs as the server's user. Keep its password from every
                  application.

                """)
    }

    @Test func aProofThatFails() throws {
        let faults = SeededFault.ofGrants.filter { ["several too many", "PUBLIC on a table"].contains($0.name) }
        #expect(faults.count == 2)
        #expect(try !proof(faults).holds)
        #expect(
            try proof(faults).text == """
                fleet on PostgreSQL 15.14: 2 functions, 1 schema, 2 sequences, 4 tables, 1 view
                held/declared, in objects (sequences: in privileges); +n: held but not declared

                          SELECT  INSERT  UPDATE  DELETE  TRUNCATE  REFERENCES  TRIGGER  SEQUENCE
                owner          5       5       5       5         5           5        5         6
                writers      4/4     3/3     3/3     3/3        +1           -       +1       1/1
                readers      4/4       -       -       -         -           -        -         -
                auditors      +1     1/1       -       -         -           -        -         -
                app          4/4     3/3     3/3     3/3        +1           -       +1       1/1
                report       4/4       -       -       -         -           -        -         -
                PUBLIC        +1       -       -       -         -           -        -         -

                          USAGE  CREATE  CONNECT  NEW SCHEMA  TEMPORARY  EXECUTE
                owner         1       1        2           1          1        -
                writers     1/1       -      1/1           -          -      1/1
                readers     1/1       -      1/1           -          -        -
                auditors    1/1       -        -           -          -        -
                app         1/1       -      1/1           -          -      1/1
                report      1/1       -      1/1           -          -        -
                PUBLIC        -       -        -           -          -        -

                tried as app: 14 allowed, 40 refused, as declared
                tried as report: 4 allowed, 50 refused, as declared, 1 otherwise

                3 surprises:
                  PUBLIC: may SELECT on table public.models
                  writers: may TRUNCATE, TRIGGER on table public.vendors
                  report: can DROP table public.vendors

                known risk: owner has CREATEROLE: on PostgreSQL 15 it can make itself a member of
                  pg_execute_server_program and run programs as the server's user. Keep its password from every
                  application.

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
