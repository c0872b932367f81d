import Foundation
import Testing

@Suite("The driver's sources")
struct TransportSeamTests {
    /// The folders that another transport would replace.
    private static let seam: Set<String> = ["Connecting", "Transport"]

    @Test("know libpq where messages are carried and connections opened, and nowhere else")
    func importsOfLibpq() throws {
        let driver = URL(filePath: #filePath).appending(path: "../../../../Sources/PostgresDriver").standardized
        let files = try FileManager.default.subpathsOfDirectory(atPath: driver.path).filter { $0.hasSuffix(".swift") }
        let importing = try files.filter { file in
            try String(contentsOf: driver.appending(path: file), encoding: .utf8).contains(#/\bimport CLibpq\b/#)
        }
        let folders = Set(importing.map { file in file.split(separator: "/").dropLast().joined(separator: "/") })
        #expect(folders == Self.seam, "\(importing.sorted())")
    }
}
