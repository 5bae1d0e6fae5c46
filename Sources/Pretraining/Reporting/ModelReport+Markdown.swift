internal import Evaluation
internal import Foundation

extension ModelReport {
    /// Tables for the model's card.
    public var markdown: String {
        let parts =
            [autoencoder.map(Self.text), base.map(Self.text)].compactMap(\.self)
            + [areaTable, postureTable, consistencyTable].filter { !$0.isEmpty }
        return (parts + [remarks.joined(separator: "\n")]).filter { !$0.isEmpty }
            .joined(separator: "\n\n") + "\n"
    }

    private static func text(_ autoencoder: Autoencoder) -> String {
        let codes = autoencoder.linear.map { code in
            ["linear code of 8×8 blocks, \(code.numbers) numbers", fixed(code.decibels, 2)]
        }
        let own = "autoencoder, \(short(autoencoder.numbers)) numbers for 8×8 pixels"
        return table(
            ["\(autoencoder.films) validation films", "PSNR in dB"],
            [[own, fixed(autoencoder.decibels, 2)]] + codes)
    }

    private static func text(_ base: Base) -> String {
        let distances = base.distances.flatMap { distance in
            [
                [
                    "FID, \(distance.role.rawValue) features", fixed(distance.fid, 2),
                    fixed(distance.filmsFID, 2),
                ],
                [
                    "KID, \(distance.role.rawValue) features", interval(distance.kid),
                    interval(distance.filmsKID),
                ],
            ]
        }
        let nearest = base.nearest
        let rows =
            distances + [
                [
                    "nearest training film of \(nearest.samples), mean distance",
                    fixed(nearest.mean), fixed(nearest.filmsMean),
                ],
                ["… least distance", fixed(nearest.least), fixed(nearest.filmsLeast)],
            ]
        let head =
            "\(base.samples) samples of validation reports (DDIM, \(base.steps) steps, "
            + "eta \(short(base.eta)), guidance \(short(base.guidance)))"
        let areas = base.areas.flatMap { of in
            of.findings.map { area in
                [
                    "\(of.role.rawValue) \(title(area.finding)) (\(area.positives) positive)",
                    interval(area.ofSamples), area.ofFilms.map(interval) ?? "–",
                ]
            }
        }
        let tables =
            [table([head, "samples", "real films"], rows)]
            + (areas.isEmpty
                ? []
                : [
                    table(
                        [
                            "AUROC on \(base.promptedSamples) samples of held-out prompts",
                            "samples", "real films",
                        ], areas)
                ])
        return tables.joined(separator: "\n\n")
    }

    private var areaTable: String {
        diagnosis.map { network in
            let rows = network.findings.map { row in
                [
                    Self.title(row.finding), "\(row.positives)", Self.interval(row.area),
                    Self.fixed(row.calibrationError), row.isRewarded ? "yes" : "",
                ]
            }
            let mean = network.meanArea.map {
                ["**mean of the usual five**", "", "**\(Self.interval($0))**", "", ""]
            }
            return Self.table(
                [
                    "\(network.role.rawValue) diagnosis, \(network.films) films", "positive",
                    "AUROC", "calibration error", "trusted",
                ], rows + [mean].compactMap(\.self))
        }.joined(separator: "\n\n")
    }

    private var postureTable: String {
        guard !posture.isEmpty else { return "" }
        return Self.table(
            ["posture, mean error", "network", "predicting none"],
            posture.flatMap { network in
                network.parameters.map { row in
                    [
                        "\(network.role.rawValue) \(row.parameter)", Self.fixed(row.error, 4),
                        Self.fixed(row.errorOfNone, 4),
                    ]
                }
            })
    }

    private var consistencyTable: String {
        guard !consistency.isEmpty else { return "" }
        return Self.table(
            ["consistency, right report of two", "films", "share"],
            consistency.flatMap { network in
                network.findings.map { row in
                    [
                        "\(network.role.rawValue) \(Self.title(row.finding))", "\(row.films)",
                        Self.interval(row.rightOfTwo),
                    ]
                }
            })
    }

    private static func table(_ header: [String], _ rows: [[String]]) -> String {
        let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
        return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }

    private static func title(_ finding: String) -> String { finding.replacing("_", with: " ") }

    private static func fixed(_ value: Double, _ digits: Int = 3) -> String {
        String(format: "%.\(digits)f", value)
    }

    private static func short(_ value: Double) -> String { String(format: "%g", value) }

    private static func interval(_ estimate: Estimate) -> String {
        "\(fixed(estimate.value)) (\(fixed(estimate.low)) … \(fixed(estimate.high)))"
    }
}
