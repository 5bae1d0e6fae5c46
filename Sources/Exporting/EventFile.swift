internal import Foundation
internal import Workbench

/// A run's curves as TensorBoard reads them: records of the message `Event`
/// (tensorflow/core/util/event.proto) in the framing of TFRecord files.
public enum EventFile {
    /// The name that TensorBoard looks for.
    public static func name(_ run: RunRecord) -> String {
        "events.out.tfevents.\(Int(run.created.timeIntervalSince1970)).cxrl"
    }

    public static func bytes(_ run: RunRecord) -> [UInt8] {
        let start = run.created.timeIntervalSince1970
        var first = ProtobufMessage()
        first.add(1, start)
        first.add(3, "brain.Event:2")
        var bytes = RecordFrame.bytes(first.bytes)
        for report in run.reports {
            var summary = ProtobufMessage()
            for (key, number) in report.metrics.sorted(by: { $0.key < $1.key }) {
                var value = ProtobufMessage()
                value.add(1, key)
                value.add(2, Float(number))
                summary.add(1, value)
            }
            var event = ProtobufMessage()
            event.add(1, start + report.elapsed)
            event.add(2, report.epoch)
            event.add(5, summary)
            bytes += RecordFrame.bytes(event.bytes)
        }
        return bytes
    }
}
