import Foundation
import Synchronization
import TestSupport

/// Where the tests find what they run: the built programs and the project's own files.
enum Checkout {
    static var dal: String { get throws { try BuiltProgram.path(of: "dal") } }

    /// The root of the checkout.
    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }
}

/// A folder for one test, removed with it: a copy of the project, and the state of its private server.
final class Workplace: Sendable {
    let folder: URL
    /// The copied checkout.
    let root: URL
    private let isKept = Atomic<Bool>(false)

    /// - Parameter name: A name for the checkout's folder, long where a test wants a long path.
    init(_ name: String = "checkout") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "dal-e2e-\(UUID().uuidString.prefix(8))")
        root = folder.appending(path: name)
        try copyProject()
    }

    /// Copies contents alone: owner and group of the checkout's files may be such as nobody here can give.
    private func copyProject() throws {
        let original = Checkout.root.appending(path: "fleet")
        for path in try FileManager.default.subpathsOfDirectory(atPath: original.path) {
            let copy = project.appending(path: path)
            try FileManager.default.createDirectory(
                at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            if let content = FileManager.default.contents(atPath: original.appending(path: path).path) {
                try content.write(to: copy)
            }
        }
    }

    var project: URL { root.appending(path: "fleet") }
    var state: URL { root.appending(path: ".local") }

    /// Leaves the removal of the folder to somebody else.
    func keep() {
        isKept.store(true, ordering: .relaxed)
    }

    deinit {
        if !isKept.load(ordering: .relaxed) { try? FileManager.default.removeItem(at: folder) }
    }

    /// Changes a file of the copied project.
    func edit(_ path: String, _ change: (String) -> String) throws {
        let file = project.appending(path: path)
        try change(try String(contentsOf: file, encoding: .utf8)).write(to: file, atomically: true, encoding: .utf8)
    }

    func read(_ path: String) throws -> String {
        try String(contentsOf: state.appending(path: path), encoding: .utf8)
    }
}
