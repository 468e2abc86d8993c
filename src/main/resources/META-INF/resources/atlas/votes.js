// The votes of a country in a year, a part of its panel.

import { element, replace } from './elements.js';
import { POSITIONS, TALLY_FIELDS } from './legend.js';
import { eventLink, positionMark, tallyBar, tallyNumbers } from './stances.js';
import { date } from './texts.js';

/** How many votes are listed at first, and how many more at a click. */
const [FEW, MORE] = [10, 25];

/** The year that was wanted for a section: most steps of the slider remain in it. */
const filled = new WeakMap();

/** Fills the section with the votes of a year, or else of that of the day; if there are none, of the nearest year with votes. */
export async function votes(section, { country: code, year, day }, page) {
    const wanted = year ?? day.slice(0, 4);
    if (filled.get(section) === wanted) {
        return;
    }
    let answer = await ask(page, code, wanted);
    const [first, last] = ['first', 'last'].map(end => answer.country[end].nodes[0]?.sinceDay.slice(0, 4));
    if (last === undefined) {
        section.remove();
        return;
    }
    if (!page.isCurrent()) {
        return;
    }
    const shown = [first, wanted, last].sort()[1];
    if (shown !== wanted) {
        answer = await ask(page, code, shown);
    }
    filled.set(section, wanted);
    draw(section, answer.country, { code, year: shown, first, last, position: null }, page);
}

function ask(page, code, year, more = {}) {
    return page.ask('AtlasVotes', { code, since: { from: `${year}-01-01`, to: `${year}-12-31` }, first: FEW, ...more });
}

function draw(section, country, shown, page) {
    const { code, year, position } = shown;
    const tally = Object.fromEntries(POSITIONS.map(each => [TALLY_FIELDS[each], country[TALLY_FIELDS[each]]?.totalCount ?? 0]));
    const list = element('ol', { class: 'votes' }, rows(country.votes, page));
    const filter = element('select', {
        'data-key': 'votes-position',
        onchange: async ({ target: { value } }) => {
            const chosen = value || null;
            const answer = await ask(page, code, year, chosen ? { position: [chosen] } : {});
            draw(section, answer.country, { ...shown, position: chosen }, page);
            page.announce(page.words('votes.shown', { n: answer.country.votes.totalCount }));
        },
    }, [null, 'SUPPORTS', 'NEUTRAL', 'OPPOSES', 'ABSENT'].map(each =>
        element('option', { value: each ?? '', selected: each === position },
            page.words(each ? `position.${each}` : 'votes.all'))));
    replace(section,
        element('h3', { id: 'country-votes' }, page.words('votes.title')),
        element('p', { class: 'controls' },
            element('label', {}, page.words('votes.year'), ' ', yearChoice(shown, page)),
            element('label', {}, page.words('votes.position'), ' ', filter)),
        tallyBar(tally),
        counts(country, tally, page),
        list,
        more(list, country.votes, shown, page));
}

function yearChoice({ year, first, last }, page) {
    const years = [];
    for (let each = Number(last); each >= Number(first); each--) {
        years.push(String(each));
    }
    return element('select', {
        'data-key': 'votes-year',
        onchange: ({ target: { value } }) => page.go({ year: value }),
    }, years.map(each => element('option', { value: each, selected: each === year }, each)));
}

function counts(country, tally, page) {
    const list = tallyNumbers(tally, 'AtlasVotes country', page);
    list.querySelectorAll('data').forEach(each => { each.dataset.path += '.totalCount'; });
    return list;
}

function rows({ nodes }, page) {
    return nodes.map(({ position, event }) => element('li', {},
        positionMark(position, page),
        eventLink(event, page), ' ',
        element('small', {}, date(event.date, page.language))));
}

function more(list, { pageInfo }, { code, year, position }, page) {
    let { endCursor, hasNextPage } = pageInfo;
    const button = element('button', {
        type: 'button',
        class: 'more',
        onclick: async () => {
            const answer = await ask(page, code, year, { first: MORE, after: endCursor, ...(position ? { position: [position] } : {}) });
            const added = rows(answer.country.votes, page);
            list.append(...added);
            added[0]?.querySelector('a').focus();
            ({ endCursor, hasNextPage } = answer.country.votes.pageInfo);
            button.hidden = !hasNextPage;
        },
    }, page.words('more'));
    button.hidden = !hasNextPage;
    return button;
}
