/// What is read of a token in the parser library's answer.
struct ScannedToken {
    let start: Int
    let isKeyword: Bool

    /// The tokens of a serialised `ScanResult` (version = 1, tokens = 2).
    static func all(in answer: UnsafeRawBufferPointer) -> [ScannedToken] {
        var message = ProtobufReader(answer)
        var tokens: [ScannedToken] = []
        while let field = message.nextField() {
            if field.number == 2, case .bytes(let token) = field.value { tokens.append(ScannedToken(token)) }
        }
        return tokens
    }

    /// ScanToken: start = 1, end = 2 (byte offsets), token = 4, keyword_kind = 5 (0 or absent: no keyword).
    private init(_ token: UnsafeRawBufferPointer) {
        var (start, keywordKind) = (0, 0)
        var message = ProtobufReader(token)
        while let field = message.nextField() {
            switch (field.number, field.value) {
            case (1, .integer(let value)): start = Int(value)
            case (5, .integer(let value)): keywordKind = Int(value)
            default: break
            }
        }
        (self.start, self.isKeyword) = (start, keywordKind != 0)
    }
}
