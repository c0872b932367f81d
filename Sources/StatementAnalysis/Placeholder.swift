enum PlaceholderStatementAnalysis {}
