import Yams

/// A place in the file, read strictly: what is not expected there is an error that says where.
struct PolicyNode {
    let file: String
    let path: String
    let node: Node

    init(parsing text: String, file: String) throws(AccessPolicyError) {
        do {
            guard let node = try compose(yaml: text) else {
                throw AccessPolicyError(file: file, line: nil, column: nil, problem: "is empty")
            }
            self.init(file: file, path: "the file", node: node)
        } catch let error as AccessPolicyError {
            throw error
        } catch {
            throw AccessPolicyError(yaml: error, file: file)
        }
    }

    private init(file: String, path: String, node: Node) {
        self.file = file
        self.path = path
        self.node = node
    }

    func failure(_ problem: String) -> AccessPolicyError {
        AccessPolicyError(file: file, line: node.mark?.line, column: node.mark?.column, problem: problem)
    }

    /// A mapping with no keys but those allowed.
    func fields(required: [String], optional: [String] = []) throws(AccessPolicyError) -> [String: PolicyNode] {
        var fields: [String: PolicyNode] = [:]
        for (key, entry) in try entries() {
            guard required.contains(key.text) || optional.contains(key.text) else {
                let allowed = (required + optional).joined(separator: ", ")
                throw key.node.failure("unknown key \"\(key.text)\" in \(path); allowed here: \(allowed)")
            }
            fields[key.text] = entry
        }
        for name in required where fields[name] == nil {
            throw failure("\(path) lacks the key \"\(name)\"")
        }
        return fields
    }

    /// A mapping with keys of any name, in the file's order.
    func entries() throws(AccessPolicyError) -> [(key: (text: String, node: PolicyNode), value: PolicyNode)] {
        guard case .mapping(let mapping) = node else { throw failure("\(path) must be a mapping of keys to values") }
        var entries: [(key: (text: String, node: PolicyNode), value: PolicyNode)] = []
        for (key, value) in mapping {
            let keyNode = PolicyNode(file: file, path: "a key of \(path)", node: key)
            let text = try keyNode.text()
            entries.append(((text, keyNode), PolicyNode(file: file, path: "\"\(text)\"", node: value)))
        }
        return entries
    }

    func list() throws(AccessPolicyError) -> [PolicyNode] {
        guard case .sequence(let sequence) = node else { throw failure("\(path) must be a list, as in [a, b]") }
        return sequence.map { PolicyNode(file: file, path: "an entry of \(path)", node: $0) }
    }

    func text() throws(AccessPolicyError) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw failure("\(path) must be a text")
        }
        return scalar.string
    }

    /// A role's, table's or setting's name.
    func name() throws(AccessPolicyError) -> String {
        let name = try text()
        guard name.utf8.count <= 63 else { throw failure("\(path) is longer than a name may be, 63 bytes") }
        return name
    }

    func number(in range: ClosedRange<Int>) throws(AccessPolicyError) -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw failure("\(path) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func boolean() throws(AccessPolicyError) -> Bool {
        guard let value = Bool(try text()) else { throw failure("\(path) must be true or false") }
        return value
    }

    func texts() throws(AccessPolicyError) -> [String] {
        var texts: [String] = []
        for entry in try list() {
            let text = try entry.name()
            guard !texts.contains(text) else { throw entry.failure("\"\(text)\" stands twice in \(path)") }
            texts.append(text)
        }
        return texts
    }
}

extension AccessPolicyError {
    /// What the YAML parser found, without the text around it.
    init(yaml error: any Error, file: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, column: mark.column, problem: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: "the key \"\(keys.sorted().joined(separator: "\", \""))\" stands twice in a mapping")
        default:
            self.init(file: file, line: nil, column: nil, problem: "not YAML, or not UTF-8")
        }
    }
}
