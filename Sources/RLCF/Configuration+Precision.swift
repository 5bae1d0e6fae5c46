public import Configuration
public import Tensors

extension Configuration.Model.Precision {
    /// What the UNet's products, convolutions and attention are computed in.
    public var computeType: DType {
        switch self {
        case .fp32: .float32
        case .bf16: .bfloat16
        case .fp16: .float16
        }
    }
}
