extension Theme {
    /// The theme that needs no file, for dark backgrounds; the series are the colours of Okabe &
    /// Ito (2008), which people with any common colour blindness can tell apart.
    public static let standard = Theme(
        name: "default",
        paints: [
            .text: Paint(),
            .title: Paint(.standard, on: .standard, .bold),
            .border: Paint(.rgb(RGB(hex: 0x6C6C6C))),
            .borderFocused: Paint(.rgb(RGB(hex: 0x56B4E9))),
            .accent: Paint(.rgb(RGB(hex: 0x56B4E9)), on: .standard, .bold),
            .muted: Paint(.rgb(RGB(hex: 0x9E9E9E))),
            .good: Paint(.rgb(RGB(hex: 0x00AF87))),
            .bad: Paint(.rgb(RGB(hex: 0xD75F00))),
            .warning: Paint(.rgb(RGB(hex: 0xE69F00))),
            .alarm: Paint(
                .rgb(RGB(hex: 0xFFFFFF)), on: .rgb(RGB(hex: 0xAF0000)), .bold),
            .selection: Paint(.rgb(RGB(hex: 0xFFFFFF)), on: .rgb(RGB(hex: 0x005F87))),
            .key: Paint(.rgb(RGB(hex: 0x56B4E9)), on: .standard, .bold),
            .bar: Paint(.rgb(RGB(hex: 0xD0D0D0)), on: .rgb(RGB(hex: 0x303030))),
            .barActive: Paint(
                .rgb(RGB(hex: 0xFFFFFF)), on: .rgb(RGB(hex: 0x005F87)), .bold),
            .input: Paint(.rgb(RGB(hex: 0xFFFFFF)), on: .rgb(RGB(hex: 0x303030))),
            .popup: Paint(.rgb(RGB(hex: 0xE4E4E4)), on: .rgb(RGB(hex: 0x262626))),
            .policy: Paint(.rgb(RGB(hex: 0xE69F00))),
            .anchor: Paint(.rgb(RGB(hex: 0x56B4E9))),
            .seriesA: Paint(.rgb(RGB(hex: 0xE69F00))),
            .seriesB: Paint(.rgb(RGB(hex: 0x56B4E9))),
            .seriesC: Paint(.rgb(RGB(hex: 0x009E73))),
            .seriesD: Paint(.rgb(RGB(hex: 0xF0E442))),
            .seriesE: Paint(.rgb(RGB(hex: 0x0072B2))),
            .seriesF: Paint(.rgb(RGB(hex: 0xD55E00))),
            .seriesG: Paint(.rgb(RGB(hex: 0xCC79A7))),
            .raw: Paint(.rgb(RGB(hex: 0x767676))),
            .crosshair: Paint(.rgb(RGB(hex: 0x9E9E9E))),
        ])
}
