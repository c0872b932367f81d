/// How much a finding weighs.
public enum LintSeverity: String, Sendable, Hashable, CaseIterable, Encodable {
    /// It stops a live system, fails, or opens what must stay closed.
    case error
    /// It may, depending on the data, the load, or what runs beside it.
    case warning
    /// It will be missed later.
    case note
}
