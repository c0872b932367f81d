import Testing

@Test func placeholderSecrets() {}
