/// A line of text broken at spaces, so that it fits a terminal.
enum WrappedLine {
    static func lines(_ text: String, first: String, then indent: String, width: Int = 100) -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent
                isEmpty = true
            }
            line += isEmpty ? word : " " + word
            isEmpty = false
        }
        return lines + [line]
    }
}
