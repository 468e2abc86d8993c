// With whom a country stands, a part of its panel: the countries that are the most and the least like it.

import { element, link, replace } from './elements.js';
import { countryLink } from './stances.js';
import { date, number, SCORE } from './texts.js';

/** A pair with fewer common events says little. */
const MINIMUM_COMMON = 10;

/** Of 1. Among a few countries the closest may still oppose it in everything. */
const ALIKE = 0.5;

/** Years back from the day, in which similar countries are sought. */
const YEARS = 5;

/** Contested events of the years before the day; where a topic is chosen, all of its events until then. */
function filterOf(topic, day) {
    return topic
        ? { topics: [topic], minimumCommon: 1, date: { to: day } }
        : { contested: true, minimumCommon: MINIMUM_COMMON, date: { from: yearsBefore(day), to: day } };
}

function yearsBefore(day) {
    const year = String(Number(day.slice(0, 4)) - YEARS).padStart(4, '0');
    return `${year}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
}

/** Fills the section with the countries that are the most and the least like one on a day. */
export async function alike(section, { code, topic, day }, page) {
    const filter = filterOf(topic, day);
    section.setAttribute('aria-busy', 'true');
    try {
        const { country } = await page.ask('AtlasAlike', { code, language: page.language, alike: filter });
        if (page.isCurrent()) {
            draw(section, country, filter, page);
        }
    } finally {
        section.setAttribute('aria-busy', 'false');
    }
}

/** What is there before the answer. */
export function waiting(page) {
    return element('section', { 'aria-labelledby': 'country-alike', 'aria-busy': 'true' },
        element('h3', { id: 'country-alike' }, page.words('country.alike')),
        element('p', { class: 'busy' }, page.words('busy')));
}

function draw(section, { code, closest, farthest }, filter, page) {
    const { words, language } = page;
    const period = words(filter.date.from ? 'country.period' : 'country.until', {
        from: filter.date.from && date(filter.date.from, language).textContent,
        to: date(filter.date.to, language).textContent,
    });
    const isAlike = each => each.score >= ALIKE;
    const alikeCodes = closest.nodes.filter(isAlike).map(each => each.with.code);
    const scope = `${words(filter.contested ? 'country.alikeOnVotes' : 'country.alikeOnTopic')} ${period}`;
    replace(section,
        element('h3', { id: 'country-alike' }, words('country.alike')),
        element('p', { class: 'quiet scope' }, closest.nodes.length > 0 ? scope : words('country.noneAlike')),
        ranked('closest', closest.nodes, isAlike),
        // With few others both lists would have the same countries.
        ranked('farthest', farthest.nodes, each => !alikeCodes.includes(each.with.code)));

    function ranked(which, nodes, belongs) {
        const items = nodes.map((alignment, i) => ({ alignment, path: `AtlasAlike country.${which}.nodes.${i}` }))
            .filter(({ alignment }) => belongs(alignment));
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
