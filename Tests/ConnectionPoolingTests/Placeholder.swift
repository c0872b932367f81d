import Testing

@Test func placeholderConnectionPooling() {}
