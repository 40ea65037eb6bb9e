"""A curve as a picture: both axes logarithmic, so that what costs the same for each item rises by one
decade a decade."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 74, 24, 46, 52
READING, FLOOR = "#1f6fb2", "#8a8a8a"
UNITS = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")]


def time_text(ns):
    for unit, name in UNITS:
        if ns >= unit:
            return f"{ns / unit:g} {name}"
    return f"{ns:g} ns"


def decades(low, high):
    return range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)


def draw(path, title, axis, lines):
    """`lines` is a list of (name, colour, [(size, ns)])."""
    points = [point for _, _, line in lines for point in line]
    sizes = sorted({size for size, _ in points})
    across = (math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 1e-9))
    ups = decades(min(ns for _, ns in points), max(ns for _, ns in points))

    def x(size):
        share = (math.log10(size) - across[0]) / (across[1] - across[0])
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(ns):
        share = (math.log10(ns) - ups[0]) / max(1, ups[-1] - ups[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
           f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
           f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>']
    for decade in ups:
        at = y(10.0**decade)
        out.append(f'<line x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" '
                   'stroke="#e2e2e2"/>')
        out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">'
                   f'{time_text(10.0**decade)}</text>')
    for size in sizes:
        at = x(size)
        out.append(f'<line x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{HEIGHT - BOTTOM}" '
                   'stroke="#f0f0f0"/>')
        out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">'
                   f'{size:,}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.1f}" y="{HEIGHT - 12}" '
               f'text-anchor="middle">{escape(axis)}</text>')
    for row, (name, colour, line) in enumerate(lines):
        spots = [(x(size), y(ns)) for size, ns in line]
        trace = " ".join(f"{a:.1f},{b:.1f}" for a, b in spots)
        out.append(f'<polyline points="{trace}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in spots]
        at = TOP + 16 + 18 * row
        out.append(f'<line x1="{LEFT + 12}" y1="{at - 4}" x2="{LEFT + 36}" y2="{at - 4}" '
                   f'stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{LEFT + 42}" y="{at}">{escape(name)}</text>')
    out.append("</svg>")
    path.write_text("\n".join(out) + "\n")
