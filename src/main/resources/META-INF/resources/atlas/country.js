// The panel of a country: where it stands and on what evidence, with whom, and how it voted in a year.

import { alike, waiting } from './alike.js';
import { today } from './days.js';
import { element, link, replace } from './elements.js';
import { countryLink, eventLink, evidence } from './stances.js';
import { date, number } from './texts.js';
import { votes } from './votes.js';

/** Without a topic the statements and acts, as votes have a section of their own. */
const NOT_VOTES = ['ACCREDITATION', 'AID', 'DIPLOMATIC_RELATIONS', 'LEGAL_ACT', 'MEETING', 'MILITARY_ACTION', 'RECOGNITION',
    'SANCTION', 'STATEMENT', 'TRADE', 'TREATY'];

/** What is in a container: the answer of the API, the sections that follow the day, and what may be taken. */
const drawn = new WeakMap();

/** @returns {Promise<import('./panels.js').Taken|null>} */
export async function show(container, state, page) {
    const [answer, day] = await Promise.all([
        page.ask('AtlasCountry', {
            code: state.country,
            language: page.language,
            stances: subjectOf(state).filter,
        }),
        dayOf(state, page),
    ]);
    if (!page.isCurrent()) {
        return drawn.get(container)?.taken;
    }
    if (drawn.get(container)?.answer !== answer) {
        draw(container, answer, state, page);
    }
    const shown = drawn.get(container);
    if (shown) {
        const { code } = answer.country;
        // Beside the map of an event, this is the year of the event.
        await Promise.all([
            alike(shown.others, { code, topic: state.topic, day }, page),
            votes(shown.votes, { country: code, year: state.year, day }, page),
        ]);
    }
    return shown?.taken;
}

/** The day of the page; without one, that of the event, or else today. */
async function dayOf({ day, event }, page) {
    return day ?? (event && (await page.ask('AtlasStances', { slug: event })).event?.day) ?? today();
}

function draw(container, answer, state, page) {
    const { country } = answer;
    if (country === null) {
        drawn.delete(container);
        replace(container, element('p', {}, page.words('country.unknown', { code: state.country })));
        return;
    }
    const others = waiting(page);
    const ofYear = element('section', { 'aria-labelledby': 'country-votes' });
    drawn.set(container, { answer, others, votes: ofYear, taken: table(country) });
    replace(container,
        heading(country, page),
        positions(country, subjectOf(state).title, page),
        others,
        ofYear);
    if (navigator.userActivation?.hasBeenActive) {
        // Below the map, where the window is narrow, the reader must see that something has appeared.
        container.querySelector('header').scrollIntoView({ block: 'nearest' });
    }
}

/** Which of its stances are shown: those on what the map is about. */
function subjectOf({ topic, event }) {
    if (topic) {
        return { filter: { topics: [topic] }, title: 'country.onTopic' };
    }
    return event
        ? { filter: { events: [event] }, title: 'country.onEvent' }
        : { filter: { acts: NOT_VOTES }, title: 'country.statements' };
}

function heading(country, page) {
    const { name, subregion, existedFrom, existedUntil, predecessors, successors, blocs } = country;
    const { language } = page;
    return element('header', {},
        element('button', {
            type: 'button',
            class: 'close',
            'aria-label': page.words('country.close', { name }),
            onclick: () => page.go({ country: null }),
        }, '×'),
        element('h2', {}, name),
        element('p', { class: 'kicker' },
            subregion,
            existedUntil && [subregion && ' · ', date(existedFrom, language), ' – ', date(existedUntil, language)]),
        blocs.length > 0 && element('p', { class: 'chips' }, blocs.map(bloc =>
            [link(page.address({ view: 'alignment', bloc: bloc.code, country: null }), bloc.name, { class: 'chip' }), ' '])),
        related('country.successors', successors, page),
        related('country.predecessors', predecessors, page));
}

function related(label, countries, page) {
    return countries.length > 0 && element('p', { class: 'quiet' }, page.words(label), ' ',
        countries.flatMap((country, i) => [i > 0 && ', ', countryLink(country, page)]));
}

function positions({ stances }, title, page) {
    const { totalCount, nodes } = stances;
    if (totalCount === 0 && title === 'country.statements') {
        return null;
    }
    return element('section', { 'aria-labelledby': 'country-positions' },
        element('h3', { id: 'country-positions' }, page.words(title), ' ',
            totalCount > 1 && element('small', {}, number(totalCount, 'AtlasCountry country.stances.totalCount', page.language))),
        nodes.length === 0 && element('p', { class: 'quiet' }, page.words('country.noPositions')),
        nodes.map(stance => evidence(stance, eventLink(stance.event, page), page)),
        totalCount > nodes.length && element('p', { class: 'quiet' }, page.words('country.more')));
}

function table({ code, stances }) {
    return {
        name: `positions-of-${code}`,
        columns: ['event', 'title', 'date', 'position', 'act', 'since', 'until', 'speaker', 'quote', 'sources'],
        rows: stances.nodes.map(({ event, position, act, since, until, speaker, quote, sources }) =>
            [event.slug, event.title, event.date, position, act, since, until, speaker, quote,
                sources.map(({ url }) => url).filter(Boolean).join(' ')]),
    };
}
