/// What an index keeps of a study beside the path of its picture.
struct StudyRow {
    var patient: Int
    var findings = FindingSet()
    /// In years; -1 where it is not known.
    var age: Int16 = -1
    /// Of the report in the index's texts; -1 where there is none.
    var report: Int32 = -1
    var sex: Study.Sex?
    var view: Study.View?
    var split: Study.Split?
    var isInverted = false
}
