import Foundation
import Testing

@testable import Probe

@Suite("Details of a quota: RDMA, misc, reservations, swap and events", .needsLinux)
struct QuotaDetailsTests {
    private func quota(_ tree: Tree) throws -> Quota {
        try withExtendedLifetime(tree) {
            var collector = try Collector(root: tree.root)
            #expect(try collector.quota().resources == nil)
            collector.readsQuotaDetails = true
            let quota = try collector.quota()
            #expect(collector.sample(.quota).quota.value?.resources == quota.resources)
            #expect(try collector.quota(limitsOf: [.memory, .pids]).resources == nil)
            collector.readsQuotaDetails = false
            let plain = try collector.quota()
            #expect(plain.resources == nil && plain.memory.swapHigh == nil)
            #expect(plain.pids.eventsMax == nil)
            let decoded = try JSONDecoder().decode(Quota.self, from: Data(quota.json().utf8))
            #expect(decoded.resources == quota.resources && decoded.hugetlb == quota.hugetlb)
            #expect(decoded.memory.swapHigh == quota.memory.swapHigh)
            #expect(decoded.memory.zswap == quota.memory.zswap)
            #expect(decoded.pids == quota.pids)
            return quota
        }
    }

    private func tree(_ more: [String: String?] = [:]) throws -> Tree {
        let files: [String: String?] = [
            "/sys/fs/cgroup/a/b/rdma.max": "mlx5_0 hca_handle=2 hca_object=max\n",
            "/sys/fs/cgroup/a/b/rdma.current": "mlx5_0 hca_handle=1 hca_object=7\n",
            "/sys/fs/cgroup/a/rdma.max":
                "mlx5_0 hca_handle=3 hca_object=50\nmlx5_1 hca_handle=max hca_object=max\n",
            "/sys/fs/cgroup/a/b/misc.max": "sev max\nsev_es 4\n",
            "/sys/fs/cgroup/a/b/misc.current": "sev 3\nsev_es 2\n",
            "/sys/fs/cgroup/a/b/misc.events": "sev.max 0\nsev_es.max 9\n",
            "/sys/fs/cgroup/a/misc.max": "sev 10\nsev_es 5\n",
            "/sys/fs/cgroup/a/b/hugetlb.2MB.max": "max\n",
            "/sys/fs/cgroup/a/b/hugetlb.2MB.events": "max 3\n",
            "/sys/fs/cgroup/a/b/hugetlb.2MB.rsvd.max": "9223372036854771712\n",
            "/sys/fs/cgroup/a/b/hugetlb.2MB.rsvd.current": "2097152\n",
            "/sys/fs/cgroup/a/hugetlb.2MB.rsvd.max": "4194304\n",
            "/sys/fs/cgroup/a/b/memory.swap.high": "max\n",
            "/sys/fs/cgroup/a/memory.swap.high": "1048576\n",
            "/sys/fs/cgroup/a/b/memory.zswap.max": "0\n",
            "/sys/fs/cgroup/a/b/pids.events": "max 12\n",
        ]
        return try Invented.v2(files.merging(more) { $1 })
    }

    private func resource(_ quota: Quota, _ name: String) throws -> Quota.Resource {
        try #require(quota.resources?.first { $0.name.description == name })
    }

    @Test("A limit is the least of all levels, with the level and the file that set it")
    func limits() throws {
        let quota = try quota(tree())
        #expect(quota.resources?.count == 6 && quota.failures.isEmpty)
        let handles = try resource(quota, "mlx5_0 hca_handle")
        #expect(handles.limit.value == 2 && handles.current == 1 && handles.controller == .rdma)
        #expect(handles.limit.file?.description == "/sys/fs/cgroup/a/b/rdma.max")
        #expect(handles.limit.isComplete && handles.eventsMax == nil)
        let objects = try resource(quota, "mlx5_0 hca_object")
        #expect(objects.limit.value == 50 && objects.limit.level?.description == "/a")
        #expect(objects.current == 7)
        let other = try resource(quota, "mlx5_1 hca_object")
        #expect(other.limit == .unlimited && other.current == nil)
        let sev = try resource(quota, "sev")
        #expect(sev.limit.value == 10 && sev.current == 3 && sev.eventsMax == 0)
        #expect(sev.controller == .misc && sev.limit.level?.description == "/a")
        let es = try resource(quota, "sev_es")
        #expect(es.limit.value == 4 && es.eventsMax == 9)
        #expect(quota.memory.swapHigh?.value == 1_048_576)
        #expect(quota.memory.swapHigh?.level?.description == "/a")
        #expect(quota.memory.zswap?.value == 0 && quota.pids.eventsMax == 12)
        let huge = try #require(quota.hugetlb.sizes.first)
        #expect(huge.eventsMax == 3 && huge.reservedBytes == 2_097_152)
        #expect(huge.reservedLimit?.value == 4_194_304)
        #expect(huge.reservedLimit?.level?.description == "/a")
    }

    @Test("Details that were read are fields, and no field of theirs is listed otherwise")
    func fields() throws {
        var numbers: [String: Double] = [:]
        let details = try quota(tree())
        details.forEachField { labels, field, value in
            let words = labels.map { label in
                switch label.value {
                case .number(let number): "\(number)"
                case .name(let name): "\(name)"
                case .word(let word): "\(word)"
                }
            }
            numbers[(["\(field.name)"] + words).joined(separator: " ")] = value?.double
        }
        #expect(numbers["memory_swap_high_bytes"] == 1_048_576)
        #expect(numbers["memory_zswap_is_limited"] == 1 && numbers["memory_zswap_limit_bytes"] == 0)
        #expect(numbers["pids_events_max"] == 12)
        #expect(numbers["hugetlb_reserved_limit_bytes 2097152"] == 4_194_304)
        #expect(numbers["hugetlb_events_max 2097152"] == 3)
        #expect(numbers["resource_limit rdma mlx5_0 hca_handle"] == 2)
        #expect(numbers["resource_is_limited rdma mlx5_1 hca_object"] == 0)
        #expect(numbers["resource_limit rdma mlx5_1 hca_object"] == nil)
        #expect(numbers["resource_events_max misc sev_es"] == 9)
        var plain = details
        plain.resources = nil
        var names: Set<String> = []
        plain.forEachField { _, field, _ in names.insert("\(field.name)") }
        #expect(!names.contains("pids_events_max") && !names.contains("resource_limit"))
        #expect(!names.contains("memory_swap_high_bytes") && names.contains("memory_high_bytes"))
    }

    @Test("Without the files there is nothing, and nothing failed")
    func none() throws {
        let quota = try quota(Invented.v2(["/sys/fs/cgroup/a/b/hugetlb.2MB.max": "max\n"]))
        #expect(quota.resources == [] && quota.failures.isEmpty && quota.pids.eventsMax == nil)
        #expect(quota.memory.swapHigh == .unlimited && quota.memory.zswap == .unlimited)
        #expect(quota.hugetlb.sizes.first?.reservedLimit == nil)
        #expect(quota.hugetlb.sizes.first?.eventsMax == nil)
        let v1 = try self.quota(Invented.v1("memory", [:]))
        #expect(v1.memory.swapHigh == nil && v1.memory.zswap == nil && v1.resources == [])
    }

    @Test("A malformed limit makes the limit incomplete, and names the file and the line")
    func malformed() throws {
        let quota = try quota(
            tree([
                "/sys/fs/cgroup/a/misc.max": "sev 10\nsev_es x\n",
                "/sys/fs/cgroup/a/rdma.max": "mlx5_0 hca_handle=x hca_object=1\n",
                "/sys/fs/cgroup/a/b/memory.swap.high": "\n",
                "/sys/fs/cgroup/a/b/pids.events": "max x\n",
                "/sys/fs/cgroup/a/b/misc.current": "sev 3\nsev_es -2\n",
            ]))
        #expect(
            Set(quota.failures.map { "\($0.source) \($0.line ?? 0)" }) == [
                "misc.max 2", "rdma.max 1", "pids.events 1", "misc.current 2",
            ])
        let es = try resource(quota, "sev_es")
        #expect(es.limit.value == 4 && !es.limit.isComplete && es.current == nil)
        let other = try resource(quota, "mlx5_0 hca_object")
        #expect(other.limit.unknown?.reason == .level)
        #expect(quota.memory.swapHigh?.value == 1_048_576)
        #expect(quota.memory.swapHigh?.isComplete == false && quota.pids.eventsMax == nil)
    }

    @Test("A level above the namespace may limit more")
    func aboveNamespace() throws {
        let files: [String: String?] = [
            "/sys/fs/cgroup/cgroup.events": "populated 1\n",
            "/sys/fs/cgroup/misc.max": "sev max\nsev_es 4\n",
        ]
        let quota = try quota(Invented.v2(files, cgroup: "0::/\n"))
        #expect(try resource(quota, "sev").limit.unknown?.reason == .aboveNamespace)
        let es = try resource(quota, "sev_es").limit
        #expect(es.value == 4 && es.incomplete?.reason == .aboveNamespace)
    }

    @Test("In v1 huge pages have reservations and failures, and pids its events")
    func v1() throws {
        let none = "9223372036852678656\n"
        let huge = try quota(
            Invented.v1(
                "hugetlb",
                [
                    "/m/a/b/hugetlb.2MB.limit_in_bytes": none,
                    "/m/a/b/hugetlb.2MB.failcnt": "5\n",
                    "/m/a/b/hugetlb.2MB.rsvd.limit_in_bytes": none,
                    "/m/a/b/hugetlb.2MB.rsvd.usage_in_bytes": "0\n",
                ]))
        let size = try #require(huge.hugetlb.sizes.first)
        #expect(size.eventsMax == 5 && size.reservedBytes == 0)
        #expect(size.reservedLimit == .unlimited)
        let pids = try quota(Invented.v1("pids", ["/m/a/b/pids.events": "max 4\n"]))
        #expect(pids.pids.eventsMax == 4)
    }

    private static let resourcesOfV1: [String: String?] = [
        "/r/release_agent": "\n", "/r/a/tasks": "", "/r/a/b/tasks": "1\n",
        "/r/a/b/rdma.max": "mlx5_0 hca_handle=max hca_object=9\n",
        "/r/a/b/rdma.current": "mlx5_0 hca_handle=1 hca_object=7\n",
        "/r/a/rdma.max": "mlx5_0 hca_handle=3 hca_object=50\n",
        "/s/release_agent": "\n", "/s/c/misc.max": "sev 4\n", "/s/c/misc.current": "sev 2\n",
        "/s/c/misc.events": "sev.max 6\n",
    ]

    private func v1(
        _ more: [String: String?] = [:], cgroup: String = "9:rdma:/a/b\n8:pids,misc:/c\n",
        mounts: String = "30 20 0:26 / /r rw - cgroup cgroup rw,rdma\n"
            + "31 20 0:27 / /s rw - cgroup cgroup rw,pids,misc\n"
    ) throws -> Tree {
        try Invented.v2(
            Self.resourcesOfV1.merging(more) { $1 }, cgroup: cgroup, mount: mounts)
    }

    @Test("In v1 rdma and misc have hierarchies of their own, in which the cgroup may be another")
    func resourcesOfV1() throws {
        let quota = try quota(v1())
        #expect(quota.failures.isEmpty && quota.resources?.count == 3)
        let handles = try resource(quota, "mlx5_0 hca_handle")
        #expect(handles.limit.value == 3 && handles.limit.level?.description == "/a")
        #expect(handles.limit.file?.description == "/r/a/rdma.max" && handles.limit.isComplete)
        #expect(handles.current == 1)
        #expect(try resource(quota, "mlx5_0 hca_object").limit.value == 9)
        let sev = try resource(quota, "sev")
        #expect(sev.limit.value == 4 && sev.limit.file?.description == "/s/c/misc.max")
        #expect(sev.limit.isComplete && sev.current == 2 && sev.eventsMax == 6)
    }

    @Test("Beside v1, the v2 hierarchy has the resources that v1 has not")
    func resourcesOfBoth() throws {
        let quota = try quota(
            v1(
                [
                    "/u/a/misc.max": "sev 5\n",
                    "/u/a/rdma.max": "mlx5_0 hca_handle=1 hca_object=1\n",
                    "/u/a/cgroup.events": "populated 1\n",
                ],
                cgroup: "9:rdma:/a/b\n0::/a\n",
                mounts: "30 20 0:26 / /r rw - cgroup cgroup rw,rdma\n"
                    + "31 20 0:27 / /u rw - cgroup2 cgroup2 rw\n"))
        #expect(try resource(quota, "sev").limit.value == 5)
        #expect(try resource(quota, "mlx5_0 hca_handle").limit.value == 3)
        #expect(quota.resources?.count == 3)
    }

    @Test("In v1 a level above the namespace, or one that is not mounted, may limit more")
    func resourcesAboveV1() throws {
        let quota = try quota(
            v1(
                [
                    "/r/release_agent": nil, "/r/tasks": "1\n",
                    "/r/rdma.max": "mlx5_0 hca_handle=3 hca_object=max\n",
                ], cgroup: "9:rdma:/\n8:pids,misc:/gone\n"))
        let handles = try resource(quota, "mlx5_0 hca_handle").limit
        #expect(handles.value == 3 && handles.incomplete?.reason == .aboveNamespace)
        let objects = try resource(quota, "mlx5_0 hca_object").limit
        #expect(objects.unknown?.reason == .aboveNamespace)
        // Its cgroup is not in the hierarchy: no resource, and no failure of its own.
        #expect(quota.resources?.count == 2)
        let misc = "31 20 0:27 / /s rw - cgroup cgroup rw,pids,misc\n"
        let unmounted = try self.quota(v1(mounts: misc))
        #expect(unmounted.resources?.map { "\($0.name)" } == ["sev"])
    }
}
