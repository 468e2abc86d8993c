// The heat map as a table: a row and a column for each country, a button for each pair.

import { element } from './elements.js';
import { number, SCORE } from './texts.js';

/** The lowest scores of the steps of the colours but the first, which begins at 0. */
export const STEPS = [0.5, 0.65, 0.8, 0.9, 0.95];

/** From 0 for the least alike to 5 for the most alike. */
export function step(score) {
    return STEPS.filter(least => score >= least).length;
}

export function heatMap(matrix, chosen, page) {
    const { countries } = matrix;
    const table = element('table', { class: 'heatmap', onkeydown: event => move(event, page.isRightToLeft) },
        element('caption', { class: 'unseen' }, page.words('alignment.caption')),
        element('thead', {}, element('tr', {},
            element('td', {}),
            countries.map(({ code, name }) => element('th', { scope: 'col' }, element('abbr', { title: name }, code))))),
        element('tbody', {}, countries.map(one => element('tr', {},
            element('th', { scope: 'row', title: one.name }, one.name),
            countries.map(other => cell(matrix, one, other, chosen, page))))));
    table.style.setProperty('--countries', countries.length);
    makeOneFocusable(table);
    return [
        legend(page),
        element('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': page.words('alignment.caption') }, table),
    ];
}

function cell(matrix, one, other, { pair }, page) {
    const found = matrix.cell(one.code, other.code);
    if (one === other) {
        return element('td', { class: 'same' });
    }
    if (!found) {
        return element('td', { class: 'none' }, element('span', { class: 'unseen' }, page.words('alignment.nothing')));
    }
    const name = `${one.code}-${other.code}`;
    return element('td', {}, element('button', {
        type: 'button',
        class: `step-${step(found.score)}`,
        tabindex: -1,
        'data-key': `cell-${name}`,
        'aria-pressed': String(pair === name),
        title: page.words('alignment.cell', { one: one.name, other: other.name, common: found.common }),
        onclick: () => page.go({ pair: name }),
    }, number(found.score, `${found.path}.score`, page.language, SCORE)));
}

function legend(page) {
    const form = new Intl.NumberFormat(page.language, { minimumFractionDigits: 1, maximumFractionDigits: 2 });
    return element('ul', { class: 'steps', 'aria-label': page.words('alignment.legend') },
        [0, ...STEPS].map((least, i) => element('li', {},
            element('span', { class: `step-${i}`, 'aria-hidden': 'true' }),
            `${form.format(least)} – ${form.format(STEPS[i] ?? 1)}`)));
}

/** The arrow keys lead through the cells, so Tab needs one press for the whole table. */
function makeOneFocusable(table) {
    const first = table.querySelector('[aria-pressed="true"]') ?? table.querySelector('button');
    first?.setAttribute('tabindex', 0);
}

function move(event, isRightToLeft) {
    const forward = isRightToLeft ? -1 : 1;
    const [rows, columns] = {
        ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -forward], ArrowRight: [0, forward],
    }[event.key] ?? [0, 0];
    const table = event.currentTarget;
    let at = event.target.closest('td');
    if (!at || (rows === 0 && columns === 0)) {
        return;
    }
    event.preventDefault();
    do {
        at = table.rows[at.parentElement.rowIndex + rows]?.cells[at.cellIndex + columns];
    } while (at && !at.querySelector('button'));
    const next = at?.querySelector('button');
    if (next) {
        table.querySelectorAll('button[tabindex="0"]').forEach(each => each.setAttribute('tabindex', -1));
        next.setAttribute('tabindex', 0);
        next.focus();
    }
}
