// The keys of the map, which is one stop of the tab key: arrows go from country to country, Enter selects.

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class MapKeys {
    #options;
    #current = null;

    /**
     * @param {SVGElement} map
     * @param {{places: () => {id: string, node: Element, x: number, y: number}[], focused: (id: string) => void, select: (id: string) => void,
     *     zoom: import('./map-zoom.js').MapZoom}} options
     */
    constructor(map, options) {
        this.#options = options;
        map.addEventListener('keydown', event => this.#key(event));
        map.addEventListener('focusin', event => {
            if (event.target.dataset.shape) {
                this.#stop(event.target.dataset.shape);
                options.focused(this.#current);
            }
        });
    }

    /** To be called when other shapes are there. */
    update() {
        const places = this.#options.places();
        if (!places.some(({ id }) => id === this.#current)) {
            // In the middle of the map, and large.
            this.#current = places.find(({ id }) => id === 'DZ')?.id ?? places[0]?.id;
        }
        this.#stop(this.#current);
    }

    /** The country that the tab key comes to. */
    #stop(current) {
        this.#current = current;
        for (const { id, node } of this.#options.places()) {
            node.setAttribute('tabindex', id === current ? '0' : '-1');
        }
    }

    #key(event) {
        const { zoom, select } = this.#options;
        const actions = {
            Enter: () => select(this.#current),
            ' ': () => select(this.#current),
            '+': () => zoom.by(2),
            '=': () => zoom.by(2),
            '-': () => zoom.by(0.5),
            0: () => zoom.reset(),
        };
        const action = event.key in DIRECTIONS ? () => this.#move(DIRECTIONS[event.key]) : actions[event.key];
        if (action && this.#current && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            action();
        }
    }

    /** To the nearest country in the direction; what lies aside counts as twice as far. */
    #move([dx, dy]) {
        const places = this.#options.places();
        const from = places.find(({ id }) => id === this.#current);
        let best = null;
        for (const place of places) {
            const along = (place.x - from.x) * dx + (place.y - from.y) * dy;
            const aside = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
            const far = along + 2 * aside;
            if (along > 0.5 && (best === null || far < best.far)) {
                best = { place, far };
            }
        }
        if (best) {
            best.place.node.focus({ preventScroll: true });
            this.#options.zoom.reveal(best.place.x, best.place.y);
        }
    }
}
