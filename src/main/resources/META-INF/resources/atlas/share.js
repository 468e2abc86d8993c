// Ways to take with you what is shown: its address, a picture, its data, a frame for another page, paper, the queries behind it.

import { toCsv } from './csv.js';
import { element, link, replace } from './elements.js';
import { paint } from './legend.js';
import { download, framed, pngFile, svgFile } from './picture.js';

/** Paper has no lists that open at a click. */
addEventListener('beforeprint', () => document.querySelectorAll('details:not([open])').forEach(closed => {
    closed.open = true;
    addEventListener('afterprint', () => (closed.open = false), { once: true });
}));

/** A button that opens a dialog. Both stay while the page shows other things. A frame has a link to the page itself instead. */
export function show(container, state, page) {
    if (state.embed) {
        return;
    }
    const dialog = element('dialog', { class: 'share', 'aria-labelledby': 'share-title' });
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
    const button = element('button', {
        type: 'button',
        class: 'share-button',
        'data-key': 'share',
        'aria-haspopup': 'dialog',
        onclick: () => {
            fill(dialog, shown(state, page), page);
            dialog.showModal();
        },
    }, page.words('share.title'));
    if (!container.querySelector('dialog[open]')) {
        replace(container, button, dialog);
    }
}

const textOf = selector => document.querySelector(selector)?.textContent.trim() ?? '';

/**
 * What the page shows now.
 *
 * @returns {{frame: object, picture: SVGSVGElement|null, tables: import('./panels.js').Taken[], queries: object[]}}
 */
function shown(state, page) {
    const { words } = page;
    const taken = page.taken();
    const heatMap = taken.find(({ picture }) => picture);
    const address = new URL(page.address({}), location.href).href;
    if (state.view) {
        return {
            frame: { title: textOf('#title'), subtitle: chosenTexts().join(' · '), source: words('share.sourcePlain', { address }),
                legend: heatMap?.legend ?? [] },
            picture: heatMap?.picture ?? null,
            tables: taken,
            queries: page.queries(),
        };
    }
    const { day } = document.getElementById('map').dataset;
    const name = [state.topic ?? state.event ?? 'atlas', day].filter(Boolean).join('-');
    return {
        frame: {
            // On the front page the map shows what the text links to.
            title: textOf('#text a') || textOf('#title'),
            subtitle: day ? page.format.day(day) : textOf('#eyebrow'),
            source: words('share.source', { address }),
            legend: mapLegend(),
        },
        picture: page.picture(),
        tables: [{ name, ...page.rows() }, ...taken],
        queries: page.queries(),
    };
}

/** What the alignment view compares, as its controls say. */
function chosenTexts() {
    return [...document.querySelectorAll('.choices label:has(select)')].map(label =>
        `${label.firstChild.textContent}: ${label.querySelector('select').selectedOptions[0].text}`);
}

/** With the numbers of the legend beside the map. */
function mapLegend() {
    return [...document.querySelectorAll('#legend li')].map(item => ({
        fill: paint(item.querySelector('button')?.dataset.key, 'map'),
        label: [...item.querySelectorAll('span, data')].map(({ textContent }) => textContent).join(' '),
    }));
}

function fill(dialog, shown, page) {
    const { words } = page;
    const address = new URL(page.address({ embed: null }), location.href).href;
    dialog.replaceChildren(element('div', {},
        element('header', {},
            element('h2', { id: 'share-title' }, words('share.title')),
            element('button', { type: 'button', class: 'close', 'aria-label': words('close'), onclick: () => dialog.close() }, '×')),
        copyable('share.link', address, page),
        copyable('share.embed', embedCode(shown.frame.title, page), page),
        element('h3', {}, words('share.files')),
        element('div', { class: 'files' },
            shown.picture && [
                file('SVG', shown.tables[0].name, () => svgFile(framed(shown.picture, shown.frame)), page),
                file('PNG', shown.tables[0].name, () => pngFile(framed(shown.picture, shown.frame)), page),
            ],
            shown.tables.filter(({ rows }) => rows.length > 0).map(({ name, columns, rows }) =>
                file('CSV', name, () => new Blob([toCsv(columns, rows)], { type: 'text/csv' }), page)),
            element('button', {
                type: 'button',
                onclick: () => {
                    dialog.close();
                    print();
                },
            }, words('share.print'))),
        element('h3', {}, words('share.queries')),
        element('p', {}, words('share.queriesMean')),
        element('ul', {}, shown.queries.map(query => element('li', {},
            link(explorerAddress(query), words('share.open', { name: query.name }), { target: '_blank', rel: 'noopener' }))))));
}

/** The frame has the size of its parent, and room for the map. It needs no script of the page around it. */
function embedCode(title, page) {
    const address = new URL(page.address({ embed: true }), location.href).href;
    const text = value => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    return `<iframe src="${text(address)}" title="${text(title)}" `
        + 'style="width: 100%; height: 100%; min-height: 36rem; border: 0" loading="lazy"></iframe>';
}

function explorerAddress({ document, variables }) {
    const values = new URLSearchParams({ query: document, variables: JSON.stringify(variables, null, 2) });
    return `../graphiql/#${values}`;
}

function copyable(label, text, page) {
    const field = element('input', { type: 'text', readonly: true, value: text, onfocus: ({ target }) => target.select() });
    return element('div', { class: 'copyable' },
        element('label', {}, page.words(label), field),
        element('button', {
            type: 'button',
            onclick: async () => {
                await copy(field);
                page.announce(page.words('share.copied'));
            },
            'aria-label': `${page.words('share.copy')}: ${page.words(label)}`,
        }, page.words('share.copy')));
}

/** Browsers have no clipboard for pages without HTTPS. */
async function copy(field) {
    try {
        await navigator.clipboard.writeText(field.value);
    } catch {
        field.select();
        document.execCommand('copy');
    }
}

function file(kind, name, make, page) {
    const fileName = `${name}.${kind.toLowerCase()}`;
    return element('button', {
        type: 'button',
        'aria-label': page.words('share.download', { file: fileName }),
        onclick: async () => download(await make(), fileName),
    }, fileName);
}
