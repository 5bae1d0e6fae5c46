import Foundation
import Images
import Studies
import Testing

/// Small folders in the layouts in which the collections are published, made up.
@Suite("Collections as published")
struct PublishedCollectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func picture(_ name: String) throws {
        try GreyPicture(width: 6, height: 6, shade: 90).writePNG(to: folder.newPath(name))
    }

    private func open(_ options: CollectionOptions = CollectionOptions()) throws
        -> any StudyCollection
    {
        try CollectionFolder.open(folder.path(""), options: options)
    }

    private func writeMIMIC() throws {
        try folder.write(
            """
            dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows,Columns
            aa,10000032,50000001,CHEST (PA AND LAT),PA,2544,3056
            ab,10000032,50000001,CHEST (PA AND LAT),LATERAL,2544,3056
            ba,11000033,50000002,CHEST (PORTABLE AP),AP,2544,3056
            bb,11000033,50000003,,,2544,3056
            ca,11000034,50000004,CHEST,AP,2544,3056
            cb,,50000004,CHEST,AP,2544,3056
            da,12000001,50000005,CHEST,AP,2544,3056

            """, to: "mimic-cxr-2.0.0-metadata.csv")
        try folder.write(
            """
            dicom_id,study_id,subject_id,split
            aa,50000001,10000032,train
            ba,50000002,11000033,validate
            ca,50000004,11000034,test

            """, to: "mimic-cxr-2.0.0-split.csv")
        try folder.write(
            """
            subject_id,study_id,Atelectasis,Cardiomegaly,Lung Opacity,No Finding,Pleural Effusion,\
            Pneumonia,Support Devices
            10000032,50000001,1.0,0.0,,,-1.0,,1.0
            11000034,50000004,,,,1.0,,,

            """, to: "mimic-cxr-2.0.0-chexpert.csv")
        try folder.write(
            "subject_id,study_id,Atelectasis\n10000032,50000001,0.0\n",
            to: "mimic-cxr-2.0.0-negbio.csv")
        try folder.write(
            " FINAL REPORT\n INDICATION: Edema?\n\n IMPRESSION:  Small effusion. No edema.\n",
            to: "mimic-cxr-reports/files/p11/p11000033/s50000002.txt")
        for place in ["p10/p10000032/s50000001/aa", "p11/p11000033/s50000002/ba"] {
            try picture("files/\(place).jpg")
        }
    }

    @Test("MIMIC-CXR-JPG: labels, views, splits and reports are joined by their numbers")
    func mimic() throws {
        try writeMIMIC()
        let studies = try open()
        #expect(try CollectionFolder(folder.path("")).kind == .mimicCXR)
        #expect(studies.name == "MIMIC-CXR-JPG" && studies.count == 3)
        let first = studies[0]
        #expect(first.id == "aa" && first.patient == 10_000_032 && first.split == .train)
        #expect(first.view == .posteroanterior && studies[1].view == .anteroposterior)
        #expect(
            first.findings == ["Atelectasis": true, "Cardiomegaly": false, "Support Devices": true])
        #expect(try first.picture().width == 6)
        // a lateral film and one that does not say
        #expect(studies.filtered == 2)
        #expect(studies.skipped.count == 2)
        #expect(studies.skipped[0].place.hasSuffix("metadata.csv, line 7"))
        #expect(studies.skipped[1].reason.hasPrefix("1 of its films"))
    }

    @Test("MIMIC-CXR-JPG: no finding denies the others; films without labels get their report's")
    func mimicLabels() throws {
        try writeMIMIC()
        let studies = try open()
        let normal = studies[2].findings
        #expect(normal["Pleural Other"] == false && normal["Effusion"] == false)
        #expect(normal["Support Devices"] == nil && normal.count == 12)
        #expect(studies[1].findings.isEmpty && studies[1].report.isEmpty)
        let read = studies.study(at: 1)
        #expect(read.report.contains("INDICATION"))
        #expect(read.findings == ["Effusion": true, "Edema": false])
        let negbio = try open(CollectionOptions(labels: .negbio))
        #expect(negbio[0].findings == ["Atelectasis": false])
    }

    @Test("An own validation part validates, the test part is not used, the rest is for training")
    func split() throws {
        try writeMIMIC()
        let studies = try open()
        #expect(studies.positions(in: .validation) == [1])
        #expect(studies.positions(in: .rewards) == [0] && studies.positions(in: .base) == [0])
        #expect(studies.positions(in: .judges).isEmpty)
    }

    @Test("Open-i: pictures under the names that the reports give, findings from the reports")
    func openI() throws {
        OpenIExamples.archive(
            [
                (
                    "1.xml",
                    OpenIExamples.report(
                        1, findings: "The heart is enlarged. No effusion.",
                        images: ["CXR1_1_IM-0001-3001", "CXR1_1_IM-0001-4001"])
                ), ("2.xml", OpenIExamples.report(2, images: ["CXR2_IM-0652-1001"])),
            ], at: folder.path("NLMCXR_reports.tgz"))
        #expect(throws: CollectionError.self) { try open() }
        try picture("NLMCXR_png/CXR1_1_IM-0001-3001.png")
        try picture("NLMCXR_png/CXR1_1_IM-0001-4001.png")
        let studies = try open()
        #expect(studies.map(\.id) == ["CXR1_1_IM-0001-3001", "CXR1_1_IM-0001-4001"])
        #expect(studies.map(\.patient) == [1, 1])
        let study = studies.study(at: 0)
        #expect(study.findings == ["Cardiomegaly": true, "Effusion": false])
        #expect(try study.picture().height == 6)
        #expect(studies.skipped.map(\.reason) == ["1 of the pictures that they name are not there"])
        try folder.write(
            "uid,filename,projection\n1,1_IM-0001-4001.dcm.png,Frontal\n"
                + "1,1_IM-0001-3001.dcm.png,Lateral\n", to: "indiana_projections.csv")
        #expect(try open().map(\.id) == ["CXR1_1_IM-0001-4001"])
    }

    @Test("NIH ChestX-ray14: its list, its twelve folders of pictures, its split")
    func chestXray14() throws {
        try folder.write(
            """
            Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,\
            View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],
            00000001_000.png,Cardiomegaly|Emphysema,0,1,058Y,M,PA,2682,2749,0.143,0.143
            00000002_000.png,No Finding,0,2,411,F,AP,2500,2048,0.171,0.171
            00000003_000.png,Gout,0,3,60,F,AP,2500,2048,0.171,0.171
            00000004_000.png,Mass,0,4,60,F,AP,2500,2048,0.171,0.171

            """, to: "Data_Entry_2017.csv")
        try folder.write("00000002_000.png\n", to: "test_list.txt")
        try folder.write("00000001_000.png\n", to: "train_val_list.txt")
        try picture("images_001/images/00000001_000.png")
        try picture("images_012/images/00000002_000.png")
        let studies = try open()
        #expect(studies.map(\.patient) == [1, 2] && studies.map(\.split) == [.train, .test])
        #expect(studies[0].positives == ["Cardiomegaly", "Emphysema"])
        #expect(studies[0].findings.count == 14 && studies[1].positives.isEmpty)
        #expect(studies[0].age == 58 && studies[1].age == nil && studies[0].sex == .male)
        #expect(try studies[1].picture().width == 6)
        #expect(studies.skipped.count == 2 && studies.skipped[0].reason.contains("Gout"))
    }

    @Test("CheXpert: paths that begin with the folder's published name, lists of both splits")
    func cheXpert() throws {
        let header = "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Pleural Effusion,Fracture"
        let start = "CheXpert-v1.0-small"
        try folder.write(
            """
            \(header)
            \(start)/train/patient00001/study1/view1_frontal.jpg,Female,68,Frontal,AP,1.0,,
            \(start)/train/patient00001/study1/view2_lateral.jpg,Female,68,Lateral,,1.0,,
            view1_frontal.jpg,Female,68,Frontal,AP,,,

            """, to: "train.csv")
        try folder.write(
            "\(header)\n\(start)/valid/patient64541/study1/view1_frontal.jpg,Male,73,Frontal,PA"
                + ",0.0,-1.0,1.0\n", to: "valid.csv")
        try picture("train/patient00001/study1/view1_frontal.jpg")
        let studies = try open()
        #expect(
            studies.map(\.id) == [
                "train_patient00001_study1_view1_frontal",
                "valid_patient64541_study1_view1_frontal",
            ])
        #expect(studies.map(\.split) == [.train, .validate] && studies.filtered == 1)
        #expect(studies[1].findings == ["Fracture": true] && studies[1].sex == .male)
        #expect(studies[0].findings["Effusion"] == false && studies[0].age == 68)
        #expect(try studies[0].picture().width == 6 && studies.skipped.count == 1)
    }

    @Test("A folder that holds no collection is refused with what was looked for")
    func unknown() throws {
        let error = #expect(throws: CollectionError.self) { try open() }
        let text = error?.description ?? ""
        for name in ["manifest.csv", "MIMIC-CXR-JPG", "Data_Entry", "CheXpert", "NLMCXR_reports"] {
            #expect(text.contains(name))
        }
        #expect(throws: CollectionError.self) { try CollectionFolder.open("/no/such/folder") }
    }

    @Test("The summary names what was left out, the first items in full and the others by number")
    func summary() throws {
        var text = "image,patient_id\na.png,1\n"
        for line in 0..<4 { text += "\(line).png,?\n" }
        try folder.write(text, to: "manifest.csv")
        let lines = try open().summary(naming: 2)
        #expect(lines.count == 4 && lines[0].hasSuffix("manifest.csv: 1 films, 4 items skipped"))
        #expect(lines[1].contains("line 3") && lines[3] == "  left out: 2 more")
    }
}

extension StudyCollection {
    fileprivate func map<Value>(_ value: (Study) -> Value) -> [Value] {
        (0..<count).map { value(self[$0]) }
    }
}
