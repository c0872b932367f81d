import FoundationEssentials
import ProcessSupervision
import Testing
import TestSupport
import X509

@testable import LocalPostgres

@Suite struct CertificateTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func theAuthorityVouchesForTheServer() async throws {
        let made = try ServerCertificates(now: Date())
        var verifier = Verifier(rootCertificates: CertificateStore([made.authority])) {
            RFC5280Policy()
        }
        let result = await verifier.validate(leaf: made.server, intermediates: CertificateStore())
        guard case .validCertificate = result else {
            Issue.record("not valid: \(result)")
            return
        }
        let names = try #require(try made.server.extensions.subjectAlternativeNames)
        #expect(names.count == 3)
        #expect(names.contains(.dnsName("localhost")))
    }

    @Test func aCertificateIsKeptUntilItsLastMonth() throws {
        let home = try made(at: now)
        let day: TimeInterval = 86_400
        #expect(!ServerCertificates.mustRenew(home, now: now))
        #expect(!ServerCertificates.mustRenew(home, now: now.addingTimeInterval(334 * day)))
        #expect(ServerCertificates.mustRenew(home, now: now.addingTimeInterval(336 * day)))
    }

    @Test(arguments: ["ca.crt", "server.crt", "server.key"]) func aMissingFileIsMadeAnew(_ name: String) throws {
        let home = try made(at: now)
        try FileAccess.remove("\(home.tls)/\(name)")
        #expect(ServerCertificates.mustRenew(home, now: now))
        try ServerCertificates.renew(in: home, owner: .current, now: now)
        #expect(!ServerCertificates.mustRenew(home, now: now))
    }

    @Test func theKeyIsItsOwnersAlone() throws {
        let home = try made(at: now)
        #expect(mode(of: home.serverKey) == 0o600)
        #expect(mode(of: home.rootCertificate) == 0o644)
    }

    // Held, because it removes the home at its end.
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func made(at date: Date) throws -> ServerHome {
        let home = ServerHome(path: scratch.path)
        try FileAccess.makeDirectory(home.tls, mode: 0o755, owner: .current)
        try ServerCertificates.renew(in: home, owner: .current, now: date)
        return home
    }
}
