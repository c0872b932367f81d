import Testing

@Test func placeholderPostgresDriver() {}
