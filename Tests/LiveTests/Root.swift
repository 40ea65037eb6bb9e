import Foundation

/// Invented roots: files below a directory that is removed afterwards.
enum Root {
    static func with<Result>(
        _ files: [String: String], _ body: (String) async throws -> Result
    ) async throws -> Result {
        let manager = FileManager.default
        let root = manager.temporaryDirectory.appendingPathComponent(
            "probe-live-\(UUID().uuidString)")
        try manager.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appendingPathComponent(path)
            try manager.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try await body(root.path)
    }
}
