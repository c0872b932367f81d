import Glibc
import Testing

@testable import Secrets

@Suite struct FilePrivacyTests {
    @Test(arguments: [uid_t(1000), 0]) func theOwnerAndTheSuperuserMayUseIt(user: uid_t) throws {
        try FilePrivacy(mode: S_IFREG | 0o600, owner: 1000, user: user).require("/x", fix: "chmod 600", kind: S_IFREG)
    }

    @Test(arguments: [uid_t(0), 1001]) func anotherOwnersFileIsRefused(owner: uid_t) {
        let error = #expect(throws: SecretDirectoryError.self) {
            try FilePrivacy(mode: S_IFREG | 0o600, owner: owner, user: 1000)
                .require("/x", fix: "chmod 600", kind: S_IFREG)
        }
        #expect(error?.code == .wrongOwner)
        #expect(
            error?.description
                == "/x: belongs to user \(owner), this process runs as 1000; run as its owner, or move it away")
    }

    @Test func theSuperuserRefusesWhatEverybodyMayUse() {
        let error = #expect(throws: SecretDirectoryError.self) {
            try FilePrivacy(mode: S_IFREG | 0o604, owner: 0, user: 0).require("/x", fix: "chmod 600", kind: S_IFREG)
        }
        #expect(error?.code == .tooOpen)
    }
}
