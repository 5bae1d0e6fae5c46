import CZlib
import Foundation

/// Made-up files in the form in which Open-i publishes its own.
enum OpenIExamples {
    static func report(
        _ number: Int, findings: String = "", impression: String = "", tags: [String] = ["normal"],
        images: [String] = []
    ) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- made up -->
        <eCitation>
           <meta type="rr"/>
           <uId id="CXR\(number)"/>
           <Abstract>
              <AbstractText Label="INDICATION">Cough, rule out pneumonia</AbstractText>
              <AbstractText Label="FINDINGS">\(findings)</AbstractText>
              <AbstractText Label='IMPRESSION'>\(impression)</AbstractText>
           </Abstract>
           <MeSH>
              \(tags.map { "<major>\($0)</major>" }.joined(separator: "\n      "))
              <automatic>Cough</automatic>
           </MeSH>
           \(images.map { "<parentImage id=\"\($0)\"><caption>Chest</caption></parentImage>" }
            .joined(separator: "\n   "))
        </eCitation>
        """
    }

    /// A gzipped tar archive (ustar), with a folder's entry before the files.
    static func archive(_ files: [(name: String, text: String)], at path: String) {
        var bytes = header("ecgen-radiology/", size: 0, kind: "5")
        for (name, text) in files {
            let content = [UInt8](text.utf8)
            bytes += header("ecgen-radiology/\(name)", size: content.count, kind: "0") + content
            bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
        }
        bytes += [UInt8](repeating: 0, count: 1024)
        let file = gzopen(path, "wb")
        gzwrite(file, bytes, UInt32(bytes.count))
        gzclose(file)
    }

    private static func header(_ name: String, size: Int, kind: String) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        let octal = String(size, radix: 8)
        put(name, at: 0)
        put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
        put(kind, at: 156)
        put("ustar", at: 257)
        return header
    }
}
