// What panels show of stances and tallies: positions, the countries that hold them, and the evidence.

import { element, foreign, link } from './elements.js';
import { POSITIONS, swatch, TALLY_FIELDS } from './legend.js';
import { date, number } from './texts.js';

/** Leaves the alignment view. */
const LEAVE = { view: null, bloc: null, region: null, countries: null, pair: null, from: null, to: null, unanimous: null };

/** A country may have changed its position on an event: its stances are newest first, and the first one counts. */
export function latest(stances) {
    const seen = new Set();
    return stances.filter(({ country }) => !seen.has(country.code) && seen.add(country.code));
}

/** Its colour and its name. */
export function positionLabel(position, page) {
    return element('span', { class: 'position' }, swatch(position),
        element('span', { class: 'position-name' }, page.words(`position.${position}`)));
}

/** A bar with a part for each position that a country holds. Says nothing to a screen reader: the numbers are beside it. */
export function tallyBar(tally) {
    const parts = POSITIONS.filter(position => tally[TALLY_FIELDS[position]] > 0);
    return element('span', { class: 'bar', 'aria-hidden': 'true' },
        parts.map(position => {
            const part = element('span', { class: `part part-${position}` });
            part.style.flexGrow = tally[TALLY_FIELDS[position]];
            return part;
        }));
}

/** The numbers of a tally, without those that are 0. */
export function tallyNumbers(tally, path, page) {
    const shown = POSITIONS.filter(position => tally[TALLY_FIELDS[position]] > 0);
    return element('ul', { class: 'tally-numbers' }, shown.map(position => element('li', {},
        positionLabel(position, page),
        ' ',
        number(tally[TALLY_FIELDS[position]], `${path}.${TALLY_FIELDS[position]}`, page.language))));
}

/** A position without its name, where there is no room for it. */
export function positionMark(position, page) {
    return [swatch(position), element('span', { class: 'unseen' }, page.words(`position.${position}`), ' ')];
}

/** A country as a link to its panel. */
export function countryLink(country, page) {
    return link(page.address({ ...LEAVE, country: country.code }), country.name, { class: 'country' });
}

/** An event as a link to its panel. */
export function eventLink(event, page) {
    return link(page.address({ ...LEAVE, event: event.slug, day: null, step: null, country: null }), foreign(event.title));
}

/** Who held it since when, by which act, in which words, and where it can be checked. */
export function evidence(stance, title, page) {
    const { act, confidence, since, until, speaker, quote, summary, sources } = stance;
    return element('article', { class: 'evidence' },
        element('h4', {}, title),
        element('p', { class: 'facts' },
            positionLabel(stance.position, page),
            ' · ', page.words(`act.${act}`),
            ' · ', date(since, page.language), until && [' – ', date(until, page.language)],
            confidence !== 'CONFIRMED' && [' · ', page.words(`confidence.${confidence}`)]),
        quote && element('blockquote', {},
            element('p', { dir: 'auto' }, quote),
            speaker && element('footer', {}, speaker)),
        summary && element('p', { dir: 'auto' }, summary, !quote && speaker && ` (${speaker})`),
        citations(sources, page));
}

/** A list of sources, each with an address as a link that leaves the page. */
export function citations(sources, page) {
    return sources.length > 0 && element('ul', { class: 'sources', 'aria-label': page.words('sources') },
        sources.map(source => element('li', {}, citation(source, page))));
}

function citation({ title, author, publisher, publishedOn, url, attribution }, page) {
    const name = url ? link(url, title, { rel: 'noopener noreferrer', target: '_blank' }) : element('cite', {}, title);
    const published = publishedOn && date(publishedOn, page.language);
    // Many attributions begin with who publishes it.
    const rest = [author, attribution?.startsWith(publisher) ? null : publisher, published].filter(Boolean).flatMap((part, i) => i === 0 ? [part] : [', ', part]);
    return [name, rest.length > 0 && [' · ', rest], attribution && [' · ', element('small', {}, attribution)]];
}
