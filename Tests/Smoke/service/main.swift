// A sampler as a service of swift-service-lifecycle: it runs without a reader, ends with a graceful shutdown,
// and when its group is cancelled.
import Logging
import Probe
import ProbeLive
import ServiceLifecycle

extension Sampler: @retroactive Service {}

/// Ends with its group: a graceful shutdown does not cancel services.
struct Sampling: Service {
    let sampler: Sampler

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await sampler.run()
        } onGracefulShutdown: {
            sampler.stop()
        }
    }
}

func group(_ service: any Service) -> ServiceGroup {
    var logger = Logger(label: "service")
    logger.logLevel = .error
    return ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [.init(service: service)], logger: logger))
}

func waitForTicks(_ sampler: Sampler) async throws {
    while (sampler.latest?.number ?? 0) < 3 { try await Task.sleep(for: .milliseconds(10)) }
}

let graceful = try Sampler(every: .milliseconds(50), sections: [.memory, .load])
let sampling = group(Sampling(sampler: graceful))
let shutdown = Task {
    try await waitForTicks(graceful)
    await sampling.triggerGracefulShutdown()
}
try await sampling.run()
try await shutdown.value
print("graceful:", graceful.latest?.number ?? 0)

let plain = try Sampler(every: .milliseconds(50), sections: [.memory, .load])
let running = Task { try await group(plain).run() }
try await waitForTicks(plain)
running.cancel()
let result = await running.result
let number = plain.latest?.number ?? 0
try await Task.sleep(for: .milliseconds(200))
print("cancelled:", number, (plain.latest?.number ?? 0) - number <= 1, result)
