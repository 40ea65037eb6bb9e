/// The systemd unit and the container that the path of a cgroup names.
///
///     /system.slice/postgresql.service                                  a unit
///     /user.slice/user-1000.slice/user@1000.service/app.slice/x.service the innermost unit
///     /system.slice/docker-<64 hex>.scope                               a container, by systemd
///     /docker/<64 hex>                                                  the same without systemd
///     /kubepods.slice/…/cri-containerd-<64 hex>.scope                   a container of a pod
///     /kubepods/besteffort/pod<uid>/<64 hex>
///     /system.slice:cri-containerd:<64 hex>                             the same, of a slice's name
///     /machine.slice/libpod-<64 hex>.scope/container                    podman
///     /machine.slice/libpod-conmon-<64 hex>.scope                       its monitor, in no container
struct ControlGroupName {
    /// The innermost service or scope.
    private(set) var unit: [UInt8]?
    /// The first twelve digits of the innermost container's id.
    private(set) var container: String?

    private static let idLength = 64
    private static let shownLength = 12

    init(_ path: [UInt8]) {
        for part in path.split(separator: UInt8(ascii: "/")).reversed() {
            let isScope = part.hasSuffix(".scope")
            if unit == nil, isScope || part.hasSuffix(".service") { unit = Array(part) }
            if container == nil { container = Self.id(isScope ? part.dropLast(6) : part) }
        }
    }

    /// The 64 digits at the end, alone or after a dash or a colon. The monitor of a container
    /// (libpod-conmon-ID, crio-conmon-ID) runs outside of it.
    private static func id(_ name: ArraySlice<UInt8>) -> String? {
        let digits = name.suffix(idLength)
        guard digits.count == idLength, digits.allSatisfy(isHexDigit) else { return nil }
        let before = name.dropLast(idLength)
        guard
            before.isEmpty || before.last == UInt8(ascii: "-") || before.last == UInt8(ascii: ":"),
            !before.hasSuffix("conmon-"), !before.hasSuffix("conmon:")
        else { return nil }
        return String(decoding: digits.prefix(shownLength), as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

extension Cgroup {
    /// The container that the path names: the first twelve digits of its id; nil if it names none. A cgroup
    /// below that of a container is in it.
    public var container: String? { ControlGroupName(path.bytes).container }

    /// The innermost systemd unit that the path names, a service or a scope; nil if it names none.
    public var unit: KernelName? { ControlGroupName(path.bytes).unit.map { KernelName(bytes: $0) } }
}

extension Collection<UInt8> {
    /// Whether the bytes end with those of a text.
    func hasSuffix(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        return suffix(length).elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: length))
    }
}
