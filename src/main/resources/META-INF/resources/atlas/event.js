// The panel of an event: how countries stand on it, who differs from its bloc, what led to it.

import { element, link, replace } from './elements.js';
import { POSITIONS, TALLY_FIELDS } from './legend.js';
import { citations, countryLink, eventLink, evidence, latest, positionLabel, positionMark, tallyBar, tallyNumbers } from './stances.js';
import { date, number, SIGNED } from './texts.js';

const REGIONS = ['africa', 'americas', 'asia', 'europe', 'oceania'];

/** With fewer countries, regions say nothing that the countries do not. */
const MANY = 10;

/** More countries are listed at a click. */
const FEW = 20;

/** An absence is no position. */
const HELD = POSITIONS.filter(position => position !== 'ABSENT');

/** What is in a container: the answer of the API, and what may be taken. */
const drawn = new WeakMap();

/** @returns {Promise<import('./panels.js').Taken|null>} */
export async function show(container, { event: slug }, page) {
    const answer = await page.ask('AtlasEvent', { slug, language: page.language });
    if (!page.isCurrent() || drawn.get(container)?.answer === answer) {
        return drawn.get(container)?.taken;
    }
    const { event, blocs } = answer;
    if (event === null) {
        drawn.delete(container);
        replace(container, element('p', {}, page.words('event.unknown', { slug })));
        return null;
    }
    const stances = latest(event.stances.nodes);
    const taken = table(slug, stances);
    drawn.set(container, { answer, taken });
    const dissent = element('div', {});
    replace(container,
        element('section', { 'aria-labelledby': 'event-tally' },
            element('h2', { id: 'event-tally' }, page.words('event.tally')),
            about(event, page),
            tally(event, page)),
        byPosition(event, stances, page),
        statements(event.stances.nodes, page),
        causes(event, page),
        dissent,
        byRegion(event, stances, page),
        event.sources.length > 0 && element('section', {},
            element('h3', {}, page.words('sources')),
            citations(event.sources, page)));
    const answers = await Promise.all(blocs.nodes.map(bloc =>
        page.ask('AtlasBlocOnEvent', { slug, bloc: bloc.code, language: page.language })));
    replace(dissent, differing(blocs.nodes.map((bloc, i) => ({ bloc, ...answers[i].event })), page));
    return taken;
}

/** What is not said of the event at the top of the page. */
function about({ endDate, status, topics, participants }, page) {
    const facts = [
        endDate && [page.words('event.until'), ' ', date(endDate, page.language)],
        status !== 'OCCURRED' && page.words(`status.${status}`),
        ...participants.map(({ role, country }) => [page.words(`role.${role}`), ' ', countryLink(country, page)]),
    ].filter(Boolean);
    return [
        facts.length > 0 && element('p', { class: 'quiet' }, facts.flatMap((fact, i) => [i > 0 && ' · ', fact])),
        topics.length > 0 && element('p', { class: 'chips' }, topics.map(topic =>
            [link(page.address({ topic: topic.slug, day: null }), topic.title, { class: 'chip' }), ' '])),
    ];
}

function tally({ tally, margin }, page) {
    if (tally.total + tally.absent === 0) {
        return element('p', {}, page.words('event.none'));
    }
    return [
        tallyBar(tally),
        tallyNumbers(tally, 'AtlasEvent event.tally', page),
        margin !== null && element('p', {}, page.words('event.margin'), ' ',
            element('strong', {}, number(margin, 'AtlasEvent event.margin', page.language, SIGNED)), ' ',
            element('small', {}, page.words('event.marginMeans'))),
    ];
}

function byPosition({ slug, tally }, stances, page) {
    const shown = POSITIONS.filter(position => stances.some(stance => stance.position === position));
    const byName = (one, other) => one.country.name.localeCompare(other.country.name, page.language);
    return shown.length > 0 && element('section', { 'aria-label': page.words('event.countries') },
        shown.map(position => {
            const holding = stances.filter(stance => stance.position === position).sort(byName);
            return element('details', {
                class: 'holders',
                'data-key': `${slug}-${position}`,
                open: holding.length <= FEW,
            },
                element('summary', {}, positionLabel(position, page), ' ',
                    number(tally[TALLY_FIELDS[position]], `AtlasEvent event.tally.${TALLY_FIELDS[position]}`, page.language)),
                element('ul', { class: 'countries' },
                    holding.map(({ country }) => element('li', {}, countryLink(country, page)))));
        }));
}

/** The position that more members of a bloc hold than any other; null if two are held by as many. */
function majority(tally) {
    const most = Math.max(...HELD.map(position => tally[TALLY_FIELDS[position]]));
    const held = HELD.filter(position => tally[TALLY_FIELDS[position]] === most);
    return most > 0 && held.length === 1 ? held[0] : null;
}

function differing(blocs, page) {
    const shown = blocs.filter(({ tally }) => tally.total > 1);
    return shown.length > 0 && element('section', { 'aria-labelledby': 'event-blocs' },
        element('h3', { id: 'event-blocs' }, page.words('event.blocs')),
        shown.map(each => bloc(each, page)));
}

function bloc({ bloc, tally, stances }, page) {
    const path = `AtlasBlocOnEvent:${bloc.code} event.tally`;
    const most = majority(tally);
    const others = most === null ? [] : latest(stances.nodes)
        .filter(({ position }) => HELD.includes(position) && position !== most);
    return element('article', { class: 'bloc' },
        element('h4', {}, link(page.address({ view: 'alignment', bloc: bloc.code, event: null }), bloc.name)),
        tallyBar(tally),
        element('p', {}, most === null ? page.words('event.divided') : [
            positionLabel(most, page), ' ',
            number(tally[TALLY_FIELDS[most]], `${path}.${TALLY_FIELDS[most]}`, page.language),
            ' / ',
            number(tally.total, `${path}.total`, page.language),
        ]),
        most !== null && differingMembers(bloc.code, others, page));
}

function differingMembers(bloc, stances, page) {
    if (stances.length === 0) {
        return element('p', { class: 'quiet' }, page.words('event.united'));
    }
    const rank = ({ position }) => -POSITIONS.indexOf(position);
    const sorted = [...stances].sort((one, other) =>
        rank(one) - rank(other) || one.country.name.localeCompare(other.country.name, page.language));
    const list = element('ul', { class: 'countries' }, sorted.map(({ position, country }) =>
        element('li', {}, positionMark(position, page), countryLink(country, page))));
    return stances.length <= FEW ? list : element('details', { 'data-key': `differing-${bloc}` },
        element('summary', {}, page.words('event.differing')), list);
}

function byRegion(event, stances, page) {
    const shown = REGIONS.filter(region => event[region].total + event[region].absent > 0);
    return stances.length >= MANY && element('section', { 'aria-labelledby': 'event-regions' },
        element('h3', { id: 'event-regions' }, page.words('event.regions')),
        element('ul', { class: 'regions' }, shown.map(region => element('li', {},
            element('span', {}, page.words(`region.${region}`)),
            tallyBar(event[region]),
            tallyNumbers(event[region], `AtlasEvent event.${region}`, page)))));
}

function causes({ title, precededBy, followedBy }, page) {
    const before = precededBy.length > 0 && element('section', { 'aria-labelledby': 'event-before' },
        element('h3', { id: 'event-before' }, page.words('event.before')),
        chain(precededBy, page));
    const after = followedBy.length > 0 && element('section', { 'aria-labelledby': 'event-after' },
        element('h3', { id: 'event-after' }, page.words('event.after')),
        chain(followedBy, page));
    return [before, after];
}

/** Events, each with those that led to it. */
function chain(events, page) {
    return element('ul', { class: 'chain' }, events.map(event => element('li', {},
        element('span', { class: 'when' }, date(event.date, page.language)), ' ',
        eventLink(event, page),
        event.precededBy?.length > 0 && chain(event.precededBy, page))));
}

/** Stances with more than a position, such as a vote has. */
function statements(stances, page) {
    const told = stances.filter(({ quote, summary, speaker }) => quote || summary || speaker);
    return told.length > 0 && element('section', { 'aria-labelledby': 'event-statements' },
        element('h3', { id: 'event-statements' }, page.words('event.statements')),
        told.map(stance => evidence(stance, countryLink(stance.country, page), page)));
}

function table(slug, stances) {
    return {
        name: `${slug}-evidence`,
        columns: ['code', 'country', 'position', 'act', 'since', 'until', 'speaker', 'quote', 'sources'],
        rows: stances.map(({ country, position, act, since, until, speaker, quote, sources }) =>
            [country.code, country.name, position, act, since, until, speaker, quote,
                sources.map(({ url }) => url).filter(Boolean).join(' ')]),
    };
}
