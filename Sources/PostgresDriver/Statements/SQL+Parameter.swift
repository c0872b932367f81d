extension SQL {
    /// One parameter: how it is declared, where its value lies, and where the text names it.
    struct Parameter: Hashable, Sendable {
        /// The OID of its type; 0 lets the server infer it.
        let type: UInt32
        let format: PostgresType.Format
        /// Where the value lies among ``SQL/values``; `nil` is NULL.
        let bytes: Range<Int>?
        /// Where `$n` begins in the text, in bytes.
        let placeholder: Int
    }
}
