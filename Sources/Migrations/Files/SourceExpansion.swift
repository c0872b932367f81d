import Crypto
import PostgresCatalog
import StatementAnalysis

/// Puts files one into the other.
struct SourceExpansion {
    private(set) var text = ""
    private(set) var origins = LineOrigins()
    /// The files included, in order, each as often as it is.
    private(set) var included: [(label: String, checksum: String)] = []
    private let scope: IncludeScope?
    private var line = 1

    init(scope: IncludeScope?) {
        self.scope = scope
    }

    /// Adds a file and what it includes.
    /// - Parameters:
    ///   - place: where it is included, for messages; nil for the migration's own file.
    ///   - way: the files that include it, outermost first.
    mutating func append(
        _ content: [UInt8], of file: IncludedFile, includedBy place: String?, below way: [IncludedFile]
    ) throws(MigrationError) {
        var rest = Substring(try SourceFile.text(of: content, file: file.label))
        var own = 1
        while let command = MetaCommand.first(in: String(rest))?.movedDown(by: own - 1) {
            guard let scope, let include = try IncludeCommand(command, in: file.label) else {
                throw command.refusal(in: file.label)
            }
            let (before, after) = rest.split(aroundLine: command.line - own + 1)
            add(before, of: file, from: own, includedBy: place)
            guard Self.isEnded(before) else {
                throw IncludeRefusal.unended("the statement above").error(include, file: file.label, line: command.line)
            }
            try self.include(include, in: scope, by: file, line: command.line, below: way + [file])
            (rest, own) = (after, command.line + 1)
        }
        add(rest, of: file, from: own, includedBy: place)
    }

    private mutating func include(
        _ command: IncludeCommand, in scope: IncludeScope, by file: IncludedFile, line: Int, below way: [IncludedFile]
    ) throws(MigrationError) {
        let (included, content) = try Self.read(command, in: scope, by: file, line: line, below: way)
        self.included.append((included.label, SHA256.hash(data: content).hexadecimal))
        let start = text.utf8.count
        try append(content, of: included, includedBy: "\(file.label):\(line)", below: way)
        let part = text.utf8.dropFirst(start)
        guard Self.isEnded(Substring(part)) else {
            throw IncludeRefusal.unended("its last statement").error(command, file: file.label, line: line)
        }
        if let last = part.last, last != UInt8(ascii: "\n") { add("\n") }
    }

    private static func read(
        _ command: IncludeCommand, in scope: IncludeScope, by file: IncludedFile, line: Int, below way: [IncludedFile]
    ) throws(MigrationError) -> (IncludedFile, [UInt8]) {
        do throws(IncludeRefusal) {
            let included = try command.file(in: scope, including: file.path)
            if way.contains(where: { $0.path == included.path }) { throw .cycle((way + [included]).map(\.label)) }
            do throws(MigrationError) {
                return (included, try SourceFile.content(of: included.path))
            } catch {
                throw .unreadable(error.message)
            }
        } catch {
            throw error.error(command, file: file.label, line: line)
        }
    }

    private mutating func add(_ part: Substring, of file: IncludedFile, from own: Int, includedBy place: String?) {
        origins.add(from: line, file: file.label, line: own, includedBy: place)
        add(part)
    }

    private mutating func add(_ part: Substring) {
        text += part
        line += part.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// Whether no statement is left open at the end. What the scanner refuses is reported where it is parsed.
    private static func isEnded(_ part: Substring) -> Bool {
        guard let tokens = try? SQLScanner.tokens(of: String(part)) else { return true }
        return tokens.last { !$0.isComment }.map { $0.text == ";" } ?? true
    }
}

extension Substring {
    /// What stands above a line, counted from 1, and what stands below it.
    fileprivate func split(aroundLine line: Int) -> (before: Substring, after: Substring) {
        let newline = UInt8(ascii: "\n")
        var start = utf8.startIndex
        for _ in 1..<line {
            start = utf8[start...].firstIndex(of: newline).map { utf8.index(after: $0) } ?? utf8.endIndex
        }
        let end = utf8[start...].firstIndex(of: newline).map { utf8.index(after: $0) } ?? utf8.endIndex
        return (self[..<start], self[end...])
    }
}
