/// A part of a statement's parse tree: a node such as `CreateStmt`, a list, or a single value.
///
/// Kinds and fields have the names of PostgreSQL's own source (`parsenodes.h`), as libpg_query prints them. A field with
/// its default (0, false, NULL, an empty list) is absent.
///
/// The tree is one flat array in the order of reading: however deep a statement nests, nothing here recurses.
public struct SyntaxNode: Sendable {
    struct Entry {
        enum Value: Equatable {
            case branch
            case text(String)
            case number(Int)
            case flag(Bool)
        }

        /// The field's name; empty in a list.
        let field: String
        /// `CreateStmt`; empty for lists, values, and fields of a fixed type.
        var kind = ""
        let value: Value
        /// Where the entries end that belong to this one.
        var end: Int
    }

    private let entries: [Entry]
    private let index: Int

    init(entries: [Entry], index: Int) {
        self.entries = entries
        self.index = index
    }

    /// The node's kind, such as `CreateStmt`; empty for a list, a value, and a field whose type leaves no choice.
    public var kind: String { entries[index].kind }

    /// The text, where this is one.
    public var text: String? {
        if case .text(let text) = entries[index].value { text } else { nil }
    }

    /// The number, where this is one.
    public var number: Int? {
        if case .number(let number) = entries[index].value { number } else { nil }
    }

    /// Whether this is the value true.
    public var isTrue: Bool { entries[index].value == .flag(true) }

    /// The elements of a list, or a node's fields, in their order.
    public var elements: [SyntaxNode] {
        var elements: [SyntaxNode] = []
        var next = index + 1
        while next < entries[index].end {
            elements.append(SyntaxNode(entries: entries, index: next))
            next = entries[next].end
        }
        return elements
    }

    /// A field; nil when it has its default.
    public subscript(field: String) -> SyntaxNode? {
        var next = index + 1
        while next < entries[index].end {
            if entries[next].field == field { return SyntaxNode(entries: entries, index: next) }
            next = entries[next].end
        }
        return nil
    }

    /// This node and all below it that have a kind, in the order of the tree.
    public var nodes: some Sequence<SyntaxNode> {
        (index..<entries[index].end).lazy.filter { !entries[$0].kind.isEmpty }
            .map { SyntaxNode(entries: entries, index: $0) }
    }

    /// Where the node begins: the first place that it or a node below it names, an offset into the statement's UTF-8 bytes.
    public var byteOffset: Int? {
        entries[index..<entries[index].end].lazy.compactMap { entry in
            if entry.field == "location", case .number(let offset) = entry.value, offset >= 0 { offset } else { nil }
        }.min()
    }
}

extension SyntaxNode {
    /// The elements of a list that is a field; none when it is empty.
    public func list(_ field: String) -> [SyntaxNode] { self[field]?.elements ?? [] }

    /// The text of a field.
    public func text(_ field: String) -> String? { self[field]?.text }

    /// Whether a field is true.
    public func isTrue(_ field: String) -> Bool { self[field]?.isTrue ?? false }

    /// The texts of a list of strings, such as the parts of a name.
    public func texts(_ field: String) -> [String] { list(field).compactMap { $0.text("sval") } }
}
