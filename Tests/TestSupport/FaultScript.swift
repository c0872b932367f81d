/// What a proxy does to the bytes of one direction of a connection.
package struct FaultScript: Hashable, Sendable {
    /// How the relaying ends.
    package enum Fault: String, Hashable, Sendable, CaseIterable {
        /// Nothing more is relayed, and both sides believe that the connection stands.
        case stall
        /// The connection to both sides is closed.
        case close
        /// The connection to both sides is reset.
        case reset
        /// The receiving side is told that nothing more will come; the other direction goes on.
        case halfClose
    }

    /// After how many bytes, counted from when the script came into force, and how.
    package struct Ending: Hashable, Sendable {
        package let after: ClosedRange<Int>
        package let fault: Fault

        package init(_ fault: Fault, after: ClosedRange<Int>) {
            self.fault = fault
            self.after = after
        }
    }

    /// How long to wait between two pieces, and before how many of a hundred.
    package struct Delay: Hashable, Sendable {
        package let percent: Int
        package let milliseconds: ClosedRange<Int>

        package init(percent: Int, milliseconds: ClosedRange<Int>) {
            self.percent = percent
            self.milliseconds = milliseconds
        }
    }

    /// How many bytes go on at once; `nil` is as many as there are.
    package var pieces: ClosedRange<Int>?
    package var delay: Delay?
    package var ending: Ending?

    package init(pieces: ClosedRange<Int>? = nil, delay: Delay? = nil, ending: Ending? = nil) {
        self.pieces = pieces
        self.delay = delay
        self.ending = ending
    }

    /// Relays everything as it comes.
    package static let faithful = FaultScript()

    /// Does this before another byte goes through.
    package static func now(_ fault: Fault) -> FaultScript {
        FaultScript(ending: Ending(fault, after: 0...0))
    }
}
