import Testing

@Test func placeholderDataAccess() {}
