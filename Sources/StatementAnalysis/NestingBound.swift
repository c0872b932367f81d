/// How deep a statement's parse tree can be at most, told from its tokens alone.
///
/// What stands between two commas, outside the parentheses within it, nests no deeper than it has tokens, plus the deepest of
/// those parentheses. Only set operations chain across commas. So a list of a million rows counts as one of them.
enum NestingBound {
    private struct Level {
        /// Tokens since the last comma, the depth of the parentheses among them included.
        var run = 0
        var deepest = 0
        var setOperations = 0

        var depth: Int { max(run, deepest) + setOperations }
    }

    static func of(_ tokens: [SQLToken]) -> Int {
        var level = Level()
        var outer: [Level] = []
        for token in tokens where !token.isComment {
            switch token.text {
            case "(", "[":
                outer.append(level)
                level = Level()
            case ")", "]":
                let inner = level.depth
                level = outer.popLast() ?? Level()
                level.run += inner + 1
            case ",":
                level.deepest = max(level.deepest, level.run)
                level.run = 0
            default:
                level.run += 1
                if token.isKeyword(among: ["union", "intersect", "except"]) { level.setOperations += 1 }
            }
        }
        return outer.reduce(level.depth) { $0 + $1.depth }
    }
}

extension SQLToken {
    fileprivate func isKeyword(among words: Set<String>) -> Bool {
        kind == .keyword && words.contains(text.lowercased())
    }
}
