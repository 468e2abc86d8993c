// Writes the shapes of the atlas, world.json, from Natural Earth's countries at 1:50 million and the table shapes.csv:
//
//   cd src/tools/atlas && npm install --no-package-lock && npm start
//
// The same table and the same versions in package.json give the same bytes. The result is TopoJSON. Each geometry has the id of
// its shape and as properties: code, the country that it shows; at, a point within it for labels; note, where there is one.
// The member "former" has the shapes of former countries: {SUHH: {note, shapes: [{shape, until}]}}.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { csvParse } from 'd3-dsv';
import { feature, quantize } from 'topojson-client';
import { filter, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from 'topojson-simplify';
import { middleOf } from './middle.js';

const FOLDER = new URL('../../main/resources/META-INF/resources/atlas/', import.meta.url);

/** A pixel of a map that is 2560 pixels wide is 4.5e-6 steradians. Corners of smaller triangles are left out. */
const SMALLEST_CORNER = 1.2e-6;

/** In steradians. Smaller islands are left out, unless they are a country's largest. */
const SMALLEST_ISLAND = 2.5e-6;

/** Steps from west to east: 2 km at the equator. */
const STEPS = 2e4;

const table = csvParse(readFileSync(new URL('shapes.csv', FOLDER), 'utf8'));

/** Natural Earth's countries, at 1:50 million and, for names that begin with "110m:", at 1:110 million. */
const source = joined(read('50m'), read('110m'));

/** The corners of lines have their weight as a third coordinate. */
function read(scale) {
    const file = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
    return presimplify(JSON.parse(readFileSync(file, 'utf8')), sphericalTriangleArea);
}

function joined(fine, coarse) {
    const offset = fine.arcs.length;
    const moved = arcs => arcs.map(arc => Array.isArray(arc) ? moved(arc) : arc < 0 ? arc - offset : arc + offset);
    const others = coarse.objects.countries.geometries.map(({ type, arcs, properties }) =>
        ({ type, arcs: moved(arcs), properties: { name: `110m:${properties.name}` } }));
    return {
        type: 'Topology',
        arcs: [...fine.arcs, ...coarse.arcs],
        objects: { countries: { type: 'GeometryCollection', geometries: [...fine.objects.countries.geometries, ...others] } },
    };
}

/** The polygons of a geometry, each a list of rings, each a list of arcs. */
function polygons({ type, arcs }) {
    return type === 'MultiPolygon' ? arcs : [arcs];
}

function rows() {
    return table.filter(row => row.natural_earth || row.point);
}

/** Whether the outer ring lies in the rectangle "west south east north". */
function isWithin(topology, polygon, rectangle) {
    const [west, south, east, north] = rectangle.split(' ').map(Number);
    return feature(topology, { type: 'Polygon', arcs: polygon }).geometry.coordinates[0]
        .every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
}

function geometry(topology, row) {
    const properties = row.code ? { code: row.code } : {};
    if (row.note) {
        properties.note = row.note;
    }
    if (row.point) {
        return { type: 'Point', id: row.shape, properties, coordinates: row.point.split(' ').map(Number) };
    }
    const names = row.natural_earth.split('|');
    const found = topology.objects.countries.geometries.filter(country => names.includes(country.properties.name));
    if (found.length !== names.length) {
        throw new Error(`Natural Earth does not have each of ${names.join(', ')} once`);
    }
    const cutOut = rows().filter(other => other.part && other.natural_earth === row.natural_earth && other !== row);
    const arcs = found.flatMap(polygons).filter(polygon => row.part
        ? isWithin(topology, polygon, row.part)
        : !cutOut.some(other => isWithin(topology, polygon, other.part)));
    if (arcs.length === 0) {
        throw new Error(`Nothing is left of ${row.shape}`);
    }
    return { type: 'MultiPolygon', id: row.shape, properties, arcs };
}

/** Leaves out small islands, but none that shares a border and not the largest of a country. */
function withoutSmallIslands(topology) {
    const uses = new Map();
    const all = topology.objects.countries.geometries.filter(country => country.type === 'MultiPolygon');
    const indexes = ring => ring.map(arc => arc < 0 ? ~arc : arc);
    all.flatMap(country => country.arcs).flat().flatMap(indexes).forEach(arc => uses.set(arc, (uses.get(arc) ?? 0) + 1));
    const area = ring => sphericalRingArea(feature(topology, { type: 'Polygon', arcs: [ring] }).geometry.coordinates[0], false);
    const largest = new Set(all.map(country =>
        country.arcs.map(polygon => polygon[0]).reduce((one, other) => area(other) > area(one) ? other : one).join()));
    return filter(topology, ring => largest.has(ring.join())
        || indexes(ring).some(arc => uses.get(arc) > 1)
        || area(ring) >= SMALLEST_ISLAND);
}

function withMiddle(topology, shape) {
    const [x, y] = shape.type === 'Point' ? shape.coordinates : middleOf(feature(topology, shape).geometry);
    shape.properties.at = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}

function former() {
    const countries = {};
    for (const row of table.filter(each => each.until)) {
        const country = countries[row.code] ??= { note: row.note, shapes: [] };
        country.shapes.push({ shape: row.shape, until: row.until });
    }
    return countries;
}

/** A line for each geometry and arc, so that a difference between two versions can be read. */
function text(topology) {
    const lines = list => list.map(item => JSON.stringify(item)).join(',\n');
    const { type, transform, objects, arcs } = topology;
    return `{"type":"${type}","transform":${JSON.stringify(transform)},\n"former":${JSON.stringify(former())},\n`
        + `"objects":{"countries":{"type":"GeometryCollection","geometries":[\n${lines(objects.countries.geometries)}\n]}},\n`
        + `"arcs":[\n${lines(arcs)}\n]}\n`;
}

const chosen = { type: 'GeometryCollection', geometries: rows().map(row => geometry(source, row)) };
const weighted = { ...source, objects: { countries: chosen } };
chosen.geometries.forEach(shape => withMiddle(weighted, shape));
const simple = withoutSmallIslands(simplify(weighted, SMALLEST_CORNER));
writeFileSync(new URL('world.json', FOLDER), text(quantize(simple, STEPS)));
