"""Moving places and boxes about a page: the matrices that PDF and OFD draw by."""

from __future__ import annotations

# x' = a·x + c·y + e, y' = b·x + d·y + f
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
LEVEL: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A place, moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_through(matrix: Matrix, box: Box) -> Box:
    """The box around a box that a matrix moved."""
    left, bottom, right, top = box
    corners = [through(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    A, B, C, D, E, F = outer
    a, b, c, d, e, f = inner
    return (
        A * a + C * b,
        B * a + D * b,
        A * c + C * d,
        B * c + D * d,
        A * e + C * f + E,
        B * e + D * f + F,
    )
