/// A piece of code under a name: a block of the guide, or a part of a test that the guide shows.
package struct Snippet: Hashable {
    /// What is wrong with a page or a test file as such.
    package struct Malformed: Error, CustomStringConvertible {
        package let description: String
    }

    package let name: String
    package let lines: [String]

    package init(name: String, lines: [String]) {
        self.name = name
        self.lines = lines
    }
}

extension Snippet {
    /// The Swift blocks of a page, each with the name that stands in a comment before it.
    package static func shown(in page: String, file: String) throws -> [Snippet] {
        var snippets: [Snippet] = []
        var name: String?
        var block: (name: String, lines: [String])?
        for (number, line) in lines(of: page).enumerated() {
            if let open = block {
                guard line == "```" else {
                    block?.lines.append(line)
                    continue
                }
                snippets.append(Snippet(name: open.name, lines: open.lines))
                block = nil
            } else if line == "```swift" {
                guard let given = name else {
                    throw Malformed(description: "\(file):\(number + 1): put <!-- snippet: NAME --> before the block")
                }
                block = (given, [])
                name = nil
            } else if let given = line.wholeMatch(of: #/<!-- snippet: ([a-z-]+) -->/#)?.1 {
                name = String(given)
            }
        }
        guard block == nil else { throw Malformed(description: "\(file): the last block has no end") }
        return snippets
    }

    /// The marked parts of a test file, moved to the left margin.
    package static func run(in test: String, file: String) throws -> [Snippet] {
        var snippets: [Snippet] = []
        var part: (name: String, margin: Int, lines: [String])?
        for (number, line) in lines(of: test).enumerated() {
            if let open = part {
                guard line.drop(while: { $0 == " " }) == "// end" else {
                    part?.lines.append(String(line.dropFirst(min(open.margin, line.prefix { $0 == " " }.count))))
                    continue
                }
                snippets.append(Snippet(name: open.name, lines: open.lines))
                part = nil
            } else if let marker = line.wholeMatch(of: #/( *)// snippet: ([a-z-]+)/#) {
                part = (String(marker.2), marker.1.count, [])
            } else if line.contains("// snippet:") {
                throw Malformed(description: "\(file):\(number + 1): a snippet's name has small letters and hyphens")
            }
        }
        if let part { throw Malformed(description: "\(file): the snippet \(part.name) has no // end") }
        return snippets
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension Snippet {
    /// What has to change in some lines to make others of them: `-` goes, `+` comes.
    package static func difference(from old: [String], to new: [String]) -> String {
        var (gone, come): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): gone.insert(offset)
            case .insert(let offset, _, _): come.insert(offset)
            }
        }
        var report: [String] = []
        var position = 0
        for (offset, line) in old.enumerated() {
            if gone.contains(offset) {
                report.append("- \(line)")
                continue
            }
            while come.contains(position) {
                report.append("+ \(new[position])")
                position += 1
            }
            report.append("  \(line)")
            position += 1
        }
        return (report + new[position...].map { "+ \($0)" }).joined(separator: "\n")
    }
}
