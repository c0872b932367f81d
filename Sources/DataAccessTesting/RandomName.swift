/// Lower-case letters and digits from the system's secure generator.
func randomName(length: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<length).map { _ in letters[Int.random(in: letters.indices)] })
}
