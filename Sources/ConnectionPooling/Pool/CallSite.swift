/// A place in the source code that asked for something.
public struct CallSite: Sendable, Hashable {
    /// The module and the file, as `#fileID` gives them.
    public var file: String
    /// The line, from 1.
    public var line: Int

    /// Names a place; by default the one this stands at.
    public init(file: String = #fileID, line: Int = #line) {
        self.file = file
        self.line = line
    }
}

extension CallSite: CustomStringConvertible {
    /// The place as in `FleetAPI/VendorRoutes.swift:42`.
    public var description: String { "\(file):\(line)" }
}
