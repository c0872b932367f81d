import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// A certificate authority of a test's own, which signs whatever the test wants to see accepted or refused.
struct TestAuthority {
    /// A certificate and its key, as PEM.
    struct Signed {
        let certificate: String
        let privateKey: String
        let serialNumber: Certificate.SerialNumber
    }

    let certificate: Certificate
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName

    init(named commonName: String) throws {
        name = try DistinguishedName { CommonName(commonName) }
        certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -7_200), notValidAfter: Date(timeIntervalSinceNow: 86_400),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            },
            issuerPrivateKey: .init(key))
    }

    var pem: String {
        get throws { try certificate.serializeAsPEM().pemString + "\n" }
    }

    /// A certificate for a server with these names, or for a client, whose common name is the login.
    func sign(
        _ commonName: String, names: [GeneralName] = [], expires: Date = Date(timeIntervalSinceNow: 3_600)
    ) throws -> Signed {
        let own = P256.Signing.PrivateKey()
        let serialNumber = Certificate.SerialNumber()
        let signed = try Certificate(
            version: .v3, serialNumber: serialNumber, publicKey: .init(own.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -7_200), notValidAfter: expires, issuer: name,
            subject: DistinguishedName { CommonName(commonName) }, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                if !names.isEmpty { SubjectAlternativeNames(names) }
            },
            issuerPrivateKey: .init(key))
        return Signed(
            certificate: try signed.serializeAsPEM().pemString + "\n", privateKey: own.pemRepresentation + "\n",
            serialNumber: serialNumber)
    }

    /// A list of revoked certificates (RFC 5280, 5.1), which X509 has no type for.
    func revoking(_ serialNumbers: [Certificate.SerialNumber]) throws -> String {
        func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            let length = content.count
            let header = length < 128 ? [UInt8(length)] : [0x82, UInt8(length >> 8), UInt8(length & 0xff)]
            return [tag] + header + content
        }
        let ecdsaWithSHA256 = der(0x30, der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
        let (past, future) = (der(0x17, Array("200101000000Z".utf8)), der(0x17, Array("491231235959Z".utf8)))
        var issuer = DER.Serializer()
        try issuer.serialize(name)
        let revoked = serialNumbers.flatMap { number -> [UInt8] in
            let bytes = Array(number.bytes.drop { $0 == 0 })
            // A positive number never begins with a set bit.
            return der(0x30, der(0x02, (bytes.first ?? 0) < 128 ? bytes : [0] + bytes) + past)
        }
        let list = der(
            0x30, der(0x02, [1]) + ecdsaWithSHA256 + issuer.serializedBytes + past + future + der(0x30, revoked))
        let signature = try key.signature(for: list).derRepresentation
        let whole = der(0x30, list + ecdsaWithSHA256 + der(0x03, [0] + Array(signature)))
        return PEMDocument(type: "X509 CRL", derBytes: whole).pemString + "\n"
    }
}
