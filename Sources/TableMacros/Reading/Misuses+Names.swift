import SwiftParser
import SwiftSyntax

extension Misuses {
    /// The server cuts longer names off.
    /// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
    private static let longestName = 63

    /// Reads a name of the server's, which has to be written out.
    ///
    /// - Parameters:
    ///   - expression: Where it should stand.
    ///   - what: What it names, as a message begins.
    /// - Returns: The name; nil when something is wrong with it.
    mutating func name(_ expression: ExprSyntax, _ what: String) -> String? {
        guard let name = expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue else {
            add("name-not-literal", at: expression, "\(what) has to be written out as a string without interpolation")
            return nil
        }
        return check(name, at: expression, what) ? name : nil
    }

    /// Adds what is wrong with a name.
    ///
    /// - Returns: Whether nothing is.
    @discardableResult
    mutating func check(_ name: String, at node: some SyntaxProtocol, _ what: String) -> Bool {
        if name.isEmpty {
            add("name-empty", at: node, "\(what) is empty")
        } else if name.utf8.count > Self.longestName {
            add(
                "name-long", at: node,
                "\(what) has \(name.utf8.count) bytes; the server takes \(Self.longestName) and cuts the rest off")
        } else if name.utf8.contains(0) {
            add("name-nul", at: node, "\(what) has a NUL in it, which no name of the server's has")
        } else {
            return true
        }
        return false
    }
}
