import Probe

/// Series, collected in the order of a sample and written metric by metric: the list of fields goes from item to item,
/// but all series of a metric have to be together.
struct SeriesTable: Sendable {
    /// A metric: what precedes its series, and the list of those of this sample.
    struct Family: Sendable {
        let name: [UInt8]
        let head: [UInt8]
        fileprivate(set) var first = -1
        fileprivate var last = -1
        /// Whether a name in a label was repaired, so that two series can be equal.
        var hasRepaired = false
    }

    struct Series: Sendable {
        fileprivate let start: Int
        fileprivate let labelsEnd: Int
        fileprivate let end: Int
        fileprivate var next = -1
    }

    /// The text of all series of this sample.
    var lines: [UInt8] = []
    private(set) var families: [Family] = []
    private var indices: [[UInt8]: Int] = [:]
    private var series: [Series] = []

    /// Removes the series, and keeps the families and the memory.
    mutating func removeSeries() {
        lines.removeAll(keepingCapacity: true)
        series.removeAll(keepingCapacity: true)
        for index in families.indices {
            families[index].first = -1
            families[index].last = -1
            families[index].hasRepaired = false
        }
    }

    func family(_ name: [UInt8]) -> Int? { indices[name] }

    mutating func add(family name: [UInt8], head: [UInt8]) -> Int {
        indices[name] = families.count
        families.append(Family(name: name, head: head))
        return families.count - 1
    }

    /// Ends a series, whose text begins at `start` of ``lines`` and whose labels end at `labelsEnd`.
    mutating func end(_ start: Int, _ labelsEnd: Int, _ family: Int, isRepaired: Bool = false) {
        let index = series.count
        series.append(Series(start: start, labelsEnd: labelsEnd, end: lines.count))
        if families[family].first < 0 {
            families[family].first = index
        } else {
            series[families[family].last].next = index
        }
        families[family].last = index
        if isRepaired { families[family].hasRepaired = true }
    }

    /// Calls `body` with the text of each series of a family. A repaired name can be that of another item, because
    /// "\xff" is a valid name, too: the second of such items is left out, because a series must not occur twice.
    func forEachSeries(of family: Int, _ body: (ArraySlice<UInt8>) -> Void) {
        if families[family].hasRepaired { return forEachUnique(of: family, body) }
        var next = families[family].first
        while next >= 0 {
            body(lines[series[next].start..<series[next].end])
            next = series[next].next
        }
    }

    private func forEachUnique(of family: Int, _ body: (ArraySlice<UInt8>) -> Void) {
        var all: [Int] = []
        var next = families[family].first
        while next >= 0 {
            all.append(next)
            next = series[next].next
        }
        func labels(_ index: Int) -> ArraySlice<UInt8> {
            lines[series[index].start..<series[index].labelsEnd]
        }
        all.sort {
            let (a, b) = (labels($0), labels($1))
            return a.elementsEqual(b) ? $0 < $1 : a.lexicographicallyPrecedes(b)
        }
        for (place, index) in all.enumerated() {
            if place > 0, labels(all[place - 1]).elementsEqual(labels(index)) { continue }
            body(lines[series[index].start..<series[index].end])
        }
    }
}

/// What identifies the metric of a number: its field and the labels that are constant words.
struct PlanKey: Hashable, Sendable {
    let section: Sample.Section
    let field: Sample.Field
    let first: Text?
    let second: Text?

    init(_ section: Sample.Section, _ field: Sample.Field, _ labels: Sample.Field.Labels) {
        self.section = section
        self.field = field
        var words: (Text?, Text?) = (nil, nil)
        for label in labels {
            guard case .word(let word) = label.value else { continue }
            words = words.0 == nil ? (word, nil) : (words.0, word)
        }
        (first, second) = words
    }
}

/// How the number of a field becomes a series.
struct Plan: Sendable {
    let family: Int
    let metric: Metric
}

/// The file system type of each mount, in the order of `Sample.forEachField`.
struct MountTypes {
    private let mounts: [Mount]
    private var index = 0

    init(_ sample: borrowing Sample) {
        mounts = sample.filesystem.value?.mounts ?? []
    }

    /// The type of the mount with these labels.
    mutating func type(_ labels: Sample.Field.Labels) -> KernelName? {
        guard labels.count == 2, case .name(let mountPoint) = labels[0].value,
            case .name(let device) = labels[1].value
        else { return nil }
        for _ in mounts.indices {
            let mount = mounts[index]
            if !mount.isCovered, mount.mountPoint == mountPoint, mount.device == device {
                return mount.type
            }
            index = (index + 1) % mounts.count
        }
        return nil
    }
}
