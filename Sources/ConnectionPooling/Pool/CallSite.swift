/// Where in the source a connection was asked for, for reports on who holds one.
public struct CallSite: Sendable, Hashable, CustomStringConvertible {
    /// The file as `#fileID` gives it: module and file name, never a path of the machine that built it.
    public var file: String
    /// The line, from 1.
    public var line: Int

    /// Makes a call site; without arguments it is the caller's own.
    public init(file: String = #fileID, line: Int = #line) {
        self.file = file
        self.line = line
    }

    /// Such as `FleetAPI/VendorRoutes.swift:42`.
    public var description: String { "\(file):\(line)" }
}
