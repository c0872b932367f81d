import StatementAnalysis

/// How a migration file is divided by its markers.
struct MigrationLayout {
    let up: MigrationSection
    let down: MigrationSection?
    let verify: MigrationSection?
    let irreversibleReason: String?

    /// Divides a file's text; its errors name the files that their lines come from.
    init(_ source: ExpandedSource, file: String) throws(MigrationError) {
        do throws(MigrationError) {
            try self.init(source.text, origins: source.origins, file: file)
        } catch {
            throw error.located(by: source.origins)
        }
    }

    private init(_ text: String, origins: LineOrigins, file: String) throws(MigrationError) {
        // A text the scanner refuses has no known markers; reading it as one section reports the place.
        let scanned = (try? SQLScanner.tokens(of: text)) ?? []
        let markers = try Self.markers(in: text, tokens: scanned, file: file)
        try Self.refuse(markers, includedOrRepeated: origins, file: file)
        let sections = try Self.sections(of: text, tokens: scanned, markers: markers, file: file)

        guard let up = sections.first(where: { $0.kind.name == "migrate:up" }) else {
            throw MigrationError(
                .badSection, "no migrate:up section", advice: "Put -- migrate:up above what applies the migration.",
                file: file)
        }
        self.up = up
        down = sections.first { $0.kind.name == "migrate:down" }
        verify = sections.first { $0.kind == .verify }
        irreversibleReason = markers.compactMap(\.irreversibleReason).first
        if irreversibleReason != nil, let down {
            throw MigrationError(
                .badMarker, "the migration is declared irreversible and has a migrate:down section",
                advice: "Keep one of the two.", file: file, line: down.line)
        }
    }

    private static func markers(
        in text: String, tokens: [SQLToken], file: String
    ) throws(MigrationError) -> [MigrationMarker] {
        let bytes = Array(text.utf8)
        var (line, counted) = (1, 0)
        var markers: [MigrationMarker] = []
        for token in tokens where token.kind == .lineComment {
            line += bytes[counted..<token.bytes.lowerBound].count { $0 == UInt8(ascii: "\n") }
            counted = token.bytes.lowerBound
            let before = bytes[..<counted].reversed().prefix { $0 != UInt8(ascii: "\n") }
            let alone = before.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if let marker = try MigrationMarker(comment: token, line: line, standsAlone: alone, file: file) {
                markers.append(marker)
            }
        }
        return markers
    }

    private static func refuse(
        _ markers: [MigrationMarker], includedOrRepeated origins: LineOrigins, file: String
    ) throws(MigrationError) {
        var lines: [String: Int] = [:]
        for marker in markers {
            let place = origins.place(of: marker.line)
            if place?.includedBy != nil {
                throw MigrationError(
                    .badMarker, "\(marker.name) stands in an included file",
                    advice: "Markers divide the migration itself; include a file of statements below each.", file: file,
                    line: marker.line)
            }
            if let first = lines.updateValue(place?.line ?? marker.line, forKey: marker.name) {
                throw MigrationError(
                    .badMarker, "\(marker.name) stands a second time; the first is on line \(first)",
                    advice: "Join the two.", file: file, line: marker.line)
            }
        }
    }

    private static func sections(
        of text: String, tokens: [SQLToken], markers: [MigrationMarker], file: String
    ) throws(MigrationError) -> [MigrationSection] {
        let utf8 = text.utf8
        let dividers = markers.filter { $0.sectionKind != nil }
        guard let first = dividers.first else {
            return [
                try MigrationSection(.up(transactional: true), text: utf8[...], byteOffset: 0, line: 1, file: file)
            ]
        }
        if let early = tokens.first(where: { !$0.isComment }), early.bytes.lowerBound < first.bytes.lowerBound {
            throw MigrationError(
                .badSection, "statements stand above the first marker", advice: "Move them below -- migrate:up.",
                file: file, line: 1 + utf8.prefix(early.bytes.lowerBound).count { $0 == UInt8(ascii: "\n") })
        }
        var sections: [MigrationSection] = []
        for (index, marker) in dividers.enumerated() {
            guard let kind = marker.sectionKind else { continue }
            let end = index + 1 < dividers.count ? dividers[index + 1].bytes.lowerBound : utf8.count
            let start = marker.bytes.upperBound
            let part = utf8.prefix(end).dropFirst(start)
            sections.append(
                try MigrationSection(kind, text: part, byteOffset: start, line: marker.line, file: file))
        }
        return sections
    }
}

extension MigrationMarker {
    fileprivate var sectionKind: MigrationSection.Kind? {
        if case .section(let kind) = kind { kind } else { nil }
    }

    fileprivate var irreversibleReason: String? {
        if case .irreversible(let reason) = kind { reason } else { nil }
    }

    fileprivate var name: String { sectionKind?.name ?? "migrate:irreversible" }
}
