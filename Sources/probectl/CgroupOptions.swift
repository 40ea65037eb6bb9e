import Probe

/// The options that select cgroups, and their order.
struct CgroupChoice {
    var order = CgroupOrder.cpu
    /// The maximum number of cgroups to show; nil for all.
    var limit: Int?
    /// The filters: the path must contain each of these texts.
    var filters: [String] = []
    var isTree = false
    /// The cgroup whose table is read.
    var start = "/"
    /// What is read besides the usual details, for JSON.
    var details: CgroupDetails = []
}

extension CgroupDetails {
    private static let named: [(String, CgroupDetails)] = [
        ("clamp", .clamp), ("hugetlb", .hugetlb), ("rdma", .rdma), ("misc", .misc),
        ("memory_stat", .memoryStat), ("all", .all),
    ]

    /// The details of a list of names.
    init(list: [String]) throws(UsageError) {
        self = []
        for name in list {
            guard let known = Self.named.first(where: { $0.0 == name }) else {
                throw UsageError(
                    "--details has no '\(safe(name))'", near: name, of: Self.named.map { $0.0 })
            }
            insert(known.1)
        }
    }
}

/// `probectl cgroups`: a sample with the section "cgroups" only.
enum CgroupsOptions {
    /// The default number of cgroups to show as text; JSON shows all.
    static let usualLimit = 20

    static func parse(_ line: inout ArgumentLine) throws(UsageError) -> Arguments {
        let known =
            Pace.options + [
                "--window", "--sort", "--limit", "--filter", "--tree", "--cgroup", "--details",
                "--format",
                "--root", "--help", "-h",
            ]
        var options = SampleOptions()
        var choice = CgroupChoice()
        var limit: Int??
        while let name = try line.option(of: known) {
            if try options.pace.take(name, &line) { continue }
            switch name {
            case "--sort": choice.order = try line.choice(of: name, CgroupOrder.self)
            case "--limit": limit = try line.limit(of: name)
            case "--filter": choice.filters.append(try line.value(of: name))
            case "--tree": choice.isTree = true
            case "--cgroup": choice.start = try line.cgroup(of: name)
            case "--details":
                choice.details.formUnion(try CgroupDetails(list: try line.list(of: name)))
            case "--format": options.format = try line.choice(of: name, Format.self)
            case "--root": options.root = try line.directory(of: name)
            default: return .help(.cgroups)
            }
        }
        try line.finish()
        try options.pace.check()
        guard choice.details.isEmpty || options.format == .json else {
            throw UsageError("--details needs --format json")
        }
        let usual = options.format == .json || choice.isTree ? nil : Self.usualLimit
        choice.limit = limit ?? usual
        options.sections = [.cgroups]
        options.isOnly = true
        options.cgroups = choice
        return .sample(options)
    }
}

/// The cgroups to show, out of a table.
struct CgroupList {
    let table: CgroupTable?
    let rates: CgroupTableRates?
    let choice: CgroupChoice
    /// The indices of the cgroups to show, in the order of the output.
    let places: [Int]
    /// Number of cgroups that match the filters.
    let matching: Int
    /// Matching cgroups that the limit leaves out.
    let hidden: Int

    init(_ table: CgroupTable?, _ rates: CgroupTableRates?, _ choice: CgroupChoice) {
        self.table = table
        self.choice = choice
        let rates = rates?.intervalNs == nil ? nil : rates
        self.rates = rates
        guard let table else {
            (places, matching, hidden) = ([], 0, 0)
            return
        }
        let needles = choice.filters.map { Array($0.utf8) }
        func matches(_ cgroup: Cgroup) -> Bool {
            needles.allSatisfy { contains(cgroup.path.bytes, $0) }
        }
        let matching = table.cgroups.indices.filter { matches(table.cgroups[$0]) }
        self.matching = matching.count
        let top = table.indices(by: choice.order, rates: rates, of: matching)
            .prefix(choice.limit ?? Int.max)
        places = choice.isTree ? Self.tree(of: Array(top), in: table) : Array(top)
        hidden = matching.count - Set(places).intersection(matching).count
    }

    /// The selected cgroups and all their ancestors, each after its parent; siblings in the order
    /// of the selection.
    private static func tree(of chosen: [Int], in table: CgroupTable) -> [Int] {
        let cgroups = table.cgroups
        var parents = [Int](repeating: -1, count: cgroups.count)
        var above: [Int] = []
        for index in cgroups.indices {
            above.removeLast(max(0, above.count - cgroups[index].depth))
            parents[index] = above.last ?? -1
            above.append(index)
        }
        var children: [[Int]] = Array(repeating: [], count: cgroups.count + 1)
        var isShown = [Bool](repeating: false, count: cgroups.count)
        for var index in chosen {
            while index >= 0, !isShown[index] {
                isShown[index] = true
                children[parents[index] + 1].append(index)
                index = parents[index]
            }
        }
        var places: [Int] = []
        var next = children[0].reversed() as [Int]
        while let index = next.popLast() {
            places.append(index)
            next += children[index + 1].reversed()
        }
        return places
    }
}

/// Whether the bytes contain the other bytes.
private func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    guard needle.count <= bytes.count else { return false }
    return (0...(bytes.count - needle.count)).contains { start in
        bytes[start..<start + needle.count].elementsEqual(needle)
    }
}
