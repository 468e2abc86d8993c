// The point within a country at which a label or a marker is put.

/** Points tried in each direction. */
const STEPS = 40;

/**
 * Of a grid of points, the one within the largest polygon that is the furthest from its border. A degree of longitude counts
 * as much as it is long in the middle of the polygon.
 */
export function middleOf({ type, coordinates }) {
    const polygons = type === 'MultiPolygon' ? coordinates : [coordinates];
    const rings = polygons.reduce((one, other) => area(other[0]) > area(one[0]) ? other : one);
    const [west, south, east, north] = bounds(rings[0]);
    const length = Math.cos((south + north) / 2 * Math.PI / 180);
    let middle = { distance: -Infinity };
    for (let i = 1; i < STEPS; i++) {
        for (let j = 1; j < STEPS; j++) {
            const point = [west + (east - west) * i / STEPS, south + (north - south) * j / STEPS];
            const distance = Math.min(...rings.map(ring => distanceTo(ring, point, length)));
            if (distance > middle.distance && rings.filter(ring => isInside(ring, point)).length % 2 === 1) {
                middle = { distance, point };
            }
        }
    }
    return middle.point;
}

function bounds(ring) {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function area(ring) {
    const [, south, , north] = bounds(ring);
    const twice = ring.reduce((sum, [x, y], i) => {
        const [nextX, nextY] = ring[(i + 1) % ring.length];
        return sum + x * nextY - nextX * y;
    }, 0);
    return Math.abs(twice) * Math.cos((south + north) / 2 * Math.PI / 180);
}

function isInside(ring, [x, y]) {
    return ring.filter(([x1, y1], i) => {
        const [x2, y2] = ring[(i + 1) % ring.length];
        return (y1 > y) !== (y2 > y) && x < x1 + (x2 - x1) * (y - y1) / (y2 - y1);
    }).length % 2 === 1;
}

function distanceTo(ring, [x, y], length) {
    return Math.min(...ring.map(([x1, y1], i) => {
        const [x2, y2] = ring[(i + 1) % ring.length];
        const [dx, dy] = [(x2 - x1) * length, y2 - y1];
        const [px, py] = [(x - x1) * length, y - y1];
        const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
        return Math.hypot(px - along * dx, py - along * dy);
    }));
}
