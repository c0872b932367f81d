/// Some of many rows, counted from the first one.
public struct Page<Row: Relation>: Sendable {
    /// The rows, none when the page lies behind the last one.
    public let rows: [Row]
    /// Which page it is, from 1.
    public let number: Int
    /// How many rows a page has at most.
    public let size: Int
    /// How many rows there are on all pages.
    public let total: Int

    /// How many pages there are.
    public var pageCount: Int { total / size + (total % size == 0 ? 0 : 1) }
}

extension Page: Equatable where Row: Equatable {}

/// Some of many rows, and where the next ones begin.
public struct KeysetPage<Row: Relation>: Sendable {
    /// The rows.
    public let rows: [Row]
    /// Where the next page begins; nil when this is the last.
    public let next: PageCursor?
}

extension KeysetPage: Equatable where Row: Equatable {}
