import FoundationEssentials
import Measurement

/// A sample as one line of JSON, which every program of ours prints last.
enum SampleLine {
    static func text(of sample: Sample) throws -> String {
        String(decoding: try JSONEncoder().encode(sample), as: UTF8.self)
    }

    static func read(_ output: String) throws -> Sample {
        let line = output.split(separator: "\n").last ?? ""
        return try JSONDecoder().decode(Sample.self, from: Data(line.utf8))
    }
}

extension Sample {
    func with(peakMemory: Int?) -> Sample {
        Sample(operations: operations, seconds: seconds, cpuSeconds: cpuSeconds, peakMemory: peakMemory)
    }
}
