// The positions: their order, colours and patterns, and the legend that tells how many countries hold each.

import { element, replace, svg } from './elements.js';
import { number } from './texts.js';

/** From support to opposition; ABSENT is none. */
export const POSITIONS = ['SUPPORTS', 'PARTLY_SUPPORTS', 'NEUTRAL', 'PARTLY_OPPOSES', 'OPPOSES', 'ABSENT'];

/** The field of a tally. */
export const TALLY_FIELDS = {
    SUPPORTS: 'supports',
    PARTLY_SUPPORTS: 'partlySupports',
    NEUTRAL: 'neutral',
    PARTLY_OPPOSES: 'partlyOpposes',
    OPPOSES: 'opposes',
    ABSENT: 'absent',
};

/** The variable of the colour, in atlas.css. */
export const COLOURS = {
    SUPPORTS: '--supports',
    PARTLY_SUPPORTS: '--partly-supports',
    NEUTRAL: '--neutral',
    PARTLY_OPPOSES: '--partly-opposes',
    OPPOSES: '--opposes',
    ABSENT: '--absent',
    UNKNOWN: '--unknown',
};

/** Those that are told apart by a pattern too. */
const PATTERNS = {
    NEUTRAL: size => svg('circle', { cx: size / 2, cy: size / 2, r: size / 5, fill: 'var(--neutral-ink)' }),
    ABSENT: size =>
        svg('path', {
            d: `M0 ${size}L${size} 0M${-size / 4} ${size / 4}L${size / 4} ${-size / 4}M${size * 0.75} ${size * 1.25}L${size * 1.25} ${size * 0.75}`,
            stroke: 'var(--absent-ink)',
            'stroke-width': size / 5,
        }),
};

/** Definitions for a picture whose shapes have {@link paint}. */
export function patterns(prefix, size = 6) {
    return svg(
        'defs',
        {},
        Object.entries(PATTERNS).map(([position, mark]) =>
            svg(
                'pattern',
                { id: `${prefix}-${position}`, width: size, height: size, patternUnits: 'userSpaceOnUse' },
                svg('rect', { width: size, height: size, fill: `var(${COLOURS[position]})` }),
                mark(size),
            ),
        ),
    );
}

/** What to fill a shape with. */
export function paint(position, prefix) {
    return PATTERNS[position] ? `url(#${prefix}-${position})` : `var(${COLOURS[position ?? 'UNKNOWN']})`;
}

let swatches = 0;

/** A small picture of a position, for legends and tables. */
export function swatch(position, size = 14) {
    const prefix = `swatch-${++swatches}`;
    return svg(
        'svg',
        { class: 'swatch', width: size, height: size, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
        PATTERNS[position] ? patterns(prefix, 5) : null,
        svg('rect', {
            x: 0.5,
            y: 0.5,
            width: 13,
            height: 13,
            rx: 3,
            fill: paint(position, prefix),
            stroke: 'var(--line-strong)',
        }),
    );
}

/**
 * The legend. A position can be pressed: then the map shows where it is held.
 *
 * @param {HTMLElement} container
 * @param {{tally: object, path: string, pressed: string|null, press: (position: string|null) => void}} view path: of the tally
 *     in the answer of the API
 */
export function showLegend(container, { tally, path, pressed, press }, { words, language }) {
    const shown = POSITIONS.filter(position => !position.startsWith('PARTLY') || tally[TALLY_FIELDS[position]] > 0);
    replace(
        container,
        element(
            'ul',
            { class: 'legend', 'aria-label': words('legend.title') },
            shown.map(position =>
                element(
                    'li',
                    {},
                    element(
                        'button',
                        {
                            type: 'button',
                            'data-key': position,
                            'aria-pressed': String(pressed === position),
                            onclick: () => press(pressed === position ? null : position),
                        },
                        swatch(position),
                        element('span', {}, words(`position.${position}`)),
                        number(tally[TALLY_FIELDS[position]], path && `${path}.${TALLY_FIELDS[position]}`, language),
                    ),
                ),
            ),
            element(
                'li',
                { class: 'legend-unknown' },
                swatch('UNKNOWN'),
                element('span', {}, words('position.UNKNOWN')),
            ),
        ),
    );
}
