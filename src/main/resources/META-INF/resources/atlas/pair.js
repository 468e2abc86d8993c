// The votes behind a cell of the heat map: on which events two countries stood, and how.

import { element, replace } from './elements.js';
import { countryLink, eventLink, positionLabel } from './stances.js';
import { date, number, SCORE } from './texts.js';

/** The greatest score of the events that are listed: all, those on which the two differ, those on which they are opposed. */
const SHOWN = { all: 1, differ: 0.75, opposed: 0 };

/** @param {object} alike the filter of the heat map */
export async function pair(container, { pair: names }, alike, page) {
    if (!names) {
        replace(container, element('p', { class: 'quiet' }, page.words('pair.choose')));
        return;
    }
    await draw(container, names.split('-'), alike, 'all', page);
}

async function ask([country, other], alike, shown, page, after = null) {
    const { bloc, ...filter } = alike;
    const answer = await page.ask('AtlasPair', {
        country,
        with: other,
        alike: filter,
        language: page.language,
        max: SHOWN[shown],
        ...(after ? { after } : {}),
    });
    return answer.alignment;
}

async function draw(container, codes, alike, shown, page) {
    const alignment = await ask(codes, alike, shown, page);
    if (alignment === null) {
        replace(container, element('p', {}, page.words('pair.none')));
        return;
    }
    const list = element('tbody', {}, rows(alignment.comparisons, page));
    replace(container, element('section', { 'aria-labelledby': 'pair-title' },
        element('h2', { id: 'pair-title' },
            countryLink(alignment.country, page), ' ', page.words('pair.and'), ' ', countryLink(alignment.with, page)),
        facts(alignment, page),
        element('p', { class: 'controls' }, element('label', {}, page.words('pair.show'), ' ', element('select', {
            'data-key': 'pair-shown',
            onchange: ({ target: { value } }) => draw(container, codes, alike, value, page),
        }, Object.keys(SHOWN).map(each =>
            element('option', { value: each, selected: each === shown }, page.words(`pair.${each}`)))))),
        element('table', { class: 'comparisons' },
            element('caption', {}, page.words('pair.events'), ' ',
                number(alignment.comparisons.totalCount, 'AtlasPair alignment.comparisons.totalCount', page.language)),
            element('thead', {}, element('tr', {},
                element('th', { scope: 'col' }, page.words('event')),
                [alignment.country, alignment.with].map(({ code, name }) => element('th', { scope: 'col' },
                    element('span', { class: 'long' }, name),
                    element('abbr', { class: 'short', title: name }, code))))),
            list),
        more(list, codes, alike, shown, alignment.comparisons.pageInfo, page)));
    page.announce(page.words('pair.announced', { one: alignment.country.name, other: alignment.with.name }));
}

function facts(alignment, page) {
    const { language } = page;
    const value = (name, form) => alignment[name] !== null
        && [element('dt', {}, page.words(`pair.fact.${name}`)),
            element('dd', {}, number(alignment[name], `AtlasPair alignment.${name}`, language, form))];
    return element('dl', { class: 'facts' },
        ['score', 'kappa'].map(name => element('div', {}, value(name, SCORE))),
        ['common', 'same', 'opposite'].map(name => element('div', {}, value(name))));
}

function rows({ nodes }, page) {
    return nodes.map(({ event, stance, with: other }) => element('tr', {},
        element('td', {}, element('span', { class: 'when' }, date(event.date, page.language)), eventLink(event, page)),
        element('td', {}, positionLabel(stance.position, page)),
        element('td', {}, positionLabel(other.position, page))));
}

function more(list, codes, alike, shown, pageInfo, page) {
    let { endCursor, hasNextPage } = pageInfo;
    const button = element('button', {
        type: 'button',
        class: 'more',
        onclick: async () => {
            const { comparisons } = await ask(codes, alike, shown, page, endCursor);
            const added = rows(comparisons, page);
            list.append(...added);
            added[0]?.querySelector('a').focus();
            ({ endCursor, hasNextPage } = comparisons.pageInfo);
            button.hidden = !hasNextPage;
        },
    }, page.words('more'));
    button.hidden = !hasNextPage;
    return button;
}
