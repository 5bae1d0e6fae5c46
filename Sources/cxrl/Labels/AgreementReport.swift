import Studies
import Text

/// Labeler and tags beside each other, as `cxrl labels` prints them.
struct AgreementReport {
    private typealias Agreement = LabelerMeasurement.Agreement

    private let measurement: LabelerMeasurement
    private let rows: [(name: String, agreement: LabelerMeasurement.Agreement)]

    init(_ measurement: LabelerMeasurement) {
        self.measurement = measurement
        rows =
            measurement.agreements.map { finding, agreement in
                (finding == .noFinding ? "normal" : finding.title, agreement)
            } + [("all (micro)", measurement.micro)]
    }

    var text: String {
        var table = Table(
            [
                "label", "precision", "recall", "F1", "both", "labeler only", "tags only",
                "left open",
            ],
            numeric: [1, 2, 3, 4, 5, 6, 7])
        table.rows = rows.map { name, agreement in
            [
                name, Format.fixed(agreement.precision), Format.fixed(agreement.recall),
                Format.fixed(agreement.f1), "\(agreement.both)", "\(agreement.labelerOnly)",
                "\(agreement.tagsOnly)", "\(agreement.leftOpen)",
            ]
        }
        return """
            \(table.text)

            \(measurement.count) reports; \(measurement.leftOut) without tags or text are left out.
            """
    }

    var json: JSON {
        .object([
            ("reports", .integer(measurement.count)),
            ("left_out", .integer(measurement.leftOut)),
            ("micro", Self.json(measurement.micro)),
            (
                "labels",
                .object(
                    measurement.agreements.map { finding, agreement in
                        (finding == .noFinding ? "normal" : finding.name, Self.json(agreement))
                    })
            ),
        ])
    }

    private static func json(_ agreement: Agreement) -> JSON {
        .object([
            ("precision", .number(agreement.precision)), ("recall", .number(agreement.recall)),
            ("f1", .number(agreement.f1)), ("both", .integer(agreement.both)),
            ("labeler_only", .integer(agreement.labelerOnly)),
            ("tags_only", .integer(agreement.tagsOnly)),
            ("left_open", .integer(agreement.leftOpen)),
        ])
    }
}
