"""Where chairs stand around an oval table: at equal distances along its edge."""

from bisect import bisect_left
from functools import cache
from math import atan2, cos, degrees, hypot, pi, sin

SAMPLES = 360


def perimeter(a: float, b: float) -> float:
    return _walk(a, b)[-1]


@cache
def chairs(count: int, first_group: int, a: float, b: float) -> tuple[tuple[float, ...], ...]:
    """(x, y, outward angle in degrees) per chair, clockwise; the first group faces the reader,
    centred at the head of the table."""
    shift = (first_group - 1) / 2
    return tuple(_chair((i - shift) / count, a, b) for i in range(count))


def _chair(part: float, a: float, b: float) -> tuple[float, float, float]:
    angle = _angle_at(part % 1, a, b)
    x, y = a * cos(angle), b * sin(angle)
    outward = degrees(atan2(sin(angle) / b, cos(angle) / a))
    return round(x, 1), round(y, 1), round(outward, 1)


def _angle_at(part: float, a: float, b: float) -> float:
    """The ellipse's parameter after walking this part of its edge, from the top, clockwise."""
    walk = _walk(a, b)
    target = part * walk[-1]
    i = max(bisect_left(walk, target), 1)
    within = (target - walk[i - 1]) / (walk[i] - walk[i - 1])
    return -pi / 2 + 2 * pi * (i - 1 + within) / SAMPLES


@cache
def _walk(a: float, b: float) -> tuple[float, ...]:
    walked = [0.0]
    for i in range(SAMPLES):
        t, u = (-pi / 2 + 2 * pi * step / SAMPLES for step in (i, i + 1))
        walked.append(walked[-1] + hypot(a * (cos(u) - cos(t)), b * (sin(u) - sin(t))))
    return tuple(walked)
