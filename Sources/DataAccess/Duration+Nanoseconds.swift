extension Duration {
    /// In nanoseconds, at least 0 and at most what 64 bits hold.
    ///
    /// Up to 18 seconds a division of 64 bits does; the other one takes many times as long.
    var nanoseconds: UInt64 {
        let attoseconds = attoseconds
        if let short = UInt64(exactly: attoseconds) { return short / 1_000_000_000 }
        return UInt64(clamping: attoseconds / 1_000_000_000)
    }
}
