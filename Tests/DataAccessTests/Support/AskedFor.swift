/// What a test throws of its own accord.
struct AskedFor: Error {}
