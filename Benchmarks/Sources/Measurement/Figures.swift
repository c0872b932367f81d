/// Numbers as the tables show them.
enum Figures {
    /// Without a fraction, thousands apart: `57,794`.
    static func whole(_ value: Double) -> String {
        let digits = String(Int(value.rounded()).magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return value.rounded() < 0 ? "-" + text : text
    }

    /// With so many decimals: `0.97`.
    static func rounded(_ value: Double, decimals: Int) -> String {
        let factor = (0..<decimals).reduce(1) { product, _ in product * 10 }
        let scaled = Int((value.magnitude * Double(factor)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % factor)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(sign)\(whole(Double(scaled / factor))).\(zeros)\(fraction)"
    }
}
