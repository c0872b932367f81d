import Testing

@Test func placeholderProcessSupervision() {}
