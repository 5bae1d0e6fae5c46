import Images
import Testing

@Suite("Contact sheets")
struct ContactSheetTests {
    @Test("Pictures lie in their cells and nothing else changes the background")
    func grid() {
        let items = [10, 20, 30].map {
            ContactSheet.Item(GreyPicture(width: 8, height: 6, shade: $0))
        }
        let sheet = ContactSheet(items, columns: 2, gap: 2).rendered(background: 0)
        #expect(sheet.width == 22 && sheet.height == 18)
        #expect(sheet[2, 2] == 10 && sheet[9, 7] == 10)
        #expect(sheet[12, 2] == 20)
        #expect(sheet[2, 10] == 30)
        #expect(sheet[12, 10] == 0)
        #expect(sheet.pixels.count { $0 != 0 } == 3 * 48)
    }

    @Test("A label is drawn under its picture, cut to its width, in letters one can tell apart")
    func labels() {
        func band(_ label: String) -> [String] {
            let item = ContactSheet.Item(GreyPicture(width: 17, height: 4), label: label)
            let sheet = ContactSheet(rows: [[item]], gap: 1).rendered(background: 0, ink: 1)
            return (7..<14).map { y in
                (1..<18).map { sheet[$0, y] == 1 ? "#" : "." }.joined()
            }
        }
        #expect(
            band("L1tx") == [
                "#.......#...#####",
                "#......##.....#..",
                "#.......#.....#..",
                "#.......#.....#..",
                "#.......#.....#..",
                "#.......#.....#..",
                "#####..###....#..",
            ])
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-+=/()%".map { band("\($0)") }
        #expect(Set(letters).count == letters.count)
        #expect(band("é") == band("?"))
    }

    @Test("The anchor stands left of the policy")
    func pairs() {
        let sheet = ContactSheet(
            pairs: [
                (
                    anchor: GreyPicture(width: 40, height: 2, shade: 1),
                    policy: GreyPicture(width: 40, height: 2, shade: 2)
                )
            ], gap: 0
        ).rendered()
        #expect(sheet[0, 0] == 1 && sheet[40, 0] == 2)
    }

    @Test("An empty sheet is a picture of its margin")
    func empty() {
        #expect(ContactSheet(rows: []).rendered().width == 4)
    }
}
