/// Everything that is wrong with the configuration, in one message.
struct ConfigurationFailure: Error, Equatable, CustomStringConvertible {
    /// Each names the variable, what is wrong, and what to write instead.
    var problems: [String]

    var description: String {
        "its configuration is wrong:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
    }
}
