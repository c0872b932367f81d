import Testing

@Test func placeholderAccessControl() {}
