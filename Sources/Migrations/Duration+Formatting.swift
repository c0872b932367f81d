extension Duration {
    /// Seconds with at most one decimal: `10 s`, `0.5 s`.
    var formattedSeconds: String {
        let tenths = (components.seconds * 10) + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }

    /// Whole milliseconds, at least 1 where the duration is above 0: PostgreSQL takes 0 for "no limit".
    var wholeMilliseconds: Int64 {
        let whole = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
        return whole == 0 && self > .zero ? 1 : whole
    }
}
