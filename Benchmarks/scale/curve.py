"""What a curve says: the cost of one item more, and whether it is a straight line."""

import statistics

# A part of a curve is steep from this times the slope of the whole.
STEEP = 2.0


# A batch whose spin took longer than the fastest by this factor met another speed of the host.
TOLERANCE = 1.15


def middle(times):
    """The median, and how far from it the middle half lies."""
    if len(times) < 4:
        return statistics.median(times), 0.0
    low, centre, high = statistics.quantiles(times, n=4)
    return centre, (high - low) / 2


class Point:
    """The times of one size, round by round, in nanoseconds."""

    def __init__(self, size):
        self.size = size
        self.rounds = []  # (reading, floor, spin)

    def settle(self, usual_spin):
        """Keeps the rounds in which the host ran at its usual speed; the share of those dropped."""
        kept = [row for row in self.rounds if row[2] <= usual_spin * TOLERANCE]
        kept = kept if len(kept) >= 5 else sorted(self.rounds, key=lambda row: row[2])[:5]
        self.reading = middle([row[0] for row in kept])
        self.floor = middle([row[1] for row in kept])
        return 1 - len(kept) / len(self.rounds)


def settle(points):
    spins = sorted(row[2] for point in points for row in point.rounds)
    return statistics.mean(point.settle(spins[len(spins) // 10]) for point in points)


def fit(sizes, times):
    """A line through the points, each weighed by its own size: small ones count as much as large ones.
    The cost of none, and of one item."""
    weights = [1 / time**2 for time in times]
    total = sum(weights)
    size = sum(w * s for w, s in zip(weights, sizes)) / total
    time = sum(w * t for w, t in zip(weights, times)) / total
    spread = sum(w * (s - size) ** 2 for w, s in zip(weights, sizes))
    shared = sum(w * (s - size) * (t - time) for w, s, t in zip(weights, sizes, times))
    slope = shared / spread
    return time - slope * size, slope


def judge(sizes, middles, noises=None):
    """The slope of the whole; the worst slope between neighbours as its multiple, and where; and
    "straight", "step" or "quadratic" beyond what the noise of the points may be."""
    noises = noises or [0.0] * len(sizes)
    _, whole = fit(sizes, middles)
    local, sure = [], []
    for index in range(len(sizes) - 1):
        width = sizes[index + 1] - sizes[index]
        local.append((middles[index + 1] - middles[index]) / width)
        sure.append(local[-1] - (noises[index] ** 2 + noises[index + 1] ** 2) ** 0.5 / width)
    worst = max(range(len(local)), key=lambda index: local[index])
    steep = [index for index in range(len(local)) if sure[index] > STEEP * whole]
    # Of a curve that bends upwards the later half is steeper, and each part steeper than the one
    # before; after a step the line goes on as before.
    half = len(local) // 2
    early = statistics.median(local[:half] or local)
    late = statistics.median(local[half:])
    bends = len(local) > 2 and late > STEEP * early > 0 and local[-1] >= max(local[:-1])
    verdict = "straight"
    if bends and sure[-1] > STEEP * early:
        verdict = "quadratic"
    elif steep:
        verdict = "step"
    return {"slope": whole, "worst": local[worst] / whole if whole > 0 else float("inf"),
            "between": (sizes[worst], sizes[worst + 1]), "verdict": verdict}
