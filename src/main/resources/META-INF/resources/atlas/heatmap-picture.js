// The heat map as a picture, for SVG and PNG files.

import { svg } from './elements.js';
import { STEPS, step } from './heatmap.js';

const CELL = 28;
const NAMES = 170;
const HEAD = 30;

/** The longest name that fits beside the rows. */
const LONGEST = 24;

export function heatMapPicture(matrix, page) {
    const { countries } = matrix;
    const form = new Intl.NumberFormat(page.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const width = NAMES + countries.length * CELL;
    const height = HEAD + countries.length * CELL;
    return svg('svg', { class: 'heatmap-picture', width, height, viewBox: `0 0 ${width} ${height}` },
        countries.map(({ code }, i) => svg('text', { class: 'code', x: NAMES + (i + 0.5) * CELL, y: HEAD - 10 }, code)),
        countries.map(({ name }, i) => svg('text', { class: 'name', x: NAMES - 8, y: HEAD + (i + 0.5) * CELL + 4 }, short(name))),
        countries.flatMap((one, row) => countries.map((other, column) =>
            cell(matrix.cell(one.code, other.code), NAMES + column * CELL, HEAD + row * CELL, form))));
}

function short(name) {
    return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

function cell(found, x, y, form) {
    return found && [
        svg('rect', { class: `step-${step(found.score)}`, x, y, width: CELL - 1, height: CELL - 1 }),
        svg('text', { class: `ink-${step(found.score)}`, x: x + CELL / 2, y: y + CELL / 2 + 3.5 }, form.format(found.score)),
    ];
}

/** What the colours mean. */
export function heatMapLegend(page) {
    const form = new Intl.NumberFormat(page.language, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
    return [0, ...STEPS].map((least, i) => ({
        fill: `var(--step-${i})`,
        label: `${form.format(least)} – ${form.format(STEPS[i] ?? 1)}`,
    }));
}
