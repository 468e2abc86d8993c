// What is shown beside the map or instead of it. Each part is loaded when it is first needed.

/** @type {{id: string, place: string, load: () => Promise<{show: Function}>, wanted: (state: object) => boolean}[]} */
const PANELS = [];

export class Panels {
    #page;
    #places = new Map();

    /** @param {object} page what the panels get */
    constructor(page) {
        this.#page = page;
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
        await Promise.all(wanted.map(async panel => {
            const { show } = await panel.load();
            await show(this.#container(panel.id, panel.place), state, this.#page);
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
