import Testing

@Test func placeholderMigrations() {}
