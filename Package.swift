// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "probe",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "Probe", targets: ["Probe"]),
        .library(name: "ProbeLive", targets: ["ProbeLive"]),
        .library(name: "ProbeExport", targets: ["ProbeExport"]),
        .executable(name: "probectl", targets: ["probectl"]),
    ],
    targets: [
        .target(
            name: "CProbe",
            exclude: [
                "freebsd/NOTES.md", "macos/NOTES.md", "netbsd/NOTES.md", "openbsd/NOTES.md",
            ]),
        .target(
            name: "Probe", dependencies: ["CProbe"],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(
            name: "CProbeLive",
            linkerSettings: [.linkedLibrary("pthread", .when(platforms: [.linux]))]),
        .target(name: "ProbeLive", dependencies: ["Probe", "CProbeLive"]),
        .target(name: "ProbeExport", dependencies: ["Probe"]),
        .target(
            name: "CProbectl",
            linkerSettings: [
                .linkedLibrary("m"), .linkedLibrary("pthread", .when(platforms: [.linux])),
            ]),
        .executableTarget(name: "probectl", dependencies: ["Probe", "ProbeExport", "CProbectl"]),
        .target(
            name: "CProbeInternals", dependencies: ["CProbe"], path: "Tests/CProbeInternals"),
        .testTarget(name: "ProbeTests", dependencies: ["Probe", "CProbe", "CProbeInternals"]),
        .testTarget(name: "ClientTests", dependencies: ["Probe"]),
        .testTarget(name: "LiveTests", dependencies: ["ProbeLive", "Probe"]),
        .testTarget(
            name: "ExportTests", dependencies: ["ProbeExport", "Probe", "CProbeInternals"]),
        .target(name: "CFloor", path: "Benchmarks/CFloor"),
        .target(name: "CCount", path: "Benchmarks/CCount"),
        .target(name: "CReading", dependencies: ["CProbe"], path: "Benchmarks/CReading"),
        .executableTarget(
            name: "probe-calls", dependencies: ["Probe", "ProbeLive", "CCount", "CReading"],
            path: "Benchmarks/Calls"),
        .executableTarget(
            name: "probe-bench", dependencies: ["Probe", "CProbe", "CFloor", "CCount"],
            path: "Benchmarks/Overhead"),
        .testTarget(
            name: "ProbectlTests",
            dependencies: ["probectl", "Probe", "ProbeLive", "CProbeInternals"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
