import DataAccessMacros

extension Select {
    /// Narrows the rows when there is a value to narrow them by.
    func filtered<Value>(by value: Value?, _ condition: (Row.Columns, Value) -> Condition<Row>) -> Select {
        guard let value else { return self }
        return self.where { condition($0, value) }
    }
}
