// What is shown beside the map or instead of it. Each part is loaded when it is first needed.

import { element, replace } from './elements.js';

/**
 * @typedef {object} Taken what a panel shows, for files
 * @property {string} name of the file
 * @property {string[]} columns
 * @property {Array[]} rows
 * @property {SVGSVGElement} [picture]
 *
 * @type {{id: string, place: string, load: () => Promise<{show: Function}>, wanted: (state: object) => boolean,
 *     isInstant?: boolean}[]} isInstant: it waits for no answer
 */
const PANELS = [
    { id: 'country', place: 'panels', load: () => import('./country.js'), wanted: ({ country, view }) => country && !view },
    { id: 'event', place: 'panels', load: () => import('./event.js'), wanted: ({ event, view }) => event && !view },
    { id: 'alignment', place: 'alignment', load: () => import('./alignment.js'), wanted: ({ view }) => view === 'alignment' },
    { id: 'share', place: 'share', load: () => import('./share.js'), wanted: () => true, isInstant: true },
];

export class Panels {
    #page;
    #places = new Map();
    #taken = new Map();

    /** @param {object} page what the panels get */
    constructor(page) {
        this.#page = { ...page, taken: () => [...this.#taken.values()] };
    }

    /** Shows the panels of a state and empties the places of the others. */
    async show(state) {
        const wanted = PANELS.filter(panel => panel.wanted(state));
        for (const { id, place } of PANELS) {
            this.#container(id, place).hidden = !wanted.some(panel => panel.id === id);
        }
        for (const place of new Set(PANELS.map(panel => panel.place))) {
            document.getElementById(place).hidden = !wanted.some(panel => panel.place === place);
        }
        const turn = this.#taken = new Map();
        await Promise.all(wanted.map(async panel => {
            const container = this.#container(panel.id, panel.place);
            // Answers of a state that is no longer shown may come late.
            const isCurrent = () => this.#taken === turn;
            const fill = async () => {
                const { show } = await panel.load();
                return show(container, state, { ...this.#page, isCurrent });
            };
            const taken = await (panel.isInstant ? fill() : this.#busy(container, isCurrent, fill));
            if (taken) {
                turn.set(panel.id, taken);
            }
        }));
    }

    /** Shows that the container is being filled, or what it has is being replaced. */
    async #busy(container, isCurrent, fill) {
        if (!container.firstChild) {
            replace(container, element('p', { class: 'busy' }, this.#page.words('busy')));
        }
        container.setAttribute('aria-busy', 'true');
        try {
            return await fill();
        } finally {
            if (isCurrent()) {
                container.setAttribute('aria-busy', 'false');
            }
        }
    }

    #container(id, place) {
        if (!this.#places.has(id)) {
            const container = document.createElement('div');
            container.id = `panel-${id}`;
            document.getElementById(place).append(container);
            this.#places.set(id, container);
        }
        return this.#places.get(id);
    }
}
