import CProbe
import CProbeInternals
import Testing

@Suite("Which hierarchy, and the tightest limit")
struct DecisionTests {
    @Test("Ratios are compared exactly, without overflow")
    func ratios() {
        #expect(cp_ratio_less(1, 3, 1, 2))
        #expect(!cp_ratio_less(1, 2, 1, 2))
        #expect(!cp_ratio_less(2, 4, 1, 2))
        #expect(cp_ratio_less(UInt64.max - 1, UInt64.max, 1, 1))
        #expect(cp_ratio_less(UInt64.max - 1, UInt64.max, UInt64.max, UInt64.max - 1))
        #expect(!cp_ratio_less(UInt64.max, 1, 1, UInt64.max))
        for _ in 0..<2000 {
            let n = (0..<4).map { _ in UInt64.random(in: 1...1_000_000_000) }
            #expect(cp_ratio_less(n[0], n[1], n[2], n[3]) == (n[0] * n[3] < n[2] * n[1]))
        }
    }

    func contains(_ root: String, _ path: String) -> UInt32? {
        root.asC { rootBase, rootLength in
            path.asC { base, length in
                var found: UInt32 = 0
                let ok = cp_path_contains(
                    cp_span(bytes: rootBase, length: rootLength),
                    cp_span(bytes: base, length: length), &found)
                return ok ? found : nil
            }
        }
    }

    @Test("A mount's root contains a group by whole names")
    func boundary() {
        #expect(contains("/", "/foo") == 0)
        #expect(contains("/foo", "/foo/bar") == 4)
        #expect(contains("/foo", "/foo") == 4)
        #expect(contains("/foo", "/foobar") == nil)
        #expect(contains("/foo/bar", "/foo") == nil)
        #expect(contains("/", "/../../foo") == nil)
        #expect(contains("/../..", "/../../foo") == 6)
        #expect(contains("/..", "/../../foo") == nil)
    }

    /// Decides over levels of one hierarchy, from the own group up.
    func decide(_ levels: [(inout cprobe_quota_level) -> Void], online: UInt32 = 8)
        -> cprobe_cpu_quota
    {
        let quota = UnsafeMutablePointer<cprobe_quota>.allocate(capacity: 1)
        quota.initialize(to: cprobe_quota())
        defer { quota.deallocate() }
        quota.pointee.hierarchies.count = 1
        quota.pointee.hierarchies.items.0.controllers =
            1 << cprobe_controller.CPROBE_CONTROLLER_CPU.rawValue
        var decision = cp_decision()
        cp_decide_begin(&decision, quota)
        for (index, set) in levels.enumerated() {
            var level = cprobe_quota_level()
            set(&level)
            cp_decide_add(&decision, &level, index == 0)
        }
        quota.pointee.cpu.online = online
        cprobe_set(
            &quota.pointee.cpu.present_fields,
            cprobe_cpu_quota_field.CPROBE_CPU_QUOTA_ONLINE.rawValue)
        cp_decide_finish(&decision, nil)
        return quota.pointee.cpu
    }

    func limited(_ quota: UInt64, _ period: UInt64) -> (inout cprobe_quota_level) -> Void {
        {
            $0.cpu.state = .CPROBE_FILE_LIMITED
            $0.cpu.value = quota
            $0.cpu_period_us = period
        }
    }

    @Test("A parent's quota binds its child")
    func parent() {
        let cpu = decide([
            { $0.cpu.state = .CPROBE_FILE_UNLIMITED }, limited(150_000, 100_000), limited(9, 1),
        ])
        #expect(cpu.limit.state == .CPROBE_LIMIT_LIMITED)
        #expect(cpu.limit_cores == 1.5)
        #expect(cpu.effective_cores == 1.5)
        #expect(cpu.bound == .CPROBE_BOUND_QUOTA)
    }

    @Test("A quota above the CPUs that are online is not what binds")
    func online() {
        let cpu = decide([limited(1_600_000, 100_000)])
        #expect(cpu.limit_cores == 16)
        #expect(cpu.effective_cores == 8)
        #expect(cpu.bound == .CPROBE_BOUND_ONLINE)
    }

    @Test("A level that cannot be read leaves a limit incomplete, and no limit unknown")
    func unknown() {
        let denied: (inout cprobe_quota_level) -> Void = {
            $0.cpu.state = .CPROBE_FILE_UNKNOWN
            $0.cpu.failure = cprobe_failure(
                code: .CPROBE_DENIED, line: 0, system_error: 13, source: nil)
        }
        let some = decide([limited(1, 1), denied])
        #expect(some.limit.state == .CPROBE_LIMIT_LIMITED)
        #expect(some.limit.reason == .CPROBE_REASON_LEVEL)
        let none = decide([denied, { $0.cpu.state = .CPROBE_FILE_UNLIMITED }])
        #expect(none.limit.state == .CPROBE_LIMIT_UNKNOWN)
        #expect(none.limit.failure.code == .CPROBE_DENIED)
    }
}
