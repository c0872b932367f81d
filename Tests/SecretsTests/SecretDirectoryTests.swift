import Glibc
import Secrets
import Testing

@Suite struct SecretDirectoryTests {
    @Test func keepsWhatIsWritten() throws {
        try withTemporaryDirectory { parent in
            let directory = SecretDirectory(path: parent + "/secrets")
            #expect(try directory.read("jwt.key") == nil)
            #expect(entries(of: parent) == [])
            try directory.write(Secret("first"), named: "jwt.key")
            try directory.write(Secret("second"), named: "jwt.key")
            #expect(try directory.read("jwt.key") == Secret("second"))
            #expect(try directory.read("other") == nil)
            #expect(mode(of: parent + "/secrets") == 0o700)
            #expect(mode(of: parent + "/secrets/jwt.key") == 0o600)
            #expect(entries(of: parent + "/secrets") == ["jwt.key"])
        }
    }

    @Test(arguments: [("word\n", "word"), ("word\r\n", "word"), ("word\n\n", "word\n"), ("a b", "a b")])
    func trimsTheEditorsNewline(content: String, secret: String) throws {
        try withTemporaryDirectory { path in
            edit(path + "/hand", content)
            let read = try SecretDirectory(path: path).read("hand")
            #expect(read == Secret(secret))
        }
    }

    @Test(arguments: ["", "a/b", "..", ".hidden", "sp ace", "ü", "x\0", String(repeating: "a", count: 101)])
    func refusesNames(name: String) throws {
        try withTemporaryDirectory { path in
            let directory = SecretDirectory(path: path)
            expectRefusal(.invalidName) { _ = try directory.read(name) }
            expectRefusal(.invalidName) { try directory.write(Secret("x"), named: name) }
            #expect(entries(of: path) == [])
        }
    }

    @Test(arguments: ["", "x\n"]) func refusesValuesThatWouldNotComeBack(value: String) throws {
        try withTemporaryDirectory { path in
            let directory = SecretDirectory(path: path)
            expectRefusal(.unstorableValue) { try directory.write(Secret(value), named: "a") }
            expectRefusal(.unstorableValue) { _ = try directory.readOrCreate("a") { Secret(value) } }
            #expect(entries(of: path) == [])
        }
    }

    @Test(arguments: [mode_t(0o640), 0o604, 0o666]) func refusesAFileOthersMayUse(mode: mode_t) throws {
        try withTemporaryDirectory { path in
            edit(path + "/open", "sesame", mode: mode)
            let error = expectRefusal(.tooOpen) { _ = try SecretDirectory(path: path).read("open") }
            #expect(error?.description.contains("chmod 600 \(path)/open") == true)
            #expect(error?.description.contains("sesame") == false)
        }
    }

    @Test(arguments: [mode_t(0o750), 0o701, 0o777]) func refusesADirectoryOthersMayUse(mode: mode_t) throws {
        try withTemporaryDirectory { path in
            edit(path + "/key", "sesame")
            chmod(path, mode)
            expectRefusal(.tooOpen) { _ = try SecretDirectory(path: path).read("key") }
            expectRefusal(.tooOpen) { try SecretDirectory(path: path).write(Secret("x"), named: "key") }
        }
    }

    @Test func refusesLinksAndOtherKinds() throws {
        try withTemporaryDirectory { path in
            edit(path + "/real", "sesame")
            symlink(path + "/real", path + "/link")
            mkfifo(path + "/pipe", 0o600)
            mkdir(path + "/folder", 0o700)
            symlink(path, path + "/folder/here")
            for name in ["link", "pipe", "folder"] {
                expectRefusal(.wrongKind) { _ = try SecretDirectory(path: path).read(name) }
            }
            expectRefusal(.wrongKind) { _ = try SecretDirectory(path: path + "/folder/here").read("real") }
            expectRefusal(.wrongKind) { _ = try SecretDirectory(path: path + "/real").read("real") }
        }
    }

    @Test func writingReplacesALinkAndLeavesItsTarget() throws {
        try withTemporaryDirectory { path in
            edit(path + "/real", "sesame")
            symlink(path + "/real", path + "/link")
            try SecretDirectory(path: path).write(Secret("new"), named: "link")
            #expect(try SecretDirectory(path: path).read("link") == Secret("new"))
            #expect(try SecretDirectory(path: path).read("real") == Secret("sesame"))
        }
    }

    @Test(arguments: ["", "\n"]) func refusesAnEmptyFile(content: String) throws {
        try withTemporaryDirectory { path in
            edit(path + "/empty", content)
            expectRefusal(.unreadableContent) { _ = try SecretDirectory(path: path).read("empty") }
            expectRefusal(.unreadableContent) {
                _ = try SecretDirectory(path: path).readOrCreate("empty") { Secret("x") }
            }
        }
    }

    @Test func missingParentIsNamed() throws {
        try withTemporaryDirectory { path in
            let error = expectRefusal(.system) {
                try SecretDirectory(path: path + "/no/secrets").write(Secret("sesame"), named: "a")
            }
            #expect(error?.description.contains(path + "/no/secrets") == true)
            #expect(error?.description.contains("sesame") == false)
        }
    }

    @Test func createsOnceAndThenReads() throws {
        try withTemporaryDirectory { parent in
            let directory = SecretDirectory(path: parent + "/secrets")
            let made = try directory.readOrCreate("a") { Secret("made") }
            let again = try directory.readOrCreate("a") { Secret("other") }
            #expect(made == Secret("made"))
            #expect(again == made)
        }
    }

    @Test func theFirstOfTwoCreatorsWins() throws {
        try withTemporaryDirectory { path in
            let directory = SecretDirectory(path: path)
            // The other creator finishes between this one's look and its write.
            let got = try directory.readOrCreate("a") {
                edit(path + "/a", "theirs")
                return Secret("ours")
            }
            #expect(got == Secret("theirs"))
            #expect(try directory.read("a") == Secret("theirs"))
            #expect(entries(of: path) == ["a"])
        }
    }

    @Test func manyCreatorsAtOnceAgree() async throws {
        let path = "/tmp/secrets-race-\(getpid())"
        defer {
            unlink(path + "/a")
            rmdir(path)
        }
        let got = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<32 {
                group.addTask {
                    try SecretDirectory(path: path).readOrCreate("a") { Secret("maker \(number)") }.unsafeValue
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(got.count == 1)
        #expect(entries(of: path) == ["a"])
    }

    @discardableResult
    private func expectRefusal(
        _ code: SecretDirectoryError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
    ) -> SecretDirectoryError? {
        let error = #expect(throws: SecretDirectoryError.self, sourceLocation: sourceLocation) { try body() }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        return error
    }
}
