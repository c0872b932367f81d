import Crypto
import FoundationEssentials
import ProcessSupervision
import SwiftASN1
import X509

extension ServerCertificates {
    /// Makes and writes certificates unless a home has some that last. Only while the home's server is stopped.
    static func renew(in home: ServerHome, owner: ProcessIdentity, now: Date) throws(LocalPostgresError) {
        guard mustRenew(home, now: now) else { return }
        let made: ServerCertificates
        let texts: (authority: String, server: String)
        do {
            made = try ServerCertificates(now: now)
            texts = try (made.authority.serializeAsPEM().pemString, made.server.serializeAsPEM().pemString)
        } catch {
            throw LocalPostgresError(
                .certificateFailed, "the server's certificate could not be made: \(error)",
                remedy: "report this; nothing was changed")
        }
        // The certificate comes last: whatever is cut short before it is made anew, because the three do not fit.
        try FileAccess.remove(home.serverCertificate)
        try FileAccess.write(made.serverKey.pemRepresentation + "\n", to: home.serverKey, mode: 0o600, owner: owner)
        try FileAccess.write(texts.authority + "\n", to: home.rootCertificate, mode: 0o644)
        try FileAccess.write(texts.server + "\n", to: home.serverCertificate, mode: 0o644)
    }

    /// Whether a file is missing, unreadable, or about to expire.
    static func mustRenew(_ home: ServerHome, now: Date) -> Bool {
        guard let text = FileAccess.text(of: home.serverCertificate),
            let certificate = try? Certificate(pemEncoded: text)
        else { return true }
        return certificate.notValidAfter < now.addingTimeInterval(renewalMargin)
            || !FileAccess.exists(home.serverKey) || !FileAccess.exists(home.rootCertificate)
    }
}
