import Images
import Studies

/// Films of eight patients, written as PNG files: the ends of their numbers put six into training
/// and one into validation.
struct SmallCollection: StudyCollection {
    let name = "small films"
    let skipped: [SkippedItem] = []
    private let studies: [Study]

    init(folder: String) throws {
        studies = try (0..<8).map { number in
            let path = "\(folder)/\(number).png"
            let pixels = (0..<1024).map { UInt8(($0 * (number + 3)) % 251) }
            try GreyPicture(width: 32, height: 32, pixels: pixels).writePNG(to: path)
            return Study(
                id: "\(number)", imagePath: path, findings: ["Effusion": number % 2 == 0],
                patient: number, view: .posteroanterior, sex: .female, age: 40 + number)
        }
    }

    var count: Int { studies.count }

    subscript(position: Int) -> Study { studies[position] }
}
