extension AccessGrid {
    /// A page of its own, without anything from elsewhere: the table, a filter for names, and a switch for differences.
    public var html: String {
        let rows = lines.map { line in
            let cells = line.cells.map { "<td>\(Self.text($0))</td>" }.joined()
            return
                "<tr\(line.agrees ? "" : " class=\"differs\"")>"
                + "<th scope=\"row\">\(Self.escaped(line.object))</th>\(cells)</tr>"
        }
        let heads = roles.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
        let differing = lines.count { !$0.agrees }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Who may do what in \(Self.escaped(database))</title>
            <style>\(Self.style)</style></head><body>
            <h1>Who may do what in \(Self.escaped(database))</h1>
            <p>\(lines.count.of("object")), \(differing) not as declared.
            <ins>Held and not declared.</ins> <del>Declared and not held.</del></p>
            <p><label>Only objects with <input id="words" type="search" autofocus></label>
            <label><input id="only" type="checkbox"> differences alone</label> <output id="shown"></output></p>
            <table><thead><tr><th scope="col">object</th>\(heads)</tr></thead><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            <script>\(Self.script)</script></body></html>

            """
    }

    private static func text(_ cell: Cell) -> String {
        let held = cell.held.filter { held in !cell.surplus.contains { held.hasPrefix($0) } }.map {
            escaped($0.lowercased())
        }
        let parts =
            held + cell.surplus.map { "<ins>\(escaped($0.lowercased()))</ins>" }
            + cell.lacking.map { "<del>\(escaped($0.lowercased()))</del>" }
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
        table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: .2em .5em; text-align: left; vertical-align: top }
        thead th { position: sticky; top: 0; background: #eee } tbody th { font-weight: normal; white-space: nowrap }
        .differs th { font-weight: bold } ins { color: #a00; font-weight: bold } del { color: #850; font-weight: bold }
        @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } thead th { background: #333 }
          td, th { border-color: #555 } ins { color: #f88 } del { color: #fc7 } }
        """

    private static let script = """
        const words = document.getElementById("words"), only = document.getElementById("only")
        const rows = [...document.querySelectorAll("tbody tr")]
        function show() {
          const wanted = words.value.toLowerCase().split(/\\s+/)
          let shown = 0
          for (const row of rows) {
            const text = row.textContent.toLowerCase()
            row.hidden = (only.checked && !row.classList.contains("differs")) || !wanted.every(word => text.includes(word))
            if (!row.hidden) shown++
          }
          document.getElementById("shown").textContent = shown + " shown"
        }
        words.addEventListener("input", show); only.addEventListener("change", show); show()
        """
}
