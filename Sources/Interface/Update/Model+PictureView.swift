import Terminal

extension Model {
    /// Changes how all pictures are looked at.
    mutating func changePictureView(_ action: Action) {
        switch action {
        case .brighter: pictureView.brighten(by: 1)
        case .darker: pictureView.brighten(by: -1)
        case .moreContrast: pictureView.sharpenContrast(by: 1)
        case .lessContrast: pictureView.sharpenContrast(by: -1)
        case .invert: pictureView.window.isInverted.toggle()
        case .zoomIn: pictureView.magnify(by: 1)
        case .zoomOut: pictureView.magnify(by: -1)
        case .actualSize: pictureView.isActualSize.toggle()
        case .resetPictures: pictureView = .whole
        case .panLeft: pictureView.move(across: -1, down: 0)
        case .panRight: pictureView.move(across: 1, down: 0)
        case .panUp: pictureView.move(across: 0, down: -1)
        case .panDown: pictureView.move(across: 0, down: 1)
        default: break
        }
        say("Pictures: \(pictureView.summary ?? "as they are").")
    }
}
