import Foundation

/// Moments where the user is.
enum ClockText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `14:05:09` of today, `26 Nov` of another day.
    static func short(_ seconds: Double, now: Double) -> String {
        let (moment, today) = (parts(seconds), parts(now))
        let isToday = moment.tm_year == today.tm_year && moment.tm_yday == today.tm_yday
        return isToday ? clock(moment) : "\(moment.tm_mday) \(months[Int(moment.tm_mon)])"
    }

    /// `26 Nov 2026, 14:05:09`.
    static func long(_ seconds: Double) -> String {
        let moment = parts(seconds)
        let year = 1900 + Int(moment.tm_year)
        return "\(moment.tm_mday) \(months[Int(moment.tm_mon)]) \(year), \(clock(moment))"
    }

    private static func clock(_ moment: tm) -> String {
        String(format: "%02d:%02d:%02d", moment.tm_hour, moment.tm_min, moment.tm_sec)
    }

    private static func parts(_ seconds: Double) -> tm {
        var clock = time_t(seconds.isFinite ? min(4e9, max(0, seconds)) : 0)
        var parts = tm()
        localtime_r(&clock, &parts)
        return parts
    }
}
