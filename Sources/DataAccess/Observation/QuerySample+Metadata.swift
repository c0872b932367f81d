import Logging

extension QuerySample {
    /// What a log line says of a statement: neither its text nor a value.
    func metadata(_ name: StatementName, _ pool: PoolName) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "pool": "\(pool)",
            "statement": "\(name.summary)",
            "operation": "\(name.operation)",
            "duration_ms": "\(Duration.nanoseconds(nanoseconds).milliseconds)",
            "rows": "\(rows)",
            "outcome": "\(outcome)",
            "site": "\(site)",
        ]
        if let fingerprint = name.fingerprint { metadata["fingerprint"] = "\(fingerprint)" }
        return metadata
    }
}
