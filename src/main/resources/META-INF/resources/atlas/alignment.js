// The alignment view: how alike the countries of a group stand, as a heat map whose cells open the votes behind them.

import { choices } from './alignment-choices.js';
import { ordered } from './clusters.js';
import { element, link, replace } from './elements.js';
import { heatMap } from './heatmap.js';
import { heatMapLegend, heatMapPicture } from './heatmap-picture.js';
import { pair } from './pair.js';
import { number } from './texts.js';

/** More rows cannot be told apart, and would take seconds to load. */
const MOST = 64;

/** The states of the G20, where no others are chosen: the groups among them are known. */
const FIRST = ['AR', 'AU', 'BR', 'CA', 'CN', 'DE', 'FR', 'GB', 'ID', 'IN', 'IT', 'JP', 'KR', 'MX', 'RU', 'SA', 'TR', 'US', 'ZA'];

const YEARS = 5;

/** @returns {Promise<import('./panels.js').Taken|null>} */
export async function show(container, state, page) {
    const chosen = withDefaults(state);
    const alike = filterOf(chosen);
    const form = slot(container, 'alignment-form');
    const map = slot(container, 'alignment-map');
    const votes = slot(container, 'alignment-pair');
    const offered = await page.ask('AtlasChoices', { language: page.language });
    if (!page.isCurrent()) {
        return null;
    }
    replace(form, choices(offered, chosen, page));
    const { countries } = await page.ask('AtlasAlignments', {
        countries: chosen.bloc
            ? { bloc: chosen.bloc, ...(chosen.region ? { regions: [chosen.region] } : {}) }
            : { codes: chosen.countries },
        alike,
        language: page.language,
    });
    if (!page.isCurrent()) {
        return null;
    }
    if (countries.totalCount > MOST) {
        replace(map, tooMany(countries.totalCount, chosen, page));
        replace(votes);
        return null;
    }
    if (countries.totalCount === 0) {
        replace(map, element('p', { class: 'note', role: 'status' },
            page.words('missing'), '. ', page.words('missing.text')));
        replace(votes);
        return null;
    }
    const matrix = new Matrix(countries.nodes);
    replace(map, heatMap(matrix, chosen, page), method(page));
    await pair(votes, chosen, alike, page);
    return { name: 'alignment', ...table(matrix), picture: heatMapPicture(matrix, page), legend: heatMapLegend(page) };
}

function slot(container, name) {
    const found = container.querySelector(`:scope > .${name}`);
    if (found) {
        return found;
    }
    if (name === 'alignment-form') {
        container.replaceChildren();
    }
    return container.appendChild(element('div', { class: name }));
}

function withDefaults(state) {
    const thisYear = (state.day ?? new Date().toISOString()).slice(0, 4);
    const countries = state.countries?.length > 0 ? state.countries : FIRST;
    return {
        ...state,
        countries: state.bloc ? [] : countries,
        from: state.from ?? (state.topic ? null : `${Number(thisYear) - YEARS}-01-01`),
        to: state.to ?? null,
        unanimous: state.unanimous ?? false,
    };
}

function filterOf({ bloc, topic, from, to, unanimous }) {
    return {
        ...(bloc ? { bloc } : {}),
        ...(topic ? { topics: [topic] } : {}),
        ...(from || to ? { date: { ...(from ? { from } : {}), ...(to ? { to } : {}) } } : {}),
        contested: !unanimous,
    };
}

function tooMany(count, { bloc }, page) {
    const regions = ['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'];
    return element('p', { class: 'scope' },
        page.words('alignment.tooMany', { most: MOST }), ' ',
        number(count, 'AtlasAlignments countries.totalCount', page.language), '. ',
        page.words('alignment.chooseRegion'), ' ',
        regions.flatMap((region, i) => [i > 0 && ' · ',
            link(page.address({ bloc, region }), page.words(`region.${region.toLowerCase()}`))]));
}

function method(page) {
    return element('details', { class: 'method', 'data-key': 'method' },
        element('summary', {}, page.words('alignment.method')),
        element('p', {}, page.words('alignment.scoreMeans')),
        element('p', {}, page.words('alignment.orderMeans')));
}

/** Every pair with each country of the group, in an order in which those that stand alike are neighbours. */
class Matrix {

    constructor(nodes) {
        const codes = new Set(nodes.map(({ code }) => code));
        this.cells = new Map();
        nodes.forEach((country, i) => country.alignments.nodes.forEach((alignment, j) => {
            if (codes.has(alignment.with.code)) {
                const path = `AtlasAlignments countries.nodes.${i}.alignments.nodes.${j}`;
                this.cells.set(`${country.code}-${alignment.with.code}`, { ...alignment, path });
            }
        }));
        const byCode = new Map(nodes.map(country => [country.code, country]));
        this.countries = ordered([...codes], (one, other) => this.cell(one, other)?.score ?? null)
            .map(code => byCode.get(code));
    }

    /** Undefined for a pair without a common event. */
    cell(one, other) {
        return this.cells.get(`${one}-${other}`);
    }
}

function table({ countries, cells }) {
    const names = new Map(countries.map(({ code, name }) => [code, name]));
    const rows = countries.flatMap((one, i) => countries.slice(i + 1).map(other => [one.code, other.code]));
    return {
        columns: ['country', 'countryName', 'with', 'withName', 'score', 'common'],
        rows: rows.filter(([one, other]) => cells.has(`${one}-${other}`)).map(([one, other]) => {
            const { score, common } = cells.get(`${one}-${other}`);
            return [one, names.get(one), other, names.get(other), score, common];
        }),
    };
}
