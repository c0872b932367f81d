/// Rows for development.
enum DataSource: Decodable, Sendable {
    /// A CSV file with a header, copied into a table when that is empty. Without columns the file has the table's, in their
    /// order.
    case file(String, table: String, columns: [String])
    /// A script that is safe to repeat.
    case script(String)

    enum CodingKeys: String, CodingKey, CaseIterable {
        case copy, into, columns, script
    }

    init(from decoder: any Decoder) throws {
        let entry = try decoder.container(keyedBy: CodingKeys.self)
        let file = try entry.decodeIfPresent(String.self, forKey: .copy)
        let table = try entry.decodeIfPresent(String.self, forKey: .into)
        let script = try entry.decodeIfPresent(String.self, forKey: .script)
        switch (file, table, script) {
        case (let file?, let table?, nil):
            let columns = try entry.decodeIfPresent([String].self, forKey: .columns) ?? []
            self = .file(file, table: table, columns: columns)
        case (nil, nil, let script?): self = .script(script)
        default:
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "needs either copy and into, or script alone"))
        }
    }
}
