import Foundation
import Testing
import Workbench

@Suite struct RewardDescriptionTests {
    @Test("A reward without a label is called by its name, as in runs of earlier versions")
    func unlabelled() throws {
        let json = #"{"name": "posture", "isComparative": false, "weight": 1, "scale": 0.5}"#
        let old = try JSONDecoder().decode(RewardDescription.self, from: Data(json.utf8))
        #expect(old.label == "posture")
        let new = RewardDescription(
            name: "own", label: "Own one", isComparative: true, weight: 2, scale: 1)
        let copy = try JSONDecoder().decode(
            RewardDescription.self, from: JSONEncoder().encode(new))
        #expect(copy == new)
    }
}
