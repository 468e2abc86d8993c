// With whom a country stands, a part of its panel: the countries that are the most and the least like it.

import { element, link } from './elements.js';
import { countryLink } from './stances.js';
import { date, number, SCORE } from './texts.js';

/** A pair with fewer common events says little. */
const MINIMUM_COMMON = 10;

/** Years back from the day on which similar countries are sought. */
const YEARS = 5;

/** Contested events of the last years; where a topic is chosen, all of its events. */
export function alikeFilter({ topic, day }) {
    // Whole years, so that a step of the slider seldom asks anew.
    const year = Number((day ?? new Date().toISOString()).slice(0, 4));
    const [from, to] = [`${String(year - YEARS).padStart(4, '0')}-01-01`, `${String(year).padStart(4, '0')}-12-31`];
    return topic
        ? { topics: [topic], minimumCommon: 1, date: { to } }
        : { contested: true, minimumCommon: MINIMUM_COMMON, date: { from, to } };
}

export function alikeSection({ code, closest, farthest }, filter, page) {
    const { words, language } = page;
    const from = filter.date.from && [' ', words('country.since'), ' ', date(filter.date.from.slice(0, 4), language)];
    const scope = [words(filter.contested ? 'country.alikeOnVotes' : 'country.alikeOnTopic'), from, '.'];
    return element('section', { 'aria-labelledby': 'country-alike' },
        element('h3', { id: 'country-alike' }, words('country.alike')),
        element('p', { class: 'quiet scope' }, closest.nodes.length > 0 ? scope : words('country.noneAlike')),
        ranked('closest', closest.nodes, []),
        // With few others both lists would have the same countries.
        ranked('farthest', farthest.nodes, closest.nodes.map(each => each.with.code)));

    function ranked(which, nodes, listed) {
        const items = nodes.map((alignment, i) => ({ alignment, path: `AtlasCountry country.${which}.nodes.${i}` }))
            .filter(({ alignment }) => !listed.includes(alignment.with.code));
        return items.length > 0 && [
            element('h4', {}, words(`country.${which}`)),
            element('ol', { class: 'alike' }, items.map(({ alignment, path }) => line(code, alignment, path, filter, page))),
        ];
    }
}

function line(code, { with: other, score, common }, path, filter, page) {
    const bar = element('span', { class: 'score', 'aria-hidden': 'true' }, element('span', {}));
    bar.firstChild.style.inlineSize = `${score * 100}%`;
    const address = page.address({
        view: 'alignment',
        country: null,
        event: null,
        countries: [code, other.code],
        pair: `${code}-${other.code}`,
        from: filter.date.from ?? null,
        to: filter.date.to,
        unanimous: !filter.contested,
    });
    return element('li', {},
        countryLink(other, page),
        bar,
        number(score, `${path}.score`, page.language, SCORE),
        element('small', {}, link(address, [number(common, `${path}.common`, page.language), ' ', page.words('country.common')])));
}
