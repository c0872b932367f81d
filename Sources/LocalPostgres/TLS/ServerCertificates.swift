import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// A certificate for this machine's own name and addresses, and the authority that vouches for it and for nothing else:
/// the authority's key is forgotten as soon as it has signed.
struct ServerCertificates: Sendable {
    let authority: Certificate
    let server: Certificate
    let serverKey: P256.Signing.PrivateKey

    static let lifetime: TimeInterval = 365 * 86_400
    /// A certificate with less than this left is replaced at the next start.
    static let renewalMargin: TimeInterval = 30 * 86_400

    /// Makes both, valid from an hour before `now`, for clocks that disagree a little.
    init(now: Date) throws {
        let signing = Certificate.PrivateKey(P256.Signing.PrivateKey())
        serverKey = P256.Signing.PrivateKey()
        let validity = now.addingTimeInterval(-3600)...now.addingTimeInterval(Self.lifetime)
        let identifier = SubjectKeyIdentifier(hash: signing.publicKey)
        let authorityName = try DistinguishedName { CommonName("private PostgreSQL authority") }
        authority = try Self.certificate(
            of: signing.publicKey, named: authorityName, signedBy: authorityName, with: signing, valid: validity,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                identifier
            })
        let publicKey = Certificate.PublicKey(serverKey.publicKey)
        server = try Self.certificate(
            of: publicKey, named: DistinguishedName { CommonName("localhost") }, signedBy: authorityName, with: signing,
            valid: validity,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(Self.names)
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier)
            })
    }

    private static let names: [GeneralName] = [
        .dnsName("localhost"),
        .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
        .ipAddress(ASN1OctetString(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
    ]

    private static func certificate(
        of publicKey: Certificate.PublicKey, named subject: DistinguishedName, signedBy issuer: DistinguishedName,
        with issuerKey: Certificate.PrivateKey, valid: ClosedRange<Date>, extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: .init(), publicKey: publicKey, notValidBefore: valid.lowerBound,
            notValidAfter: valid.upperBound, issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: issuerKey)
    }
}
