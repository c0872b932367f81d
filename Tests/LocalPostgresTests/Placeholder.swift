import Testing

@Test func placeholderLocalPostgres() {}
