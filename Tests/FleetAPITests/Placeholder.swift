import Testing

@Test func placeholderFleetAPI() {}
