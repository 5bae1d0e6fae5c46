/// What is taken from a collection, where it leaves a choice.
public struct CollectionOptions: Sendable, Equatable {
    /// Which labeler's findings MIMIC-CXR-JPG's are read.
    public enum Labels: String, Sendable, CaseIterable {
        case chexpert
        case negbio
    }

    /// Films of other views are left out; those of a view that nobody gives are kept.
    public var views: Set<Study.View>
    public var labels: Labels

    public init(
        views: Set<Study.View> = [.posteroanterior, .anteroposterior], labels: Labels = .chexpert
    ) {
        self.views = views
        self.labels = labels
    }
}
