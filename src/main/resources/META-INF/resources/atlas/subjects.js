// What the map can be about: a topic, whose positions are asked for day by day, or an event, whose stances come at once.

import { indexAt, today } from './days.js';
import { POSITIONS, TALLY_FIELDS } from './legend.js';

/**
 * @typedef {object} Subject
 * @property {string} title
 * @property {string|null} text
 * @property {string|null} latest the day that is shown if none is chosen
 * @property {import('./days.js').Dated[]} days of change, oldest first; none before they are known
 * @property {Promise<void>} daysKnown
 * @property {(day: string|null) => Promise<Shown>} on
 * @property {(day: string) => void} ahead asks for what may be shown next
 *
 * @typedef {object} Shown what holds on a day
 * @property {Map<string, object>} positions stances by the code of the country
 * @property {object} tally
 * @property {string|null} path of the tally in the answer of the API; null if the page has counted
 */

/** Asks for a topic, so that its answers are there or on their way. */
export function askTopic(slug, day, api) {
    return Promise.all([
        api.ask('AtlasPositions', { slug, on: day ?? today() }),
        // The map does not wait for it.
        api.ask('AtlasTimeline', { slug }),
    ]);
}

/**
 * @param {string} day that is shown first
 * @returns {Promise<Subject|null>} null for a slug that names no topic
 */
export async function topic(slug, day, api) {
    const subject = { kind: 'topic', slug, days: [], latest: today(), text: null };
    const timeline = api.ask('AtlasTimeline', { slug });
    const firstDay = day ?? subject.latest;
    // Between two days of change nothing differs, so one day stands for all of them: the one that was asked about, if it is there.
    const variables = on => {
        const at = indexAt(subject.days, on);
        const asked = at >= 0 && at === indexAt(subject.days, firstDay) ? firstDay : subject.days[at]?.day;
        return { slug, on: asked ?? on };
    };
    const { topic: first } = await api.ask('AtlasPositions', { slug, on: firstDay });
    if (!first) {
        return null;
    }
    return Object.assign(subject, {
        title: first.title,
        text: first.description,
        daysKnown: timeline.then(answer => {
            subject.days = answer.topic.timeline;
        }),
        on: async shown => {
            const asked = variables(shown);
            const { topic: found } = await api.ask('AtlasPositions', asked);
            const stances = await all(found.positions, after =>
                api.ask('AtlasPositions', { ...asked, after }).then(answer => answer.topic.positions),
            );
            return { positions: byCountry(stances), tally: found.tally, path: `AtlasPositions:${asked.on} topic.tally` };
        },
        ahead: shown => api.prefetch('AtlasPositions', variables(shown)).catch(() => {}),
    });
}

/** @returns {Promise<Subject|null>} null for a slug that names no event */
export async function event(slug, api) {
    const { event: found } = await api.ask('AtlasStances', { slug });
    if (!found) {
        return null;
    }
    const stances = await all(found.stances, after =>
        api.ask('AtlasStances', { slug, after }).then(answer => answer.event.stances),
    );
    // A country holds no position from the first day on which it no longer exists, as in the tally of a day.
    const held = day =>
        stances.filter(
            ({ sinceDay, untilDay, country }) =>
                sinceDay <= day &&
                (untilDay === null || untilDay > day) &&
                (country.existedUntil === null || country.existedUntil > day),
        );
    const days = [...new Set(stances.flatMap(({ sinceDay, untilDay }) => [sinceDay, untilDay]))]
        .filter(day => day !== null)
        .sort()
        .map(day => ({ day, tally: counted(held(day)) }));
    return {
        kind: 'event',
        slug,
        title: found.title,
        text: found.summary,
        symbol: found.symbol,
        eventKind: found.kind,
        date: found.date,
        days,
        daysKnown: Promise.resolve(),
        // Without a day each country's latest position counts, also one that has ended.
        latest: null,
        on: async day =>
            day === null
                ? { positions: byCountry(stances), tally: found.tally, path: 'AtlasStances event.tally' }
                : { positions: byCountry(held(day)), tally: counted(held(day)), path: null },
        ahead: () => {},
    };
}

/** A country has one stance on an event at a time. */
function counted(stances) {
    return Object.fromEntries(
        POSITIONS.map(position => [
            TALLY_FIELDS[position],
            stances.filter(stance => stance.position === position).length,
        ]),
    );
}

/** The later of several stances counts. */
function byCountry(stances) {
    return new Map(stances.map(stance => [stance.country.code, stance]));
}

/** A list of which the first page is there; most have no other. */
async function all({ nodes, pageInfo }, ask) {
    const items = [...nodes];
    for (let page = pageInfo; page.hasNextPage;) {
        const next = await ask(page.endCursor);
        items.push(...next.nodes);
        page = next.pageInfo;
    }
    return items;
}
