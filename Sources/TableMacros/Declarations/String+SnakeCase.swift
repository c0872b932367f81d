extension String {
    /// The name of a column for a property: `isActive` is `is_active`, `vendorID` is `vendor_id`, `URLValue` is
    /// `url_value`. Digits stay with what stands before them: `vin2` is `vin2`, `line2Text` is `line2_text`.
    var snakeCased: String {
        let letters = Array(self)
        var name = ""
        for (index, letter) in letters.enumerated() {
            if letter.isUppercase, index > 0, letters[index - 1] != "_" {
                let endsWord = !letters[index - 1].isUppercase
                let beginsWord = index + 1 < letters.count && letters[index + 1].isLowercase
                if endsWord || beginsWord { name += "_" }
            }
            name += letter.lowercased()
        }
        return name
    }
}
