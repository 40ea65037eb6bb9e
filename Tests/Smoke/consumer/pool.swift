// A pool of as many workers as this process has CPUs, by its quota and its affinity.
import Probe

actor Queue {
    private var jobs: [Int]

    init(_ jobs: [Int]) { self.jobs = jobs }

    func next() -> Int? { jobs.popLast() }
}

func sum(of queue: Queue, workers: Int) async -> Int {
    await withTaskGroup(of: Int.self) { group in
        for _ in 0..<workers {
            group.addTask {
                var sum = 0
                while let job = await queue.next() { sum += job }
                return sum
            }
        }
        return await group.reduce(0, +)
    }
}

let workers = effectiveCPUCount()
print("workers: \(workers) sum: \(await sum(of: Queue(Array(1...100)), workers: workers))")
