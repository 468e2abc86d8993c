// The front page: the latest votes and events, and all topics. Its map shows the vote that divided the world most of late.

import { element, foreign, link, replace } from './elements.js';
import { POSITIONS, TALLY_FIELDS, swatch } from './legend.js';
import { number } from './texts.js';

const OTHER_KINDS = [
    'RECOGNITION',
    'CHANGE_OF_GOVERNMENT',
    'ARMED_CONFLICT',
    'ATTACK',
    'WITHDRAWAL',
    'SANCTION',
    'LEGAL_RULING',
    'TREATY',
    'MEETING',
    'STATEMENT',
    'ACCREDITATION',
    'COOPERATION',
];

/** The others are there to find the most divided one. */
const SHOWN = 8;

const VARIABLES = { votes: { kinds: ['VOTE'] }, others: { kinds: OTHER_KINDS } };

export function askFront(api) {
    return api.ask('AtlasFront', VARIABLES);
}

/**
 * What the map of the front page is about: of the latest votes the one with the most countries on the smaller side, neutral ones
 * counted half; else the first topic.
 *
 * @returns {{event?: string, topic?: string}}
 */
export function featured(data) {
    const divided = ({ tally }) => Math.min(tally.supports, tally.opposes) + tally.neutral / 2;
    const best = data.votes.nodes.reduce(
        (found, vote) => (found === null || divided(vote) > divided(found) ? vote : found),
        null,
    );
    return best ? { event: best.slug } : { topic: topicsOf(data)[0]?.slug };
}

/** @param {HTMLElement} container */
export function showFront(container, data, page) {
    const { words } = page;
    const isLoading = data.builtInRecords.some(({ state }) => state === 'LOADING');
    replace(
        container,
        isLoading
            ? element('p', { class: 'note', role: 'status' }, words('front.loading', share(data.builtInRecords)))
            : null,
        element(
            'div',
            { class: 'front-lists' },
            list(words('front.votes'), 'votes', data.votes.nodes.slice(0, SHOWN), page),
            list(words('front.others'), 'others', data.others.nodes, page),
            element(
                'section',
                {},
                element('h2', {}, words('front.topics')),
                element(
                    'ul',
                    { class: 'topics' },
                    topicsOf(data).map(({ slug, title }) =>
                        element(
                            'li',
                            {},
                            link(page.address({ topic: slug, event: null, day: null, country: null }), foreign(title), {
                                'data-key': `topic-${slug}`,
                            }),
                        ),
                    ),
                ),
            ),
        ),
    );
}

function share(records) {
    const [done, total] = ['done', 'total'].map(field => records.reduce((sum, record) => sum + record[field], 0));
    return { percent: total ? Math.floor((100 * done) / total) : 0 };
}

/** Sessions and years are many, and are found by the search. */
function topicsOf({ topics }) {
    return topics.nodes.filter(({ slug }) => !/-(session-)?\d+$/.test(slug));
}

function list(title, name, events, page) {
    if (events.length === 0) {
        return null;
    }
    return element(
        'section',
        {},
        element('h2', {}, title),
        element(
            'ul',
            { class: 'events' },
            events.map((event, index) =>
                element(
                    'li',
                    {},
                    element(
                        'span',
                        { class: 'event-date' },
                        page.format.date(event.date),
                        event.symbol ? ` · ${event.symbol}` : '',
                    ),
                    link(
                        page.address({ event: event.slug, topic: null, day: null, country: null }),
                        foreign(event.title),
                        { 'data-key': `event-${event.slug}`, dir: 'auto' },
                    ),
                    bar(event.tally, `AtlasFront ${name}.nodes[${index}].tally`, page),
                ),
            ),
        ),
    );
}

/** The tally as a bar, and as numbers. */
export function bar(tally, path, { words, language }) {
    const shown = POSITIONS.filter(position => tally[TALLY_FIELDS[position]] > 0);
    if (shown.length === 0) {
        return null;
    }
    const strip = element(
        'span',
        { class: 'bar', 'aria-hidden': 'true' },
        shown.map(position => {
            const part = element('span', { class: `part part-${position}` });
            part.style.setProperty('flex-grow', tally[TALLY_FIELDS[position]]);
            return part;
        }),
    );
    return element(
        'span',
        { class: 'tally' },
        strip,
        element(
            'span',
            { class: 'counts' },
            shown.map(position =>
                element(
                    'span',
                    {},
                    swatch(position, 10),
                    ' ',
                    element('span', { class: 'count-word' }, words(`position.${position}`)),
                    ' ',
                    number(tally[TALLY_FIELDS[position]], `${path}.${TALLY_FIELDS[position]}`, language),
                ),
            ),
        ),
    );
}
