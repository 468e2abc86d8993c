// The table that is the map's equal: every position that the map shows, and those that it cannot show.

import { element, foreign, link, replace } from './elements.js';
import { POSITIONS, swatch } from './legend.js';

const COLUMNS = ['country', 'position', 'since', 'act', 'event'];

export class Table {
    #container;
    #page;
    #sorted = { column: 'position', down: false };
    #view = null;

    constructor(container, page) {
        this.#container = container;
        this.#page = page;
    }

    /**
     * @param {{positions: Map<string, object>, subject: object, country?: string, pressed?: string|null, title: string}} view
     */
    show(view) {
        this.#view = view;
        const { words } = this.#page;
        const columns = this.#columns();
        const rows = this.#sortedRows();
        replace(
            this.#container,
            element(
                'div',
                { class: 'table-frame', role: 'region', tabindex: 0, 'data-key': 'table', 'aria-label': view.title },
                element(
                    'table',
                    { role: 'table' },
                    element('caption', {}, view.title),
                    element(
                        'thead',
                        { role: 'rowgroup' },
                        element(
                            'tr',
                            { role: 'row' },
                            columns.map(column => this.#head(column)),
                        ),
                    ),
                    element(
                        'tbody',
                        { role: 'rowgroup' },
                        rows.map(row => this.#row(row, columns)),
                    ),
                ),
            ),
            rows.length === 0 ? element('p', { class: 'note' }, words('table.empty')) : null,
        );
    }

    /** As it is shown, for a download. */
    rows() {
        if (this.#view === null) {
            return { columns: [], rows: [] };
        }
        const { words } = this.#page;
        const columns = this.#columns();
        const cells = {
            country: row => row.name,
            position: row => words(`position.${row.position}`),
            since: row => row.since,
            act: row => words(`act.${row.act}`),
            event: row => row.event?.title ?? this.#view.subject.title,
        };
        return {
            columns: ['code', ...columns].map(column => words(`table.${column}`)),
            rows: this.#sortedRows().map(row => [row.code, ...columns.map(column => cells[column](row))]),
        };
    }

    #columns() {
        return this.#view.subject.kind === 'topic' ? COLUMNS : COLUMNS.filter(column => column !== 'event');
    }

    #sortedRows() {
        const { countries, language } = this.#page;
        const compare = new Intl.Collator(language).compare;
        const rows = [...this.#view.positions]
            .filter(([, { position }]) => !this.#view.pressed || position === this.#view.pressed)
            .map(([code, stance]) => ({ code, name: countries.get(code)?.name ?? code, ...stance }));
        const orders = {
            country: (one, other) => compare(one.name, other.name),
            position: (one, other) => POSITIONS.indexOf(one.position) - POSITIONS.indexOf(other.position),
            since: (one, other) => one.since.localeCompare(other.since),
            act: (one, other) => one.act.localeCompare(other.act),
            event: (one, other) => compare(one.event?.title ?? '', other.event?.title ?? ''),
        };
        const { column, down } = this.#sorted;
        return rows.sort((one, other) => (down ? -1 : 1) * orders[column](one, other) || orders.country(one, other));
    }

    #head(column) {
        const { words } = this.#page;
        const isSorted = this.#sorted.column === column;
        return element(
            'th',
            {
                scope: 'col',
                role: 'columnheader',
                'aria-sort': isSorted ? (this.#sorted.down ? 'descending' : 'ascending') : null,
            },
            element(
                'button',
                {
                    type: 'button',
                    'data-key': `sort-${column}`,
                    onclick: () => {
                        this.#sorted = { column, down: isSorted && !this.#sorted.down };
                        this.show(this.#view);
                    },
                },
                words(`table.${column}`),
                element(
                    'span',
                    { class: 'arrow', 'aria-hidden': 'true' },
                    isSorted ? (this.#sorted.down ? ' ↓' : ' ↑') : '',
                ),
            ),
        );
    }

    #row(row, columns) {
        const { words, format, address } = this.#page;
        const cells = {
            country: () =>
                element(
                    'th',
                    { scope: 'row', role: 'rowheader' },
                    link(address({ country: row.code }), row.name, { 'data-key': `row-${row.code}` }),
                ),
            position: () =>
                element(
                    'td',
                    { role: 'cell', class: 'holds' },
                    swatch(row.position),
                    ' ',
                    words(`position.${row.position}`),
                ),
            since: () =>
                element('td', { role: 'cell' }, element('time', { datetime: row.since }, format.date(row.since))),
            act: () => element('td', { role: 'cell' }, words(`act.${row.act}`)),
            event: () =>
                element(
                    'td',
                    { role: 'cell', class: 'wide' },
                    link(address({ event: row.event.slug, day: null, step: null }), foreign(row.event.title), {
                        dir: 'auto',
                    }),
                ),
        };
        return element(
            'tr',
            {
                role: 'row',
                'data-code': row.code,
                'data-position': row.position,
                class: row.code === this.#view.country ? 'is-selected' : null,
            },
            columns.map(column => cells[column]()),
        );
    }
}
