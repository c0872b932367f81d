extension SQL: CustomStringConvertible, CustomReflectable {
    /// How many parameters the statement has; neither its text nor a value, so that it does no harm in a log.
    public var description: String { "a statement with \(parameterCount) parameters" }

    /// The same: `dump` and test reports look past a description.
    public var customMirror: Mirror { Mirror(self, children: ["parameterCount": parameterCount]) }
}
