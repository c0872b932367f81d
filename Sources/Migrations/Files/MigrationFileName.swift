/// `031_database_users_and_security.sql`: three or more digits, an underscore, a name.
struct MigrationFileName: Equatable {
    let version: Int
    let name: String

    init(_ fileName: String) throws(MigrationError) {
        let stem = fileName.hasSuffix(".sql") ? fileName.dropLast(4) : ""
        let digits = stem.prefix { $0.isASCII && $0.isNumber }
        let name = stem.dropFirst(digits.count + 1)
        guard
            digits.count >= 3, let version = Int(digits), version > 0,
            stem.dropFirst(digits.count).first == "_",
            !name.isEmpty, name.allSatisfy(Self.isAllowed)
        else {
            throw MigrationError(
                .badName, "not the name of a migration",
                advice: "Name it NNN_name.sql: a number above 0 of three or more digits, an underscore, then letters, "
                    + "digits, '_' or '-'.",
                file: fileName)
        }
        self.version = version
        self.name = String(name)
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }
}
