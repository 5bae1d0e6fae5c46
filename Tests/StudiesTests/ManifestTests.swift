import Foundation
import Images
import Studies
import Testing

@Suite("Manifests")
struct ManifestTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func collection(
        _ text: String, options: CollectionOptions = CollectionOptions()
    ) throws -> any StudyCollection {
        try folder.write(text, to: "manifest.csv")
        return try CollectionFolder.open(folder.path("manifest.csv"), options: options)
    }

    @Test("A row becomes a study; findings that are not named are absent")
    func row() throws {
        let studies = try collection(
            """
            image,patient_id,age,sex,view,findings
            images/a_1.png,12,57,m,pa,Effusion|Mass
            b.png,3,,,,
            c.png,4,80,F,AP,No Finding

            """)
        let first = studies[0]
        #expect(first.id == "a_1" && first.patient == 12 && first.age == 57)
        #expect(first.imagePath == folder.path("images/a_1.png"))
        #expect(first.sex == .male && first.view == .posteroanterior)
        #expect(first.positives == ["Effusion", "Mass"])
        #expect(first.findings.count == 14 && first.findings["Edema"] == false)
        #expect(studies[1].findings.isEmpty && studies[1].view == nil && studies[1].age == nil)
        #expect(studies[2].positives.isEmpty && studies[2].findings.count == 14)
        #expect(studies.skipped.isEmpty)
    }

    @Test("Broken rows are left out and named by file, line and column")
    func brokenRows() throws {
        let studies = try collection(
            """
            image,patient_id,age,sex,view,findings
            a.png,1,5,M,PA,Effusion
            b.png,x,5,M,PA,Effusion
            c.png,1,old,M,PA,Effusion
            d.png,1,5,M,PA,Gallstones
            ,1,5,M,PA,
            e.png,1,5
            a.png,1,5,M,PA,Effusion
            f.png,1,5,M,oblique,
            """)
        #expect(studies.count == 1)
        let reasons = studies.skipped.map(\.reason)
        #expect(reasons.count == 7)
        #expect(reasons[0] == "the column patient_id is not a number")
        #expect(reasons[1] == "the column age holds \"old\", which is not understood")
        #expect(reasons[2].contains("Gallstones"))
        #expect(reasons[4] == "it has 3 fields, the header 6")
        #expect(reasons[5].contains("second time"))
        #expect(studies.skipped[0].place == "\(folder.path("manifest.csv")), line 3")
    }

    @Test("Split, inversion and report are read; a report without labels is labelled")
    func moreColumns() throws {
        let studies = try collection(
            """
            image,patient_id,view,findings,report,split,inverted
            a.png,1,PA,,"FINDINGS: Small effusion, no mass.",train,MONOCHROME1
            b.png,2,LATERAL,Mass,,val,
            c.png,3,,Fracture,Clear.,test,0
            d.png,4,AP,,,sometimes,
            """)
        #expect(studies.count == 2 && studies.filtered == 1 && studies.skipped.count == 1)
        #expect(studies[0].isInverted && !studies[1].isInverted)
        #expect(studies[0].split == .train && studies.split(at: 1) == .test)
        #expect(studies[0].findings.isEmpty)
        let findings = studies.study(at: 0).findings
        #expect(findings == ["Effusion": true, "Mass": false, "Lung Lesion": false])
        #expect(studies[1].positives == ["Fracture"] && studies.study(at: 1) == studies[1])
    }

    @Test("Inverted films are loaded with air black")
    func inverted() throws {
        try GreyPicture(width: 4, height: 4, shade: 200).writePNG(to: folder.path("a.png"))
        let studies = try collection("image,patient_id,inverted\na.png,1,yes\n")
        #expect(try studies[0].picture() == GreyPicture(width: 4, height: 4, shade: 55))
        #expect(try PictureStack(loading: studies).bytes.allSatisfy { $0 == 55 })
    }

    @Test("Asking for views that are not there is refused")
    func views() throws {
        let text = "image,patient_id,view\na.png,1,PA\nb.png,2,LATERAL\n"
        let lateral = try collection(text, options: CollectionOptions(views: [.lateral]))
        #expect(lateral.count == 1 && lateral[0].id == "b")
        #expect(throws: CollectionError.self) {
            try collection(text, options: CollectionOptions(views: [.anteroposterior]))
        }
    }

    @Test("A manifest without a column that is needed, or without a usable row, is refused")
    func refused() throws {
        let missing = #expect(throws: CollectionError.self) {
            try collection("image,age\na.png,5\n")
        }
        #expect(missing?.description.contains("\"patient_id\"") == true)
        let none = #expect(throws: CollectionError.self) {
            try collection("image,patient_id\na.png,?\n")
        }
        #expect(none?.description.contains("line 2: the column patient_id") == true)
    }

    @Test("Pictures are loaded in order and scaled; broken ones are named and left out")
    func pictures() throws {
        var text = "image,patient_id\n"
        for index in 0..<40 {
            text += "\(index).png,\(index)\n"
            if index == 7 { continue }
            let shade = UInt8(index * 5)
            try GreyPicture(width: 12, height: 8, shade: shade).writePNG(
                to: folder.path("\(index).png"))
        }
        try folder.write("not a picture", to: "9.png")
        let studies = try collection(text)
        let stack = try PictureStack(loading: studies, side: 4)
        #expect(stack.positions == (0..<40).filter { $0 != 7 && $0 != 9 })
        #expect(stack.bytes.count == 38 * 16)
        for index in 0..<stack.count {
            let shade = UInt8(stack.positions[index] * 5)
            #expect(stack[index] == GreyPicture(width: 4, height: 4, shade: shade))
        }
        #expect(stack.skipped.map(\.place) == [folder.path("7.png"), folder.path("9.png")])
        #expect(stack.skipped[1].reason.contains("neither PNG nor JPEG"))
        let part = try PictureStack(loading: studies, at: [30, 2])
        #expect(part.side == 8 && part[0][0, 0] == 150 && part[1][0, 0] == 10)
        #expect(throws: CollectionError.self) { try PictureStack(loading: studies, at: [7, 9]) }
        #expect(throws: CollectionError.self) {
            try PictureStack(loading: studies, at: [7], side: 8)
        }
    }
}
