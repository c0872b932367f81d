import StatementAnalysis
import Testing

@testable import Migrations

/// The traits of a single statement.
func traits(of sql: String) throws -> StatementTraits {
    StatementTraits(of: try #require(try StatementSplitter.split(sql).first))
}
