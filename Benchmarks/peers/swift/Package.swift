// swift-tools-version:6.0
import PackageDescription

// The runners in Swift: a package of its own, since the repository's depends on nothing and has no
// target with Foundation. Its dependency is the checkout that contains it.
let package = Package(
    name: "peers",
    dependencies: [.package(name: "probe", path: "../../..")],
    targets: [
        .target(name: "CCount", path: "CCount"),
        .target(name: "Serve", dependencies: ["CCount"], path: "Serve"),
        .executableTarget(
            name: "probe-swift",
            dependencies: ["Serve", .product(name: "Probe", package: "probe")],
            path: "probe-swift"),
        .executableTarget(name: "foundation", dependencies: ["Serve"], path: "foundation"),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
