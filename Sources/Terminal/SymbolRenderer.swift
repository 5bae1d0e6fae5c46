import CChafa

/// Pictures as coloured block characters chosen by chafa; the only file that sees it.
enum SymbolRenderer {
    /// `size.width * size.height` cells, row by row, each with colours of its own.
    static func cells(_ picture: Picture, size: Size) -> [Cell] {
        guard size.width > 0, size.height > 0, picture.width > 0, picture.height > 0,
            let map = chafa_symbol_map_new(), let config = chafa_canvas_config_new()
        else { return [] }
        defer {
            chafa_symbol_map_unref(map)
            chafa_canvas_config_unref(config)
        }
        chafa_set_n_threads(1)
        chafa_symbol_map_add_by_tags(map, tags)
        chafa_canvas_config_set_symbol_map(config, map)
        chafa_canvas_config_set_geometry(config, gint(size.width), gint(size.height))
        chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR)
        chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_RGB)
        chafa_canvas_config_set_preprocessing_enabled(config, 0)
        chafa_canvas_config_set_work_factor(config, 0.5)
        guard let canvas = chafa_canvas_new(config) else { return [] }
        defer { chafa_canvas_unref(canvas) }
        let picture = picture.enlarged(to: Size(width: size.width * 4, height: size.height * 4))
        let rgb = picture.rgbPixels
        chafa_canvas_draw_all_pixels(
            canvas, CHAFA_PIXEL_RGB8, rgb, gint(picture.width), gint(picture.height),
            gint(picture.width * 3))
        return (0..<size.width * size.height).map { index in
            cell(canvas, x: gint(index % size.width), y: gint(index / size.width))
        }
    }

    /// Full, half, quarter and eighth blocks, which every font with box drawing has.
    private static let tags = ChafaSymbolTags(
        CHAFA_SYMBOL_TAG_SPACE.rawValue | CHAFA_SYMBOL_TAG_SOLID.rawValue
            | CHAFA_SYMBOL_TAG_HALF.rawValue | CHAFA_SYMBOL_TAG_QUAD.rawValue
            | CHAFA_SYMBOL_TAG_BLOCK.rawValue)

    private static func cell(_ canvas: OpaquePointer, x: gint, y: gint) -> Cell {
        var foreground = gint(-1)
        var background = gint(-1)
        chafa_canvas_get_colors_at(canvas, x, y, &foreground, &background)
        let glyph = Unicode.Scalar(chafa_canvas_get_char_at(canvas, x, y)) ?? " "
        let style = Style(.text, foreground: colour(foreground), background: colour(background))
        return Cell(glyph, style: style)
    }

    private static func colour(_ packed: gint) -> RGB? {
        packed < 0 ? nil : RGB(hex: UInt32(packed))
    }
}

extension Picture {
    /// With 4 × 4 pixels for each cell at least: chafa itself would repeat pixels.
    fileprivate func enlarged(to size: Size) -> Picture {
        guard width < size.width || height < size.height else { return self }
        return scaled(toWidth: size.width, height: size.height)
    }

    /// Three bytes per pixel.
    var rgbPixels: [UInt8] {
        guard channels == 1 else { return pixels }
        return [UInt8](unsafeUninitializedCapacity: pixels.count * 3) { buffer, count in
            for (index, shade) in pixels.enumerated() {
                for channel in 0..<3 { buffer[index * 3 + channel] = shade }
            }
            count = pixels.count * 3
        }
    }
}
