// What the alignment view compares: countries or a bloc, on which topic, in which years.

import { element } from './elements.js';

const REGIONS = ['Africa', 'Americas', 'Asia', 'Europe', 'Oceania'];

/** The first year of the votes. */
const FIRST_YEAR = 1946;

export function choices(offered, chosen, page) {
    const form = element('form', { class: 'choices', onsubmit: event => event.preventDefault() },
        group(offered, chosen, page),
        chosen.bloc ? regions(chosen, page) : countries(offered, chosen, page),
        labelled('alignment.topic', topics(offered, chosen, page), page),
        labelled('alignment.from', years(chosen.from, 'from', '-01-01', page), page),
        labelled('alignment.to', years(chosen.to, 'to', '-12-31', page), page),
        element('label', { class: 'check' },
            element('input', {
                type: 'checkbox',
                checked: chosen.unanimous,
                'data-key': 'unanimous',
                onchange: ({ target: { checked } }) => page.go({ unanimous: checked }),
            }),
            ' ', page.words('alignment.unanimous')));
    return form;
}

function labelled(label, control, page) {
    return element('label', {}, page.words(label), ' ', control);
}

function group({ blocs }, { bloc }, page) {
    return labelled('alignment.group', element('select', {
        'data-key': 'group',
        onchange: ({ target: { value } }) => page.go({ bloc: value || null, region: null, pair: null }),
    },
    option('', page.words('alignment.chosen'), bloc ?? ''),
    blocs.nodes.map(({ code, name }) => option(code, name, bloc))), page);
}

function regions({ region }, page) {
    return labelled('alignment.region', element('select', {
        'data-key': 'region',
        onchange: ({ target: { value } }) => page.go({ region: value || null, pair: null }),
    },
    option('', page.words('alignment.allRegions'), region ?? ''),
    REGIONS.map(each => option(each, page.words(`region.${each.toLowerCase()}`), region))), page);
}

function topics({ topics: { nodes } }, { topic }, page) {
    return element('select', {
        'data-key': 'topic',
        onchange: ({ target: { value } }) => page.go({ topic: value || null, pair: null }),
    },
    option('', page.words('alignment.allTopics'), topic ?? ''),
    nodes.map(({ slug, title }) => option(slug, title, topic)));
}

function years(date, end, suffix, page) {
    const chosen = date?.slice(0, 4) ?? '';
    const values = [];
    for (let year = new Date().getUTCFullYear(); year >= FIRST_YEAR; year--) {
        values.push(String(year));
    }
    return element('select', {
        'data-key': end,
        onchange: ({ target: { value } }) => page.go({ [end]: value ? value + suffix : null }),
    },
    option('', page.words(`alignment.any.${end}`), chosen),
    values.map(value => option(value, value, chosen)));
}

function option(value, text, chosen) {
    return element('option', { value, selected: value === chosen }, text);
}

/** The chosen countries, each with a button that removes it, and a field that adds one. */
function countries(offered, { countries: codes }, page) {
    const known = offered.countries.nodes;
    const byCode = new Map(known.map(country => [country.code, country]));
    const add = text => {
        const wanted = text.trim().toLowerCase();
        const found = known.find(({ code, name }) => name.toLowerCase() === wanted || code.toLowerCase() === wanted);
        if (found && !codes.includes(found.code)) {
            page.go({ countries: [...codes, found.code], pair: null });
        }
    };
    return element('fieldset', { class: 'chosen' },
        element('legend', {}, page.words('alignment.countries')),
        element('ul', {}, codes.map(code => element('li', { class: 'chip' },
            byCode.get(code)?.name ?? code,
            element('button', {
                type: 'button',
                'aria-label': page.words('alignment.remove', { name: byCode.get(code)?.name ?? code }),
                disabled: codes.length <= 2,
                onclick: () => page.go({ countries: codes.filter(each => each !== code), pair: null }),
            }, '×')))),
        element('input', {
            list: 'all-countries',
            'data-key': 'add-country',
            placeholder: page.words('alignment.add'),
            'aria-label': page.words('alignment.add'),
            onchange: ({ target: { value } }) => add(value),
        }),
        element('datalist', { id: 'all-countries' }, known.filter(({ code }) => !codes.includes(code)).map(({ name }) =>
            element('option', { value: name }))));
}
