import Secrets
import Testing

@Suite struct SecretTests {
    private let text = "correct-horse-battery"

    @Test func isNeverShown() {
        let secret = Secret(text)
        var dumped = ""
        dump(["key": secret], to: &dumped)
        let shown = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])",
            "\(Optional(secret) as Any)",
            secret.description, secret.debugDescription, "\(Mirror(reflecting: secret).children.map { $0.value })",
            dumped,
        ]
        for form in shown { #expect(!form.contains(text)) }
        #expect("\(secret)" == "‹secret›")
        #expect(!(secret as Any is any Encodable))
        #expect(!(secret as Any is any Decodable))
    }

    @Test func equalityComparesTheText() {
        #expect(Secret(text) == Secret(text))
        #expect(Secret(text) != Secret(text + "x"))
        #expect(Secret("") != Secret(text))
    }

    @Test func valueComesOutByName() throws {
        struct Refused: Error {}
        #expect(Secret(text).unsafeValue == text)
        let count = Secret(text).withValue { $0.count }
        #expect(count == text.count)
        #expect(throws: Refused.self) { try Secret(text).withValue { (_) throws(Refused) in throw Refused() } }
    }

    @Test func passwordsNeedNoQuotingAndDiffer() {
        let passwords = (0..<200).map { _ in Secret.randomPassword().unsafeValue }
        for password in passwords {
            #expect(password.count == 40)
            #expect(password.utf8.allSatisfy { $0 < 128 })
            #expect(password.allSatisfy { $0.isLetter || $0.isNumber })
        }
        #expect(Set(passwords).count == passwords.count)
        #expect(Secret.randomPassword(length: 64).unsafeValue.count == 64)
    }

    @Test func everyCharacterIsAboutAsLikely() {
        var counts: [Character: Int] = [:]
        for character in Secret.randomPassword(length: 62_000).unsafeValue { counts[character, default: 0] += 1 }
        #expect(counts.count == 62)
        // 1,000 expected of each; seven standard deviations are 220.
        for (character, count) in counts { #expect((780...1_220).contains(count), "\(character)") }
    }

    @Test func keysAreHexadecimal() {
        let key = Secret.randomKey(bytes: 32).unsafeValue
        #expect(key.count == 64)
        #expect(key.allSatisfy { "0123456789abcdef".contains($0) })
        #expect(key != Secret.randomKey(bytes: 32).unsafeValue)
    }
}
