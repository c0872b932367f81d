# Draws a terminal's text as an SVG: awk -f terminal-svg.awk make-run.txt > make-run.svg
# The text is what was really printed; lines may be left out of it or cut with "…", never altered.

function escaped(text) {
    gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text)
    gsub(/  /, "\302\240\302\240", text)  # no renderer runs no-break spaces together
    return text
}

# Puts text at a column. Marks that a font may draw wider than a letter stand alone, so that columns stay in line.
function put(column, text, style) {
    body = body sprintf("  <text x=\"%.1f\" y=\"%d\"%s>%s</text>\n", 20 + column * 7.83, y, style, escaped(text))
}

BEGIN { y = 52; width = 980 }

/^  ✓ / { put(2, "✓", " class=\"good\""); sub(/^  ✓ /, ""); put(4, $0, ""); y += 19; next }
/^  · / { put(2, "·", " class=\"dim\""); sub(/^  · /, ""); put(4, $0, " class=\"dim\""); y += 19; next }
/^(\$|ready) / { put(0, $0, " class=\"bold\""); y += 19; next }
/^==> / { put(0, $0, " class=\"step\""); y += 19; next }
/^      no surprise/ { put(6, "no surprise", " class=\"good\""); y += 19; next }
{ match($0, /^ */); put(RLENGTH, substr($0, RLENGTH + 1), ""); y += 19 }

END {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", width, y
    printf " width=\"%d\" height=\"%d\">\n", width, y
    print "  <title>What make run prints</title>"
    print "  <style>"
    print "    text { font: 13px 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace; fill: #d7dae0 }"
    print "    .good { fill: #7fc98b } .dim { fill: #8b93a1 } .step { fill: #7fb2f0 }"
    print "    .bold { fill: #ffffff; font-weight: bold }"
    print "  </style>"
    printf "  <rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#1d2027\"/>\n", width, y
    print "  <circle cx=\"22\" cy=\"20\" r=\"6\" fill=\"#ec6a5e\"/>"
    print "  <circle cx=\"42\" cy=\"20\" r=\"6\" fill=\"#f4bf4f\"/>"
    print "  <circle cx=\"62\" cy=\"20\" r=\"6\" fill=\"#61c554\"/>"
    printf "%s", body
    print "</svg>"
}
