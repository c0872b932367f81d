import FoundationEssentials

/// Where the random numbers of a test begin. As a test's argument it is printed with every failure, in the form that
/// repeats the run.
package struct Seed: Hashable, Sendable, CustomStringConvertible {
    package let number: UInt64

    package init(_ number: UInt64) {
        self.number = number
    }

    /// The environment variable that fixes the seed of every random test.
    package static let variable = "SOAK_SEED"

    package var description: String { "\(Self.variable)=\(number)" }

    /// The one seed that the environment asks for; otherwise so many that nobody has seen.
    package static func some(_ count: Int = 1) throws -> [Seed] {
        guard let text = ProcessInfo.processInfo.environment[variable], !text.isEmpty else {
            return (0..<count).map { _ in Seed(.random(in: 0 ... .max)) }
        }
        guard let number = UInt64(text) else { throw UnusableVariable(name: variable, text: text) }
        return [Seed(number)]
    }

    /// Random numbers for one of several who draw at the same time, so that their order does not matter.
    package func generator(for number: Int = 0) -> SeededGenerator {
        var mixer = SeededGenerator(seed: self.number ^ UInt64(truncatingIfNeeded: number) &* 0xd1b5_4a32_d192_ed03)
        return SeededGenerator(seed: mixer.next())
    }
}

/// A variable of the environment holds what no test can use.
package struct UnusableVariable: Error, CustomStringConvertible {
    package let name: String
    package let text: String

    package var description: String { "\(name) is \(text), which is not a whole number from 0; correct or unset it" }
}
