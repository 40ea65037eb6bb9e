// A pool of as many workers as this process has CPUs, by its quota and its affinity.
import Probe

actor Queue {
    private var jobs: [Int]

    init(_ jobs: [Int]) { self.jobs = jobs }

    func next() -> Int? { jobs.popLast() }
}

let workers = effectiveCPUCount()
let queue = Queue(Array(1...100))
let sum = await withTaskGroup(of: Int.self) { group in
    for _ in 0..<workers {
        group.addTask {
            var sum = 0
            while let job = await queue.next() { sum += job }
            return sum
        }
    }
    return await group.reduce(0, +)
}
print("workers: \(workers) sum: \(sum)")
