/// Reads the operations of a statement and what each works on, token by token.
struct QuerySummaryReader {
    /// What stands between two parentheses, or outside of all.
    private struct Frame {
        /// The operation whose clauses these are, in small letters.
        var operation: String?
        /// Nothing has come yet that could not come before a statement.
        var isStart = true
        /// A name that comes now is what an operation works on.
        var expectsTarget = false
        /// A comma is followed by one more of those.
        var isInTargetList = false
        /// The names of WITH are coming, each before its parentheses.
        var isInWith = false
        var expectsQueryName = false
        /// The USING of DELETE and MERGE has come; the next one belongs to a join.
        var hasUsing = false
    }

    private(set) var words: [String] = []
    /// The operation outside of all parentheses, as written.
    private(set) var operation: String?
    private var frames: [Frame] = []
    private var frame = Frame()
    /// The names WITH gives to queries: what stands behind them is in the summary already.
    private var queryNames: Set<String> = []
    private var previous = ""

    /// Reads a statement's tokens, which hold no comment.
    mutating func read(_ tokens: [SQLToken]) {
        var rest = tokens[...]
        while let token = rest.popFirst() {
            let word = token.kind == .keyword ? token.text.lowercased() : ""
            switch token.text {
            case "(": open()
            case ")": close()
            case ";": (frames, frame) = ([], Frame())
            case ",":
                frame.expectsTarget = frame.isInTargetList
                frame.expectsQueryName = frame.isInWith
            default:
                if frame.expectsQueryName, word != "recursive" {
                    frame.expectsQueryName = false
                    queryNames.insert(token.text.lowercased())
                } else if !(frame.expectsTarget && takeTarget(token, word, &rest)) {
                    take(token, word)
                }
            }
            previous = word
        }
    }

    private mutating func open() {
        var inner = Frame()
        inner.expectsTarget = frame.expectsTarget
        inner.isInTargetList = frame.expectsTarget
        frame.expectsTarget = false
        frames.append(frame)
        frame = inner
    }

    private mutating func close() {
        frame = frames.popLast() ?? Frame()
        // What follows (…) is no beginning, except after WITH and the options of EXPLAIN.
        if !frame.isInWith, frame.operation != "explain" { frame.isStart = false }
    }

    /// - Returns: Whether the token was part of naming a target.
    private mutating func takeTarget(
        _ token: SQLToken, _ word: String, _ rest: inout ArraySlice<SQLToken>
    ) -> Bool {
        if ["lateral", "only", "rows", "from", "into"].contains(word) { return true }
        if word == "table", rest.first?.kind == .identifier { return true }
        frame.expectsTarget = false
        guard !["select", "values", "with"].contains(word) else { return false }
        guard token.kind == .identifier || token.kind == .keyword else { return false }
        var name = token.text
        while rest.first?.text == ".", let part = rest.dropFirst().first, part.kind != .literal {
            name += "." + part.text
            rest = rest.dropFirst(2)
        }
        frame.isStart = false
        if !queryNames.contains(name.lowercased()) { words.append(name) }
        return true
    }

    private mutating func take(_ token: SQLToken, _ word: String) {
        switch word {
        case "select": begin(token, word)
        case "with" where frame.isStart:
            frame.isInWith = true
            frame.expectsQueryName = true
        case "insert", "update", "delete", "merge", "table", "copy", "call", "truncate", "lock", "explain", "declare",
            "prepare":
            if frame.isStart { begin(token, word) }
        case "values":
            // Elsewhere it is a list of rows and no operation.
            if words.isEmpty { begin(token, word) }
        case "into" where ["insert", "merge"].contains(frame.operation) && !frame.isInTargetList:
            frame.expectsTarget = true
        case "from" where ["select", "delete", "update"].contains(frame.operation) && previous != "distinct":
            expectTargets()
        case "using" where ["delete", "merge"].contains(frame.operation) && !frame.hasUsing:
            frame.hasUsing = true
            expectTargets()
        case "join" where frame.isInTargetList: frame.expectsTarget = true
        case "where", "group", "having", "order", "limit", "offset", "fetch", "window", "returning", "union",
            "intersect",
            "except", "set", "for", "when":
            frame.isInTargetList = false
            frame.isStart = false
        default:
            if !frame.isInWith, frame.operation != "explain" { frame.isStart = false }
        }
    }

    private mutating func begin(_ token: SQLToken, _ word: String) {
        words.append(token.text)
        if frames.isEmpty, operation == nil { operation = token.text }
        frame.operation = word
        frame.isInWith = false
        frame.isInTargetList = ["truncate", "lock"].contains(word)
        frame.expectsTarget = ["update", "table", "copy", "call", "truncate", "lock"].contains(word)
        frame.isStart = word == "explain"
        frame.hasUsing = false
    }

    private mutating func expectTargets() {
        frame.expectsTarget = true
        frame.isInTargetList = true
    }
}
