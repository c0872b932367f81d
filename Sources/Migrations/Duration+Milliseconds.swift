extension Duration {
    /// Whole milliseconds, at least 1 where the duration is above 0: PostgreSQL takes 0 for "no limit".
    var wholeMilliseconds: Int64 {
        let whole = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
        return whole == 0 && self > .zero ? 1 : whole
    }
}
