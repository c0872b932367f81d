import Testing

@Test func placeholderAccessTokens() {}
