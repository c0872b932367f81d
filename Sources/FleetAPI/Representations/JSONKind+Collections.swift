extension JSONKind {
    /// An array of what `element` reads.
    ///
    /// - Parameter count: how many elements fit.
    static func list<Element>(of element: JSONKind<Element>, _ count: ClosedRange<Int>) -> JSONKind
    where Value == [Element] {
        JSONKind(
            schema: .array(of: element.schema, minimum: count.lowerBound, maximum: count.upperBound),
            read: { json, errors in
                guard case .array(let values) = json, count.contains(values.count) else {
                    errors.refuse("must be a list of \(count.lowerBound) to \(count.upperBound) elements")
                    return nil
                }
                let elements = values.indices.compactMap { index in
                    errors.at(index) { element.read(values[index], &$0) }
                }
                return elements.count == values.count ? elements : nil
            },
            write: { values, writer in
                writer.beginArray()
                for value in values { element.write(value, &writer) }
                writer.endArray()
            })
    }

    /// What a representation reads, within another body. It is never answered: null would stand for it.
    static func input<Row>(of representation: Representation<Row, Value>) -> JSONKind {
        JSONKind(
            schema: representation.namedInputSchema,
            read: { json, errors in
                guard case .object(let members) = json else {
                    errors.refuse("must be an object")
                    return nil
                }
                return representation.read(members, &errors)
            },
            write: { $1.null() })
    }

    /// What a representation answers, within another answer. It is never read.
    static func answer<Input>(of representation: Representation<Value, Input>) -> JSONKind {
        JSONKind(
            schema: representation.schema, read: { _, _ in nil }, write: { representation.write($0, to: &$1) })
    }

    /// An object within a body and within an answer: a value that is its own input.
    static func object(_ representation: Representation<Value, Value>) -> JSONKind {
        let input = input(of: representation)
        return JSONKind(
            schema: input.schema, read: input.read, write: { representation.write($0, to: &$1) })
    }
}
