// What is shown beside the map or instead of it. Each part is loaded when it is first needed.

/**
 * @typedef {object} Taken what a panel shows, for files
 * @property {string} name of the file
 * @property {string[]} columns
 * @property {Array[]} rows
 * @property {SVGSVGElement} [picture]
 *
 * @type {{id: string, place: string, load: () => Promise<{show: Function}>, wanted: (state: object) => boolean}[]}
 */
const PANELS = [
    { id: 'country', place: 'panels', load: () => import('./country.js'), wanted: ({ country, view }) => country && !view },
    { id: 'event', place: 'panels', load: () => import('./event.js'), wanted: ({ event, view }) => event && !view },
    { id: 'alignment', place: 'alignment', load: () => import('./alignment.js'), wanted: ({ view }) => view === 'alignment' },
    { id: 'share', place: 'share', load: () => import('./share.js'), wanted: () => true },
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
            const { show } = await panel.load();
            // Answers of a state that is no longer shown may come late.
            const isCurrent = () => this.#taken === turn;
            const taken = await show(this.#container(panel.id, panel.place), state, { ...this.#page, isCurrent });
            if (taken) {
                turn.set(panel.id, taken);
            }
        }));
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
