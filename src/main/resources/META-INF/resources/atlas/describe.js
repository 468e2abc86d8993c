// What is told of a country's position, beside the pointer, to screen readers and in the table.

import { element, foreign } from './elements.js';
import { swatch } from './legend.js';

/**
 * @param {object} page
 * @returns {(code: string, stance: object|null) => {name: string, lines: Node[], text: string}}
 */
export function describer({ words, format, countries }) {
    return (code, stance) => {
        const name = countries.get(code)?.name ?? code;
        const position = words(`position.${stance?.position ?? 'UNKNOWN'}`);
        if (!stance) {
            return {
                name,
                lines: [element('span', { class: 'tip-position' }, swatch('UNKNOWN'), position)],
                text: `${name}: ${position}`,
            };
        }
        const since = words('stance.since', { date: format.date(stance.since), act: words(`act.${stance.act}`) });
        return {
            name,
            lines: [
                element('span', { class: 'tip-position' }, swatch(stance.position), position),
                element('span', {}, since),
                stance.event ? element('span', { class: 'tip-event' }, foreign(stance.event.title)) : null,
            ].filter(Boolean),
            text: `${name}: ${position}, ${since}`,
        };
    };
}
