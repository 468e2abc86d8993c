// Reads the shapes of world.json, which is TopoJSON: countries that share a border share its line.

/**
 * @typedef {object} Shape a GeoJSON feature
 * @property {string} id of the shape in shapes.csv
 * @property {{code?: string, at: [number, number], note?: string}} properties
 */

/** @returns {Shape[]} the shapes of the countries */
export function shapes(topology) {
    const lines = decode(topology);
    return topology.objects.countries.geometries.map(geometry => ({
        type: 'Feature',
        id: geometry.id,
        properties: geometry.properties,
        geometry: toGeometry(geometry, topology, lines),
    }));
}

/** The lines between two shapes, without coasts, as one GeoJSON geometry. */
export function borders(topology) {
    const lines = decode(topology);
    const uses = new Map();
    for (const geometry of topology.objects.countries.geometries) {
        for (const arc of new Set(polygons(geometry).flat(2).map(index))) {
            uses.set(arc, (uses.get(arc) ?? 0) + 1);
        }
    }
    const shared = [...uses].filter(([, count]) => count > 1).map(([arc]) => lines[arc]);
    return { type: 'MultiLineString', coordinates: shared };
}

function polygons(geometry) {
    return { MultiPolygon: geometry.arcs, Polygon: [geometry.arcs] }[geometry.type] ?? [];
}

function index(arc) {
    return arc < 0 ? ~arc : arc;
}

function toGeometry(geometry, topology, lines) {
    if (geometry.type === 'Point') {
        return { type: 'Point', coordinates: unquantized(topology, geometry.coordinates) };
    }
    const rings = polygon => polygon.map(ring => toRing(ring, lines));
    return { type: 'MultiPolygon', coordinates: polygons(geometry).map(rings) };
}

/** The last point of a line is the first one of the next. A negative number is a line from its end to its start. */
function toRing(arcs, lines) {
    const ring = [];
    for (const arc of arcs) {
        const line = arc < 0 ? [...lines[~arc]].reverse() : lines[arc];
        ring.push(...(ring.length > 0 ? line.slice(1) : line));
    }
    return ring;
}

function unquantized({ transform: { scale, translate } }, [x, y]) {
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
}

/** Each point but the first is stored as its distance from the one before. */
function decode(topology) {
    return topology.arcs.map(arc => {
        let [x, y] = [0, 0];
        return arc.map(([dx, dy]) => unquantized(topology, [x += dx, y += dy]));
    });
}
