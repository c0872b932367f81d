/// The statements of one pool by their text, and the last of their runs. It never holds more than so many: those that
/// come after that are counted together.
struct StatementTable: Sendable {
    static let capacity = 1000

    private var numbers: [String: Int] = [:]
    private var unnamed: [Int] = []
    /// The first is for all those without a room of their own.
    private(set) var records = [StatementRecord(text: nil, name: .other)]
    private(set) var recent = RecentSamples()

    /// Counts one run, of a statement that gets a room when it is new and there is one.
    ///
    /// - Returns: The statement's number.
    mutating func record(_ text: String, _ sample: QuerySample) -> Int {
        let number = numbers[text] ?? admit(text)
        records[number].record(sample)
        recent.append(number, sample)
        return number
    }

    /// The name of a statement that has run.
    func name(of text: String) -> StatementName? { numbers[text].map { records[$0].name } }

    /// The statements that have not been named since they were first seen; each is told once.
    mutating func takeUnnamed() -> [(number: Int, text: String)] {
        defer { unnamed = [] }
        return unnamed.compactMap { number in records[number].text.map { (number, $0) } }
    }

    /// - Parameter number: The statement's, as ``record(_:_:)`` returned it.
    mutating func setName(_ name: StatementName, of number: Int) {
        records[number].name = name
        // Its durations are reported elsewhere from now on.
        records[number].timer = nil
    }

    subscript(number: Int) -> StatementRecord {
        get { records[number] }
        _modify { yield &records[number] }
    }

    private mutating func admit(_ text: String) -> Int {
        guard records.count <= Self.capacity else { return 0 }
        let number = records.count
        records.append(StatementRecord(text: text, name: StatementName(keywordOf: text)))
        numbers[text] = number
        unnamed.append(number)
        return number
    }
}
