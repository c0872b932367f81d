import Testing

@Test func placeholderStatementAnalysis() {}
